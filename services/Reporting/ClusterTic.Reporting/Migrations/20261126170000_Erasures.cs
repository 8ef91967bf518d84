using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClusterTic.Reporting.Migrations;

/// <summary>The projections of erasures and of what services said to them, which EF Core does not know.</summary>
[DbContext(typeof(ReportingDb))]
[Migration("20261126170000_Erasures")]
public partial class Erasures : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        create table erasures (
          generation int not null, id uuid not null,
          version bigint not null, announced boolean not null, message_id uuid not null, position bigint not null,
          reason text not null, ordered_at timestamptz not null, completed_at timestamptz,
          primary key (generation, id)
        );
        create table erasure_confirmations (
          generation int not null, id uuid not null,
          version bigint not null, announced boolean not null, message_id uuid not null, position bigint not null,
          erasure_id uuid not null, service text not null, kept text, confirmed_at timestamptz not null,
          primary key (generation, id)
        );
        """);
}
