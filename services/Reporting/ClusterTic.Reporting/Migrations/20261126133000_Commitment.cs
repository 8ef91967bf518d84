using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClusterTic.Reporting.Migrations;

/// <summary>The projections of contacts and groups, and what charter and meetings add to those that stand, which EF Core does not know.</summary>
[DbContext(typeof(ReportingDb))]
[Migration("20261126133000_Commitment")]
public partial class Commitment : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        create table interactions (
          generation int not null, id uuid not null,
          version bigint not null, announced boolean not null, message_id uuid not null, position bigint not null,
          organisation_id uuid not null, kind text not null, purpose text not null, happened_on date not null, cancelled_at timestamptz,
          primary key (generation, id)
        );
        create table member_groups (
          generation int not null, id uuid not null,
          version bigint not null, announced boolean not null, message_id uuid not null, position bigint not null,
          code text not null, organisations int not null, taken_at timestamptz not null, closed_at timestamptz,
          primary key (generation, id)
        );
        alter table organisations add column charter text, add column charter_signed_on date;
        alter table bodies add column meetings_held int not null default 0, add column last_meeting_on date;
        """);
}
