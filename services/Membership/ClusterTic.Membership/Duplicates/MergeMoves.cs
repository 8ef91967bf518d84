using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.Representation;
using ClusterTic.ServiceDefaults.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace ClusterTic.Membership.Duplicates;

/// <summary>
/// What belongs to an organisation and goes along when it is merged, and comes back. Rows that nobody else is told of go
/// by SQL; what has facts of its own goes through its aggregate, so that everybody's copy follows.
/// </summary>
static class MergeMoves
{
    public static async Task<Moved> MoveAsync(this MembershipDb db, Organisation from, Organisation to, string by, DateTimeOffset at, CancellationToken cancel)
    {
        var main = await db.Contacts.Where(one => one.OrganisationId == from.Id && one.IsMain).Select(one => (Guid?)one.Id).SingleOrDefaultAsync(cancel);
        // Whoever does the same for both is there already; a version of the charter that both signed needs one signature.
        var contacts = await db.IdsAsync(
            """
            update contacts moved set organisation_id = $2, is_main = false, version = version + 1 where organisation_id = $1 and not exists (
              select from contacts same where same.organisation_id = $2 and same.person_id = moved.person_id and same.role = moved.role and same.until is null and moved.until is null)
            returning id
            """, from.Id, to.Id, cancel);
        var signatures = await db.IdsAsync(
            """
            update charter_signatures moved set organisation_id = $2 where organisation_id = $1 and not exists (
              select from charter_signatures same where same.organisation_id = $2 and same.charter = moved.charter and same.revoked_at is null and moved.revoked_at is null)
            returning id
            """, from.Id, to.Id, cancel);
        var notes = await db.IdsAsync("update review_notes set organisation_id = $2 where organisation_id = $1 returning id", from.Id, to.Id, cancel);
        var addresses = await db.Database.SqlQuery<string>(
            $"""update directory_addresses set organisation_id = {to.Id} where organisation_id = {from.Id} returning slug as "Value" """).ToArrayAsync(cancel);
        var groups = await db.IdsAsync(
            """
            update groups set version = version + 1,
              included = array(select distinct unnest(array_replace(included, $1, $2))), excluded = array(select distinct unnest(array_replace(excluded, $1, $2)))
            where $1 = any (included || excluded) and not $2 = any (included || excluded) returning id
            """, from.Id, to.Id, cancel);

        var interactions = await db.Interactions.Where(one => one.OrganisationId == from.Id).ToListAsync(cancel);
        interactions.ForEach(one => one.MoveTo(to, at));
        var offers = await db.Offers.Where(one => one.OrganisationId == from.Id).ToListAsync(cancel);
        offers.ForEach(one => one.MoveTo(to, at));
        var bodies = await db.Bodies.Where(one => one.Mandates.Any(mandate => mandate.OrganisationId == from.Id)).ToListAsync(cancel);
        var mandates = bodies.SelectMany(body => body.Represent(mandate => mandate.OrganisationId == from.Id, to.Id, at)).ToArray();
        var representatives = await db.MovableAsync(from, to, cancel);
        representatives.ForEach(one => one.MoveTo(to, at));
        // Whoever was merged into it before goes on as the last one too.
        var earlier = await db.Organisations.Where(one => one.MergedInto == from.Id).ToListAsync(cancel);
        earlier.ForEach(one => one.FollowInto(to, by, at));
        return new(
            contacts, main, notes, signatures, addresses, [.. interactions.Select(one => one.Id)], [.. offers.Select(one => one.Id)], mandates, groups,
            [.. earlier.Select(one => one.Id)], [.. representatives.Select(one => one.Id)]);
    }

    /// <summary>Who acts or is invited to act, but for whoever does so for the other one already, by person or by account.</summary>
    static Task<List<Representative>> MovableAsync(this MembershipDb db, Organisation from, Organisation to, CancellationToken cancel) => db.Representatives
        .Where(one => one.OrganisationId == from.Id && one.EndedAt == null && !db.Representatives.Any(there =>
            there.OrganisationId == to.Id && there.EndedAt == null
            && (there.PersonId == one.PersonId || (there.Subject != null && there.Subject == one.Subject && there.Issuer == one.Issuer))))
        .ToListAsync(cancel);

    /// <summary>Only what still is where the merge had brought it.</summary>
    public static async Task MoveBackAsync(
        this MembershipDb db, Moved moved, Organisation from, Organisation to, string by, DateTimeOffset at, CancellationToken cancel)
    {
        await db.IdsAsync("update charter_signatures set organisation_id = $2 where organisation_id = $1 and id = any ($3) returning id", from.Id, to.Id, cancel, moved.Signatures);
        await db.IdsAsync("update review_notes set organisation_id = $2 where organisation_id = $1 and id = any ($3) returning id", from.Id, to.Id, cancel, moved.Notes);
        await db.IdsAsync(
            """
            update groups set version = version + 1, included = array_replace(included, $1, $2), excluded = array_replace(excluded, $1, $2)
            where id = any ($3) returning id
            """, from.Id, to.Id, cancel, moved.Groups);

        foreach (var one in await db.Interactions.Where(one => one.OrganisationId == from.Id && moved.Interactions.Contains(one.Id)).ToListAsync(cancel)) one.MoveTo(to, at);
        foreach (var one in await db.Offers.Where(one => one.OrganisationId == from.Id && moved.Offers.Contains(one.Id)).ToListAsync(cancel)) one.MoveTo(to, at);
        foreach (var body in await db.Bodies.Where(one => one.Mandates.Any(mandate => mandate.OrganisationId == from.Id)).ToListAsync(cancel))
            body.Represent(mandate => mandate.OrganisationId == from.Id && moved.Mandates.Contains(mandate.Id), to.Id, at);
        foreach (var one in (await db.MovableAsync(from, to, cancel)).Where(one => moved.Representatives.Contains(one.Id))) one.MoveTo(to, at);
        foreach (var one in await db.Organisations.Where(one => one.MergedInto == from.Id && moved.Merged.Contains(one.Id)).ToListAsync(cancel)) one.FollowInto(to, by, at);
    }

    /// <summary>But for the one that the other still goes by.</summary>
    public static Task<int> MoveAddressesBackAsync(this MembershipDb db, Moved moved, Organisation from, Organisation to, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync(
            $"""
             update directory_addresses set organisation_id = {to.Id}
             where organisation_id = {from.Id} and slug = any ({moved.Addresses}) and slug is distinct from (select slug from organisations where id = {from.Id})
             """, cancel);

    /// <summary>The one that goes on keeps whom it has made its main contact since.</summary>
    public static Task<Guid[]> MoveContactsBackAsync(this MembershipDb db, Moved moved, Organisation from, Organisation to, CancellationToken cancel) => db.IdsAsync(
        """
        update contacts set organisation_id = $2, is_main = (id = $4), version = version + 1
        where organisation_id = $1 and id = any ($3) and not is_main returning id
        """, from.Id, to.Id, cancel, moved.Contacts, moved.Main ?? Guid.Empty);

    public static async Task<MergeCounts> CountMovesAsync(this MembershipDb db, Organisation from, Organisation to, CancellationToken cancel) => new(
        await db.Contacts.CountAsync(one => one.OrganisationId == from.Id, cancel),
        await db.Notes.CountAsync(one => one.OrganisationId == from.Id, cancel),
        await db.CharterSignatures.CountAsync(one => one.OrganisationId == from.Id, cancel),
        await db.Interactions.CountAsync(one => one.OrganisationId == from.Id, cancel),
        await db.Offers.CountAsync(one => one.OrganisationId == from.Id, cancel),
        await db.Bodies.SelectMany(one => one.Mandates).CountAsync(one => one.OrganisationId == from.Id, cancel),
        from.Competences.Count(theirs => to.Competences.All(mine => mine.Code != theirs.Code)),
        from.Figures.Count(theirs => to.Figures.All(mine => mine.Year != theirs.Year)));

    public static MergeCounts ToCounts(this Moved moved, Taken taken) => new(
        moved.Contacts.Length, moved.Notes.Length, moved.Signatures.Length, moved.Interactions.Length, moved.Offers.Length, moved.Mandates.Length,
        taken.Competences.Count, taken.Years.Count);

    static async Task<Guid[]> IdsAsync(
        this MembershipDb db, string sql, Guid from, Guid to, CancellationToken cancel, Guid[]? ids = null, Guid? extra = null)
    {
        var (connection, transaction) = await db.OpenAsync(cancel);
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = from });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = to });
        if (ids is not null) command.Parameters.Add(new() { Value = ids, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        if (extra is { } value) command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = value });
        var done = new List<Guid>();
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel)) done.Add(rows.GetGuid(0));
        return [.. done];
    }
}
