using System.Globalization;
using ClusterTic.Identity.Accounts;
using ClusterTic.Messaging.Reads;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;

namespace ClusterTic.Identity.Privacy;

/// <summary>Body of <c>POST /people/{id}/data</c>: how the person's accounts are found, since Identity knows no person's id.</summary>
/// <param name="Email">As Membership has it; in the body, for addresses of requests end up in logs.</param>
/// <param name="Subjects">Accounts with which the person acts for organisations.</param>
sealed record PersonDataRequest(string? Email, IReadOnlyList<string>? Subjects = null);

/// <summary>All that this service holds about a person of Membership, to be handed to that person; never a hash, a key or a token.</summary>
static class ShowPersonData
{
    public static void Map(RouteGroupBuilder people) => people
        .MapPost("/{id:guid}/data", Handle)
        .Requires(Policies.Manager)
        .WithMetadata(new WithoutIdempotencyKey()) // nothing is changed, and the answer must not be kept
        .RecordsReads("people.data", ReadAbout.Person)
        .WithSummary("All data about a person");

    /// <remarks>Somebody without an account has no data here, which is an answer and no fault.</remarks>
    static async Task<Ok<PersonData>> Handle(Guid id, PersonDataRequest request, IdentityDb db, TimeProvider clock, CancellationToken cancel)
    {
        var email = request.Email?.Trim();
        if (string.IsNullOrEmpty(email)) throw ProblemException.Field("email", "required");
        var address = email.Normalize().ToUpperInvariant(); // as Identity keeps it
        var subjects = (request.Subjects ?? []).Select(one => Guid.TryParse(one, out var subject) ? subject : (Guid?)null).OfType<Guid>().ToArray();
        var accounts = await db.Users.AsNoTracking()
            .Where(one => one.NormalizedEmail == address || one.NormalizedUserName == address || subjects.Contains(one.Id)).OrderBy(one => one.Id).ToListAsync(cancel);
        var ids = accounts.ConvertAll(one => one.Id);
        var roles = await (from one in db.UserRoles
                           join role in db.Roles on one.RoleId equals role.Id
                           where ids.Contains(one.UserId)
                           orderby one.UserId, role.Name
                           select new { one.UserId, role.Name }).ToListAsync(cancel);
        var names = ids.ConvertAll(one => one.ToString());
        var sessions = await db.Set<OpenIddictEntityFrameworkCoreAuthorization<Guid>>().AsNoTracking().Where(one => names.Contains(one.Subject!))
            .OrderBy(one => one.CreationDate).Select(one => new { one.CreationDate, one.Status, Client = one.Application!.DisplayName ?? one.Application.ClientId }).ToListAsync(cancel);
        var addresses = accounts.Select(one => one.Email).OfType<string>().Append(email).Distinct().ToArray();
        var mails = await db.Mails.AsNoTracking().Where(one => addresses.Contains(one.Recipient)).OrderBy(one => one.CreatedAt)
            .Select(one => new { one.Subject, one.CreatedAt }).ToListAsync(cancel);
        return TypedResults.Ok(new PersonData(id, "identity", clock.GetUtcNow(),
        [
            new("accounts", [.. accounts.Select(Entry)]),
            new("account-roles", [.. roles.Select(one => Entry(("accountRole", one.Name)))]),
            new("sessions", [.. sessions.Select(one => Entry(("signedInAt", Text(one.CreationDate)), ("client", one.Client), ("sessionStatus", one.Status)))]),
            new("mails", [.. mails.Select(one => Entry(("subject", one.Subject), ("sentAt", Text(one.CreatedAt))))]),
        ]));
    }

    static DataEntry Entry(Account account) => Entry(
        ("account", account.Id.ToString()), ("name", account.Name), ("email", account.Email),
        ("userName", account.UserName == account.Email ? null : account.UserName), ("language", account.Language),
        ("phone", account.PhoneNumber), ("createdAt", Text(account.CreatedAt)), ("disabledAt", Text(account.DisabledAt)), ("lockedUntil", Text(account.LockoutEnd)));

    static DataEntry Entry(params IEnumerable<(string Name, string? Value)> fields) =>
        new([.. fields.Where(field => field.Value is { Length: > 0 }).Select(field => new DataField(field.Name, field.Value))]);

    static string? Text(IFormattable? value) => value?.ToString("O", CultureInfo.InvariantCulture);
}
