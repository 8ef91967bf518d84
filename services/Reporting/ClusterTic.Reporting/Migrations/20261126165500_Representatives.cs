using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClusterTic.Reporting.Migrations;

/// <summary>The projection of who acts for which organisation, which EF Core does not know.</summary>
[DbContext(typeof(ReportingDb))]
[Migration("20261126165500_Representatives")]
public partial class Representatives : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        create table representatives (
          generation int not null, id uuid not null,
          version bigint not null, announced boolean not null, message_id uuid not null, position bigint not null,
          organisation_id uuid not null, status text not null, appointed_at timestamptz, ended_at timestamptz,
          primary key (generation, id)
        );
        """);
}
