using ClusterTic.Messaging;

namespace ClusterTic.Membership;

/// <summary>A person, in the restricted stream only.</summary>
/// <param name="Language">BCP 47; mails are written in it.</param>
public sealed record PersonState(Guid Id, long Version, string Name, string Email, string Language);

/// <summary>Every fact about a person. Travels on the restricted exchange, which Reporting does not see.</summary>
[AggregateName("person", typeof(PersonAnnounced), Stream = FactStream.Restricted)]
public interface IPersonFact : IFact
{
    PersonState Person { get; }
    Guid IFact.AggregateId => Person.Id;
    long IFact.Version => Person.Version;
}

/// <summary>A person became known, as an organisation's contact.</summary>
[WireName("person.registered")]
public sealed record PersonRegistered(PersonState Person, DateTimeOffset OccurredAt) : IPersonFact;

/// <summary>A person's name, address or language changed.</summary>
[WireName("person.changed")]
public sealed record PersonChanged(PersonState Person, DateTimeOffset OccurredAt) : IPersonFact;

/// <summary>Repeats the state for a copy that starts late.</summary>
[WireName("person.announced")]
public sealed record PersonAnnounced(PersonState Person, DateTimeOffset OccurredAt) : IPersonFact;

/// <summary>A person's data was erased; the state is what is left of it.</summary>
/// <param name="ErasureId">To confirm.</param>
/// <param name="Email">As it was until now, so that a copy under the address, or an account, can be found one last time.</param>
[WireName("person.erased")]
public sealed record PersonErased(PersonState Person, Guid ErasureId, string Email, DateTimeOffset OccurredAt) : IPersonFact;

/// <summary>A person was entered twice: everything of it belongs to another one now, and the state is what is left of it.</summary>
/// <param name="Into">Who goes on, so that a copy can be linked that has not heard of it yet.</param>
/// <param name="Email">As it was until now, so that a copy under the address can be found one last time.</param>
[WireName("person.merged")]
public sealed record PersonMerged(PersonState Person, PersonState Into, string Email, DateTimeOffset OccurredAt) : IPersonFact;
