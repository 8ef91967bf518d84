using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClusterTic.Reporting.Migrations;

/// <summary>Which organisation goes on in the place of another. What was told of the other is kept as it was told, and counts for the one that goes on.</summary>
[DbContext(typeof(ReportingDb))]
[Migration("20261126170100_Merges")]
public partial class Merges : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        alter table organisations add column merged_into uuid;
        create index organisations_merged on organisations (generation, merged_into) where merged_into is not null;
        create view standing_organisations as
          select one.generation, one.id, coalesce(standing.id, one.id) as stands_for,
            case when standing.id is null then one.region else standing.region end as region
          from organisations one left join organisations standing on standing.generation = one.generation and standing.id = one.merged_into;
        """);
}
