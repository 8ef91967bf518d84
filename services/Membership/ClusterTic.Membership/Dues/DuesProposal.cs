using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.Reference;

namespace ClusterTic.Membership.Dues;

/// <summary>Whom a run calls for a term, and whom not: without SQL, so that a dry run and the run itself cannot differ.</summary>
sealed record DuesProposal(IReadOnlyList<DuesProposal.Line> Calls, IReadOnlyList<DuesNotCalled> NotCalled, int AlreadyCalled)
{
    /// <param name="organisations">Members and suspended ones that were admitted before the term ends.</param>
    /// <param name="accounts">By organisation; those that have none were never called.</param>
    public static DuesProposal For(
        IEnumerable<Organisation> organisations, IReadOnlyList<DuesPlan> plans, IReadOnlyDictionary<Guid, DuesAccount> accounts, DuesTerm term)
    {
        var (calls, not, already) = (new List<Line>(), new List<DuesNotCalled>(), 0);
        foreach (var organisation in organisations)
        {
            var known = accounts.TryGetValue(organisation.Id, out var account)
                ? account.CallWithin(term) ?? account.Calls.FirstOrDefault(call => call.Term == term)
                : null;
            var plan = plans.For(organisation.Category, organisation.SmeClass ?? SmeClasses.Unknown, term);
            var reason = known switch
            {
                { CancelledAt: null } when known.Term == term => "called",
                { CancelledAt: null } => "other-term",
                not null => "cancelled", // whoever cancelled it decided so; a single call can still be made
                null when organisation.Status is not OrganisationStatus.Member => "suspended",
                null => plan switch { null => "no-plan", { Amount: 0 } => "exempt", _ => null },
            };
            if (reason is null) calls.Add(new(organisation, plan!));
            else if (reason == "called") already++;
            else not.Add(new(organisation.Id, organisation.Name, organisation.Category, organisation.SmeClass, reason));
        }

        return new(calls, not, already);
    }

    /// <summary>One organisation that is to be called, and why for how much.</summary>
    public sealed record Line(Organisation Organisation, DuesPlan Plan)
    {
        public DuesRunCall ToDetails(string? number) =>
            new(Organisation.Id, Organisation.Name, Organisation.Category!, Organisation.SmeClass ?? SmeClasses.Unknown, Plan.Amount, number);
    }
}
