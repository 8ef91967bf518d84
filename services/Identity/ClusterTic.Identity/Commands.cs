using System.Security.Cryptography;
using ClusterTic.Identity.Accounts;
using ClusterTic.Identity.Clients;
using ClusterTic.ServiceDefaults;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.WebUtilities;

namespace ClusterTic.Identity;

/// <summary>
/// What is done from a shell rather than a page. No password is ever an argument: an account gets a link to set its own,
/// a client a generated secret, each shown once.
/// </summary>
static class Commands
{
    public const string CreateAdministrator = "--create-administrator";   // EMAIL
    public const string CreateAccount = "--create-account";               // EMAIL ROLE,…
    public const string CreateClient = "--create-client";                 // ID ROLE,…

    public static void AddCommands(this WebApplicationBuilder builder)
    {
        Add(CreateAdministrator, 1, (services, email, _) => OpenAccount(services, email, [Roles.Manager, Roles.Operator]));
        Add(CreateAccount, 2, (services, email, more) => OpenAccount(services, email, KnownRoles.Parse(more)));
        Add(CreateClient, 2, (services, id, more) => OpenClient(services, id, KnownRoles.Parse(more)));

        void Add(string option, int values, Func<IServiceProvider, string, string, Task<string>> run) =>
            builder.Services.AddSingleton(new ServiceCommand(option, async (services, args, _) =>
            {
                var given = args.SkipWhile(arg => arg != option).Skip(1).TakeWhile(arg => !arg.StartsWith("--", StringComparison.Ordinal)).ToList();
                if (given.Count != values)
                {
                    await Console.Error.WriteLineAsync($"Usage: {CreateAdministrator} EMAIL | {CreateAccount} EMAIL ROLE,… | {CreateClient} ID ROLE,…");
                    return 2;
                }

                try
                {
                    await using var scope = services.CreateAsyncScope();
                    await Console.Out.WriteLineAsync(await run(scope.ServiceProvider, given[0], given.ElementAtOrDefault(1) ?? ""));
                    return 0;
                }
                catch (InvalidOperationException refused)
                {
                    await Console.Error.WriteLineAsync(refused.Message);
                    return 2;
                }
                catch (Npgsql.PostgresException old) when (old.SqlState == Npgsql.PostgresErrorCodes.UndefinedTable)
                {
                    await Console.Error.WriteLineAsync("The database has no tables yet: run the service with --migrate first.");
                    return 2;
                }
            }));
    }

    static async Task<string> OpenAccount(IServiceProvider services, string email, IReadOnlyList<string> roles)
    {
        if (!MimeKit.MailboxAddress.TryParse(email, out var address) || address.Address != email || !email.Contains('@'))
            throw new InvalidOperationException("This is not an e-mail address.");

        var account = await services.GetRequiredService<AccountBook>().Open(email, roles);
        var link = await services.GetRequiredService<PasswordReset>().Link(account);
        return $"Set the password here, once, within 24 hours:\n{link}";
    }

    static async Task<string> OpenClient(IServiceProvider services, string id, IReadOnlyList<string> roles)
    {
        var secret = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        await services.GetRequiredService<ClientRegistry>().SaveMachine(id, secret, roles, demo: false, CancellationToken.None);
        return $"Client {id}, secret (shown only now):\n{secret}";
    }
}
