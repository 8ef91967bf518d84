using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClusterTic.Messaging.History;

/// <summary>How a service says what its history holds; all of it stands in OnModelCreating.</summary>
public static class HistoryModel
{
    internal const string Kept = "ClusterTic:History";
    internal const string KeptWithoutFacts = "ClusterTic:HistoryWithoutFacts";
    internal const string PersonalOf = "ClusterTic:PersonalOf";

    /// <summary>Gives the service's database its table <c>history</c>. Without it nothing is recorded.</summary>
    public static void AddHistory(this ModelBuilder model) => HistoryEntry.Map(model);

    /// <summary>Records every change of this aggregate's fields and of the parts that it owns.</summary>
    public static EntityTypeBuilder<TAggregate> HasHistory<TAggregate>(this EntityTypeBuilder<TAggregate> aggregate)
        where TAggregate : Aggregate
    {
        aggregate.HasAnnotation(Kept, true);
        return aggregate;
    }

    /// <summary>
    /// Records every change of a row that is no aggregate, since nobody else is told of it, but whose past is asked for; as
    /// it was entered it stands in its first change. It needs a key of one Guid and a <c>Version</c>.
    /// </summary>
    /// <param name="name">As a wire would name it, were it told: <c>membership.contact</c>.</param>
    public static EntityTypeBuilder<T> HasHistoryWithoutFacts<T>(this EntityTypeBuilder<T> entity, string name) where T : class
    {
        entity.HasAnnotation(KeptWithoutFacts, name);
        return entity;
    }

    /// <summary>The field is about a person, whose id is in another field; erasing that person empties it in the history.</summary>
    public static PropertyBuilder<T> IsPersonalOf<T>(this PropertyBuilder<T> property, string person)
    {
        property.HasAnnotation(PersonalOf, person);
        return property;
    }
}
