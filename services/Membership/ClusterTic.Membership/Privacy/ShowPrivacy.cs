using ClusterTic.Membership.Reference;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Privacy;

/// <summary>What is processed and why, for everybody; how long it is kept and what is due, for the team.</summary>
static class ShowPrivacy
{
    static readonly IReadOnlyList<Processing> Register = [.. ReferenceTable.Read("processings.csv", ';').Select(Read)];

    public static void Map(RouteGroupBuilder privacy)
    {
        privacy.MapGet("/processings", Processings).Requires(Policies.Public).WithSummary("The register of processing");
        privacy.MapGet("/retention", Rules).Requires(Policies.Manager).WithSummary("How long data is kept, and what is due");
    }

    static Ok<ProcessingRegister> Processings(IOptions<PrivacyOptions> privacy) => TypedResults.Ok(new ProcessingRegister(privacy.Value.Contact, Register));

    static async Task<Ok<IReadOnlyList<RetentionRule>>> Rules(Retention retention, CancellationToken cancel) =>
        TypedResults.Ok(await retention.RulesAsync(cancel));

    static Processing Read(string[] row)
    {
        LocalText At(int column) => new(row[column], row[column + 1]);
        return new(row[0], At(1), At(3), At(5), At(7), At(9), At(11), At(13), At(15));
    }
}
