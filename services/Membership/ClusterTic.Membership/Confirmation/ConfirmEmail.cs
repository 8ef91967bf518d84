using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ClusterTic.Membership.Confirmation;

/// <summary>Takes the code that was sent to the contact of an application, and sends another one on request.</summary>
static class ConfirmEmail
{
    public static void Map(RouteGroupBuilder organisations)
    {
        organisations.MapPost("/{id:guid}/confirm-email", Confirm).Requires(Policies.Public).WithSummary("Confirm the contact's e-mail address");
        organisations.MapPost("/{id:guid}/confirmation-mails", SendAgain).Requires(Policies.Public).WithSummary("Send another confirmation code");
    }

    static async Task<Results<NoContent, NotFound>> Confirm(
        Guid id, ConfirmEmailRequest request, MembershipDb db, NpgsqlDataSource database, TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        if (organisation.EmailConfirmedAt is not null) return TypedResults.NoContent(); // typed in twice
        var now = clock.GetUtcNow();
        var hash = await TakeAttemptAsync(database, id, now, cancel);
        Rule.Require(hash is not null, Rules.ConfirmationCodeSpent);
        if (!EmailConfirmation.Matches(id, hash!, request.Code)) throw ProblemException.Field("code", Rules.ConfirmationCodeWrong);

        await db.InTransactionAsync(async () =>
        {
            organisation.ConfirmEmail(now);
            await db.SaveChangesAsync(cancel);
            return await db.Confirmations.Where(one => one.OrganisationId == id).ExecuteDeleteAsync(cancel);
        }, cancel);
        return TypedResults.NoContent();
    }

    static async Task<Results<NoContent, NotFound>> SendAgain(Guid id, MembershipDb db, StepMails mails, TimeProvider clock, CancellationToken cancel) =>
        await db.InTransactionAsync<Results<NoContent, NotFound>>(async () =>
        {
            var waiting = await db.Confirmations.FromSql($"select * from email_confirmations where organisation_id = {id} for update").SingleOrDefaultAsync(cancel);
            if (waiting is null || await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
            var now = clock.GetUtcNow();
            organisation.RequireOpen();
            Rule.Require(waiting.MayRenew(now), Rules.ConfirmationMailsTooMany, ("most", EmailConfirmation.MostMails));
            mails.AddCode(db, organisation, waiting.Renew(now));
            await db.SaveChangesAsync(cancel);
            return TypedResults.NoContent();
        }, cancel);

    static async Task<byte[]?> TakeAttemptAsync(NpgsqlDataSource database, Guid id, DateTimeOffset now, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(
            """
            update email_confirmations set attempts = attempts + 1
            where organisation_id = $1 and attempts < $2 and expires_at > $3
            returning code_hash
            """);
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(EmailConfirmation.MostAttempts);
        command.Parameters.AddWithValue(now);
        return (byte[]?)await command.ExecuteScalarAsync(cancel);
    }
}
