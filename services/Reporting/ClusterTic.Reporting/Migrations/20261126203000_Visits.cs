using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClusterTic.Reporting.Migrations;

/// <summary>The projection of visits, which EF Core does not know.</summary>
[DbContext(typeof(ReportingDb))]
[Migration("20261126203000_Visits")]
public partial class Visits : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        create table visit_days (
          generation int not null, id uuid not null,
          version bigint not null, announced boolean not null, message_id uuid not null, position bigint not null,
          day date not null, visits jsonb not null,
          primary key (generation, id)
        );
        create index visit_days_by_day on visit_days (generation, day);
        """);
}
