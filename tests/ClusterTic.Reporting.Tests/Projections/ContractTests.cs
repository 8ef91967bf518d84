using System.Reflection;
using ClusterTic.Events;
using ClusterTic.Membership;
using ClusterTic.Messaging;
using ClusterTic.Opportunities;
using ClusterTic.Reporting.Log;
using ClusterTic.Reporting.Projections;

namespace ClusterTic.Reporting.Tests.Projections;

public sealed class ContractTests
{
    static readonly Assembly[] Contracts =
        [typeof(IOrganisationFact).Assembly, typeof(IEventFact).Assembly, typeof(IOpportunityFact).Assembly];

    /// <summary>Each assembly named <c>ClusterTic.*.Contracts</c> that the service refers to.</summary>
    [Fact]
    public void No_contract_is_forgotten_here() => Assert.Equal(
        Contracts.Select(assembly => assembly.GetName().Name).Append("ClusterTic.Reporting.Contracts").Order(),
        typeof(Program).Assembly.GetReferencedAssemblies().Select(name => name.Name)
            .Where(name => name!.EndsWith(".Contracts", StringComparison.Ordinal)).Order());

    [Fact]
    public void Every_published_fact_is_understood()
    {
        var unknown =
            from assembly in Contracts
            from type in assembly.GetExportedTypes()
            let name = type.GetCustomAttribute<WireNameAttribute>()?.Name
            where name is not null && !IsRestricted(type)
            where Catalogue.Find(LoggedFact.AggregateOf(name)) is null
            select name;

        Assert.Empty(unknown);
    }

    [Fact]
    public void Every_fact_that_is_counted_is_published()
    {
        var published = Contracts.SelectMany(assembly => assembly.GetExportedTypes())
            .Select(type => type.GetCustomAttribute<WireNameAttribute>()?.Name).ToHashSet();

        Assert.All(Catalogue.All.SelectMany(projection => projection.Counted), name => Assert.Contains(name, published));
    }

    [Fact]
    public void Nothing_of_a_person_is_understood() =>
        Assert.DoesNotContain(Catalogue.All, projection => projection.Aggregate.StartsWith("person", StringComparison.Ordinal));

    /// <summary>The log is searched for people by this name of a field.</summary>
    [Fact]
    public void Whoever_is_in_a_message_is_in_a_field_of_one_name()
    {
        var named =
            from assembly in Contracts
            from type in assembly.GetExportedTypes()
            where type.Name.EndsWith("State", StringComparison.Ordinal) || (type.IsAssignableTo(typeof(IFact)) && !type.IsInterface)
            from property in type.GetProperties()
            where property.PropertyType == typeof(Guid) || property.PropertyType == typeof(Guid?) || property.PropertyType.IsAssignableTo(typeof(IEnumerable<Guid>))
            where new[] { "Person", "People", "Contact", "Participant" }.Any(word => property.Name.Contains(word, StringComparison.Ordinal))
            select property.Name;

        Assert.Equal(["PersonId"], named.Distinct());
    }

    static bool IsRestricted(Type fact) => fact.GetInterfaces()
        .Select(type => type.GetCustomAttribute<AggregateNameAttribute>()).Any(mark => mark?.Stream is FactStream.Restricted);
}
