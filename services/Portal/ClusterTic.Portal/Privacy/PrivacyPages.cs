using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Privacy;

/// <summary>What is processed and why, for everybody; terms and orders of erasure, for the team.</summary>
static class PrivacyPages
{
    /// <summary>Those that answer personal data, each with a record of its own.</summary>
    public static readonly string[] ReadServices = ["membership", "events", "identity"];

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/privacy/accesses", Accesses).Requires(Policies.Manager);
        pages.MapGet("/privacy", Register).Requires(Policies.Public);
        pages.MapGet("/privacy/retention", Retention).Requires(Policies.Manager);
        pages.MapGet("/erasures", Erasures).Requires(Policies.Manager);
        pages.MapGet("/erasures/{id:guid}", Erasure).Requires(Policies.Manager);
    }

    static async Task<IResult> Register(PrivacyService privacy, CancellationToken cancel) =>
        Show.Page<RegisterPage>(new { Register = await privacy.Register(cancel) });

    static async Task<IResult> Retention(PrivacyService privacy, CancellationToken cancel) =>
        Show.Page<RetentionPage>(new { Rules = await privacy.Retention(cancel) });

    static async Task<IResult> Accesses(
        string? service, string? account, string? from, string? to, string? after, PrivacyService membership, EventsPrivacyService events,
        IdentityPrivacyService identity, CancellationToken cancel)
    {
        var choice = new ReadsChoice(string.IsNullOrWhiteSpace(account) ? null : account.Trim(), NamedForm.Day(from), NamedForm.Day(to), after);
        var found = await (service switch
        {
            "events" => events.AllAccesses(choice, cancel),
            "identity" => identity.AllAccesses(choice, cancel),
            _ => membership.AllAccesses(choice, cancel),
        });
        return Show.Page<AllAccessesPage>(new { Found = found, choice.Account, choice.From, choice.To });
    }

    static async Task<IResult> Erasures(string? after, PrivacyService privacy, CancellationToken cancel) =>
        Show.Page<ErasuresPage>(new { Found = await privacy.Erasures(after, 50, cancel) });

    static async Task<IResult> Erasure(Guid id, string? done, PrivacyService privacy, CancellationToken cancel)
    {
        var erasure = await privacy.Erasure(id, cancel);
        return erasure.IsHere ? Show.Page<ErasurePage>(new { Erasure = erasure.Value, Done = done }) : Show.Instead(erasure);
    }
}
