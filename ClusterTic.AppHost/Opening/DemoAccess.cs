using ClusterTic.AppHost.Services;

namespace ClusterTic.AppHost.Opening;

/// <summary>Who can sign in to the demo, and which machines may call it; exists only where the demo is loaded.</summary>
sealed record DemoAccess(IReadOnlyList<DemoAccess.Account> Accounts, IReadOnlyList<DemoAccess.Client> Clients)
{
    public sealed record Account(string User, string Password, string Role);

    public sealed record Client(string Id, string Secret, IReadOnlyList<string> Roles);

    /// <summary>Loads the demo and the user's own notices.</summary>
    public const string Loader = "demo-loader";

    static readonly string[] Roles = ["manager", "analyst", "partner", "operator"];

    public static DemoAccess For(RunOptions options, DataFolder data)
    {
        Client Make(string id, params IReadOnlyList<string> roles) => new(id, data.Password($"client {id}"), roles);

        var loader = Make(Loader, "manager", "backdate");
        return options.Demo
            ? new(
                [.. Roles.Select(role => new Account(role, data.Password($"account {role}"), role))],
                [loader, .. Roles.Select(role => Make($"demo-{role}", role))])
            : new([], options.Notices.Count > 0 ? [loader] : []);
    }

    /// <summary>Identity brings its accounts and clients in line with these at each start.</summary>
    public void Tell(Service identity)
    {
        foreach (var (at, account) in Accounts.Index())
            identity
                .WithSetting($"Demo__Accounts__{at}__User", account.User)
                .WithSetting($"Demo__Accounts__{at}__Password", account.Password)
                .WithSetting($"Demo__Accounts__{at}__Role", account.Role);
        foreach (var (at, client) in Clients.Index())
            identity
                .WithSetting($"Demo__Clients__{at}__Id", client.Id)
                .WithSetting($"Demo__Clients__{at}__Secret", client.Secret)
                .WithSetting($"Demo__Clients__{at}__Roles", string.Join(',', client.Roles));
    }
}
