using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClusterTic.Reporting.Migrations;

/// <summary>
/// Since when and until when what is counted was so. Rows that stand get what their state says; <c>--rebuild</c> adds
/// what the log knows of the time before.
/// </summary>
[DbContext(typeof(ReportingDb))]
[Migration("20261126200000_PastPeriods")]
public partial class PastPeriods : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        alter table organisations add column suspended_at timestamptz, add column withdrawn_at timestamptz, add column sme_class text,
          add column steps jsonb not null default '[]', add column member_from date, add column member_during datemultirange not null default '{}';
        update organisations set member_from = member_since::date, member_during = datemultirange(daterange(member_since::date, null))
          where status = 'member' and member_since is not null;
        drop index organisations_active;
        create index organisations_active on organisations (generation, member_from) where member_from is not null;
        create or replace view standing_organisations as
          select one.generation, one.id, coalesce(standing.id, one.id) as stands_for,
            case when standing.id is null then one.region else standing.region end as region,
            case when standing.id is null then one.category else standing.category end as category,
            case when standing.id is null then one.sme_class else standing.sme_class end as sme_class,
            case when standing.id is null then one.member_during else standing.member_during end as member_during
          from organisations one left join organisations standing on standing.generation = one.generation and standing.id = one.merged_into;

        alter table offers add column steps jsonb not null default '[]', add column confirmations jsonb not null default '[]',
          add column published_during datemultirange not null default '{}', add column confirmed_days date[] not null default '{}';
        update offers set published_during = datemultirange(daterange(published_at::date, null)), confirmed_days = array[confirmed_at::date]
          where status = 'published' and published_at is not null and confirmed_at is not null;
        alter table dues add column calls jsonb not null default '[]';
        alter table bodies add column mandates jsonb not null default '[]', add column meetings jsonb not null default '[]',
          add column defined_at timestamptz, add column defined_version bigint, add column defined_day date, add column closed_day date,
          add column meeting_days date[] not null default '{}';
        update bodies set closed_day = closed_at::date, meeting_days = case when last_meeting_on is null then '{}' else array[last_meeting_on] end;
        """);
}
