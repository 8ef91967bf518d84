using ClusterTic.ServiceDefaults.Http;

namespace ClusterTic.Membership.Organisations;

/// <summary>What can become of a membership after it began, and what the team ticked off before.</summary>
sealed partial class Organisation
{
    /// <summary>Since when; null unless suspended now.</summary>
    public DateTimeOffset? SuspendedAt { get; private set; }

    /// <summary>When the last suspension ended.</summary>
    public DateTimeOffset? ReinstatedAt { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>Why it was rejected, suspended or withdrawn: a code; null in every other status.</summary>
    public string? StatusReason { get; private set; }

    /// <summary>The same in the team's own words, or why it was reinstated.</summary>
    public string? StatusNote { get; private set; }

    /// <summary>Items of the installation's checklist that are ticked; who did it and when is in the history.</summary>
    public string[] Checks { get; private set; } = [];

    DateTimeOffset LastStepAt => new[] { RegisteredAt, SubmittedAt, ReviewedAt, DecidedAt, SuspendedAt, ReinstatedAt, WithdrawnAt }.Max()!.Value;

    /// <summary>Out of directory and matches until it is reinstated.</summary>
    public void Suspend(string reason, string? note, string by, DateTimeOffset at)
    {
        Rule.Require(Status is OrganisationStatus.Member, Rules.OnlyAMemberCanBeSuspended, ("status", Status.Code()));
        Rule.Require(at >= LastStepAt, Rules.StepBeforeTheLastOne, ("last", LastStepAt));
        (Status, SuspendedAt, StatusReason, StatusNote) = (OrganisationStatus.Suspended, at, reason, note);
        Raise(state => new OrganisationSuspended(state, reason, by, at));
    }

    /// <summary>A member as before: in its category, since it was admitted.</summary>
    public void Reinstate(string? note, string by, DateTimeOffset at)
    {
        Rule.Require(Status is OrganisationStatus.Suspended, Rules.OnlySuspendedCanBeReinstated, ("status", Status.Code()));
        Rule.Require(at >= LastStepAt, Rules.StepBeforeTheLastOne, ("last", LastStepAt));
        (Status, SuspendedAt, ReinstatedAt, StatusReason, StatusNote) = (OrganisationStatus.Member, null, at, null, note);
        Raise(state => new OrganisationReinstated(state, by, at));
    }

    /// <summary>The end, for a member as for an application: whoever comes back applies anew.</summary>
    public void Withdraw(string reason, string? note, string by, DateTimeOffset at)
    {
        Rule.Require(
            Status is not (OrganisationStatus.Rejected or OrganisationStatus.Withdrawn or OrganisationStatus.Merged), Rules.EndedCannotBeWithdrawn, ("status", Status.Code()));
        Rule.Require(at >= LastStepAt, Rules.StepBeforeTheLastOne, ("last", LastStepAt));
        (Status, WithdrawnAt, StatusReason, StatusNote) = (OrganisationStatus.Withdrawn, at, reason, note);
        Raise(state => new OrganisationWithdrawn(state, reason, by, at));
    }

    /// <param name="done">The items of the installation's checklist that are ticked now, all of them.</param>
    public void TickOff(IEnumerable<string> done, DateTimeOffset at)
    {
        Rule.Require(Status is OrganisationStatus.UnderReview, Rules.OnlyUnderReviewHasAChecklist, ("status", Status.Code()));
        Checks = [.. done.Order(StringComparer.Ordinal)];
        Raise(state => new OrganisationReviewChecked(state, at));
    }
}
