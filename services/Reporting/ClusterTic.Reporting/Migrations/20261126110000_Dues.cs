using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClusterTic.Reporting.Migrations;

/// <summary>The projection of what organisations owe and paid, which EF Core does not know.</summary>
[DbContext(typeof(ReportingDb))]
[Migration("20261126110000_Dues")]
public partial class Dues : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        create table dues (
          generation int not null, id uuid not null,
          version bigint not null, announced boolean not null, message_id uuid not null, position bigint not null,
          organisation_id uuid not null, called bigint not null, paid bigint not null,
          primary key (generation, id)
        );
        """);
}
