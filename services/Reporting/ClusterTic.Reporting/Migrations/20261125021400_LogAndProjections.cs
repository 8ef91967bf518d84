using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClusterTic.Reporting.Migrations;

/// <summary>The log and the projections, which EF Core does not know: see <c>LogAndProjections.sql</c>.</summary>
[DbContext(typeof(ReportingDb))]
[Migration("20261125021400_LogAndProjections")]
public partial class LogAndProjections : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        using var sql = new StreamReader(typeof(LogAndProjections).Assembly.GetManifestResourceStream(
            "ClusterTic.Reporting.Migrations.LogAndProjections.sql"));
        migrationBuilder.Sql(sql.ReadToEnd());
    }
}
