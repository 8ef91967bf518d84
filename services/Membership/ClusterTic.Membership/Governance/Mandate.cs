namespace ClusterTic.Membership.Governance;

/// <summary>What a mandate says: whom the person represents, as what, and from when to when.</summary>
/// <param name="To">The last day; null where no term is set.</param>
sealed record Term(Guid? OrganisationId, string Function, DateOnly From, DateOnly? To);

/// <summary>What one person does in a body, for a term.</summary>
sealed class Mandate
{
    public static readonly string[] Functions = ["chair", "vice-chair", "treasurer", "secretary", "member"];

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid PersonId { get; set; }

    public Guid? OrganisationId { get; private set; }

    public string Function { get; private set; } = "";

    /// <summary>The first day.</summary>
    public DateOnly From { get; private set; }

    /// <summary>The last day; null where no term is set.</summary>
    public DateOnly? To { get; private set; }

    /// <summary>When somebody ended it by hand; null while the term runs, and after it has run out.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>When the person was told that this term is about to end.</summary>
    public DateTimeOffset? RemindedAt { get; private set; }

    public bool IsLive(DateOnly day) => From <= day && !(To < day);

    public bool Overlaps(Term term) => !(To < term.From) && !(term.To < From);

    public void Take(Term term)
    {
        if (term.To != To) RemindedAt = null; // another term, of whose end nobody has been told
        (OrganisationId, Function, From, To) = (term.OrganisationId, term.Function, term.From, term.To);
    }

    public void Represent(Guid organisation) => OrganisationId = organisation;

    public void End(DateOnly on, DateTimeOffset at) => (To, EndedAt) = (on, at);

    public MandateState ToState() => new(Id, PersonId, OrganisationId, Function, From, To);
}
