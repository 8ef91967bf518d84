using ClusterTic.ServiceDefaults.Data;
using Npgsql;

namespace ClusterTic.Opportunities.Matches;

/// <summary>One opportunity and one member that have something in common, with the best reason for each of the notice's codes.</summary>
sealed record Candidate(Guid OpportunityId, Guid OrganisationId, DateTimeOffset PublishedAt, DateTimeOffset? MemberSince, int Codes, List<MatchReason> Reasons);

/// <summary>
/// Finds in PostgreSQL who could serve what: a competence serves a code of its CPV group (three digits), or of its
/// division where the notice names no more than a division.
/// </summary>
static class Matching
{
    /// <summary>Shared leading digits, as far as both codes mean them; 8 for the same code.</summary>
    const string Shared =
        """
        case when o.code = c.code then 8 else least(o.digits, c.digits,
          case when left(o.code, 7) = left(c.code, 7) then 7 when left(o.code, 6) = left(c.code, 6) then 6
               when left(o.code, 5) = left(c.code, 5) then 5 when left(o.code, 4) = left(c.code, 4) then 4
               when left(o.code, 3) = left(c.code, 3) then 3 else 2 end) end
        """;

    /// <summary>
    /// From the notices to the members. The range of codes is one scan of <c>ix_member_competences_match</c> for each
    /// code of the notices; the best competence for a code is chosen before anything leaves the database.
    /// </summary>
    public const string FromOpportunities =
        $"""
         select best.opportunity_id, best.supplier_id, p.published_at, s.member_since, cardinality(p.codes), best.o_code, best.c_code, best.level, best.shared
         from (
           select distinct on (o.opportunity_id, c.supplier_id, o.code)
             o.opportunity_id, c.supplier_id, o.code o_code, c.code c_code, c.level, {Shared} shared
           from opportunity_codes o
           join member_competences c on c.code >= rpad(left(o.code, case when o.digits = 2 then 2 else 3 end), 8, '0')
                                    and c.code <= rpad(left(o.code, case when o.digits = 2 then 2 else 3 end), 8, '9')
           where o.opportunity_id = any($1) and (o.digits = 2 or c.digits > 2)
           order by o.opportunity_id, c.supplier_id, o.code, {Shared} desc, c.level desc, c.code) best
         join opportunities p on p.id = best.opportunity_id
         join suppliers s on s.id = best.supplier_id
         where p.status <> 'cancelled'
         order by best.opportunity_id, best.supplier_id
         """;

    /// <summary>The other way round, for a member that is new or can do something else: by <c>ix_opportunity_codes_match</c>.</summary>
    public const string FromMember =
        $"""
         select best.opportunity_id, best.supplier_id, p.published_at, s.member_since, cardinality(p.codes), best.o_code, best.c_code, best.level, best.shared
         from (
           select distinct on (o.opportunity_id, o.code)
             o.opportunity_id, c.supplier_id, o.code o_code, c.code c_code, c.level, {Shared} shared
           from member_competences c
           join lateral (
             select * from opportunity_codes o where o.code >= rpad(left(c.code, 3), 8, '0') and o.code <= rpad(left(c.code, 3), 8, '9')
             union
             select * from opportunity_codes o where o.code = rpad(left(c.code, 2), 8, '0')) o on true
           where c.supplier_id = $1 and (o.digits = 2 or c.digits > 2)
           order by o.opportunity_id, o.code, {Shared} desc, c.level desc, c.code) best
         join opportunities p on p.id = best.opportunity_id
         join suppliers s on s.id = best.supplier_id
         where p.status <> 'cancelled'
         order by best.opportunity_id
         """;

    public static Task<List<Candidate>> ForOpportunitiesAsync(OpportunitiesDb db, Guid[] opportunities, CancellationToken cancel) =>
        FindAsync(db, FromOpportunities, opportunities, cancel);

    public static Task<List<Candidate>> ForMemberAsync(OpportunitiesDb db, Guid supplier, CancellationToken cancel) =>
        FindAsync(db, FromMember, supplier, cancel);

    static async Task<List<Candidate>> FindAsync(OpportunitiesDb db, string sql, object parameter, CancellationToken cancel)
    {
        var (connection, transaction) = await db.OpenAsync(cancel);
        await using var command = new NpgsqlCommand(sql, connection, transaction) { Parameters = { new NpgsqlParameter { Value = parameter } } };
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var found = new List<Candidate>();
        while (await rows.ReadAsync(cancel))
        {
            var (opportunity, organisation) = (rows.GetGuid(0), rows.GetGuid(1));
            if (found.Count == 0 || found[^1].OpportunityId != opportunity || found[^1].OrganisationId != organisation)
                found.Add(new Candidate(
                    opportunity, organisation, rows.GetFieldValue<DateTimeOffset>(2),
                    rows.IsDBNull(3) ? null : rows.GetFieldValue<DateTimeOffset>(3), rows.GetInt32(4), []));
            found[^1].Reasons.Add(new MatchReason(rows.GetString(5), rows.GetString(6), rows.GetInt16(7), rows.GetInt32(8)));
        }
        return found;
    }
}
