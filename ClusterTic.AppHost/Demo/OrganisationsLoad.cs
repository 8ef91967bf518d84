using System.Collections.Concurrent;
using ClusterTic.Membership;

namespace ClusterTic.AppHost.Demo;

/// <summary>Enters the organisations and takes each as far into the cluster as its row says.</summary>
sealed class OrganisationsLoad(DemoSteps steps)
{
    const string Organisations = "/api/membership/v1/organisations";

    readonly ConcurrentDictionary<string, Guid> ids = new(StringComparer.Ordinal);

    /// <returns>From the file's refs to the ids that Membership gave.</returns>
    public async Task<IReadOnlyDictionary<string, Guid>> Load(IReadOnlyList<SampleOrganisation> organisations, CancellationToken cancel)
    {
        await steps.ForEach("organisations", organisations, Load, cancel);
        return ids;
    }

    async Task Load(SampleOrganisation row, CancellationToken cancel)
    {
        var where = $"{SampleReader.OrganisationsFile}, line {row.Line}";
        var id = await steps.Post(Organisations, $"{row.Ref}:register", row.Registration, DemoJson.Default.RegisterOrganisationRequest, where, cancel)
            ?? throw new DemoFault(where, "Membership gave no id.", "Start over with --reset.");
        ids[row.Ref] = id;

        if (row.SubmittedAt is { } submitted)
            await steps.Post($"{Organisations}/{id}/submit", $"{row.Ref}:submit", new StepRequest(submitted), DemoJson.Default.StepRequest, where, cancel);
        if (row.ReviewAt is { } review)
            await steps.Post($"{Organisations}/{id}/review", $"{row.Ref}:review", new StepRequest(review), DemoJson.Default.StepRequest, where, cancel);
        await Decide(row, id, where, cancel);
    }

    async Task Decide(SampleOrganisation row, Guid id, string where, CancellationToken cancel)
    {
        switch (row.Decision)
        {
            case SampleOrganisation.Approved:
                var approval = new ApproveOrganisationRequest(row.Category!, row.DecidedAt);
                await steps.Post($"{Organisations}/{id}/approve", $"{row.Ref}:approve", approval, DemoJson.Default.ApproveOrganisationRequest, where, cancel);
                break;
            case SampleOrganisation.Rejected:
                var rejection = new RejectOrganisationRequest(row.Reason!, row.DecidedAt);
                await steps.Post($"{Organisations}/{id}/reject", $"{row.Ref}:reject", rejection, DemoJson.Default.RejectOrganisationRequest, where, cancel);
                break;
        }
    }
}
