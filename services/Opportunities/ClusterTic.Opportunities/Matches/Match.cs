using ClusterTic.Messaging;

namespace ClusterTic.Opportunities.Matches;

/// <summary>One member that could serve one opportunity, and why.</summary>
sealed class Match : Aggregate<MatchState>
{
    public const string Found = "found";
    public const string Withdrawn = "withdrawn";

    Match()
    {
    }

    public Match(Guid opportunityId, Guid organisationId) => (OpportunityId, OrganisationId) = (opportunityId, organisationId);

    public Guid OpportunityId { get; private init; }

    public Guid OrganisationId { get; private init; }

    public string Status { get; private set; } = Withdrawn;

    /// <summary>0 to 100: <see cref="MatchScore"/>.</summary>
    public int Score { get; private set; }

    /// <summary>Best first.</summary>
    public List<MatchReason> Reasons { get; private set; } = [];

    public override MatchState ToState() => new(Id, Version, OpportunityId, OrganisationId, Status, Score, Reasons);

    /// <param name="foundAt">When both the notice and the member were there.</param>
    /// <param name="changedAt">When what changed the reasons happened.</param>
    public void Explain(int score, IReadOnlyList<MatchReason> reasons, DateTimeOffset foundAt, DateTimeOffset changedAt)
    {
        var isFound = Status is Found;
        if (isFound && score == Score && reasons.SequenceEqual(Reasons)) return;
        (Status, Score, Reasons) = (Found, score, [.. reasons]);
        if (isFound) Raise(state => new MatchChanged(state, changedAt));
        else Raise(state => new MatchFound(state, foundAt));
    }

    /// <summary>Nothing speaks for it any more.</summary>
    public void Withdraw(DateTimeOffset at)
    {
        if (Status is Withdrawn) return;
        (Status, Score, Reasons) = (Withdrawn, 0, []);
        Raise(state => new MatchWithdrawn(state, at));
    }
}
