using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ClusterTic.Messaging.History;

/// <summary>How a service says what its history holds; all of it stands in OnModelCreating.</summary>
public static class HistoryModel
{
    internal const string Kept = "ClusterTic:History";
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

    /// <summary>The field is about a person, whose id is in another field; erasing that person empties it in the history.</summary>
    public static PropertyBuilder<T> IsPersonalOf<T>(this PropertyBuilder<T> property, string person)
    {
        property.HasAnnotation(PersonalOf, person);
        return property;
    }
}
