using System.Security.Cryptography;
using ClusterTic.Identity.Accounts;
using ClusterTic.Identity.Clients;
using Microsoft.AspNetCore.WebUtilities;

namespace ClusterTic.Identity;

/// <summary>
/// What is done from a shell rather than a page:
/// <c>--create-administrator EMAIL</c>, <c>--create-account EMAIL ROLES</c>, <c>--create-client ID ROLES</c>.
/// No password is ever an argument: accounts get a link to set theirs, clients a generated secret, each shown once.
/// </summary>
static class Commands
{
    /// <returns>The exit code, or nothing where no command was given.</returns>
    public static async Task<int?> TryRun(WebApplication app, string[] args, TextWriter output, CancellationToken cancel)
    {
        switch (args)
        {
            case ["--create-administrator", var email, ..]:
                return await CreateAccount(app, email, [Roles.Manager, Roles.Operator], output);
            case ["--create-account", var email, var roles, ..]:
                return await CreateAccount(app, email, Roles.Parse(roles), output);
            case ["--create-client", var id, var roles, ..]:
                return await CreateClient(app, id, Roles.Parse(roles), output, cancel);
            case ["--create-administrator" or "--create-account" or "--create-client", ..]:
                await output.WriteLineAsync("Usage: --create-administrator EMAIL | --create-account EMAIL ROLE,… | --create-client ID ROLE,…");
                return 2;
            default:
                return null;
        }
    }

    static async Task<int> CreateAccount(WebApplication app, string email, IReadOnlyList<string> roles, TextWriter output)
    {
        if (!MimeKit.MailboxAddress.TryParse(email, out var address) || !address.Address.Contains('@'))
        {
            await output.WriteLineAsync("This is not an e-mail address.");
            return 2;
        }

        await using var scope = app.Services.CreateAsyncScope();
        var account = await scope.ServiceProvider.GetRequiredService<AccountBook>().Open(email, roles);
        var link = await scope.ServiceProvider.GetRequiredService<PasswordReset>().Link(account);
        await output.WriteLineAsync($"Set the password here, once, within 24 hours:\n{link}");
        return 0;
    }

    static async Task<int> CreateClient(WebApplication app, string id, IReadOnlyList<string> roles, TextWriter output, CancellationToken cancel)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var secret = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        await scope.ServiceProvider.GetRequiredService<ClientRegistry>().SaveMachine(id, secret, roles, demo: false, cancel);
        await output.WriteLineAsync($"Client {id}, secret (shown only now):\n{secret}");
        return 0;
    }
}
