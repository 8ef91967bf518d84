using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClusterTic.Reporting.Migrations;

/// <summary>The projection of the cluster's bodies, which EF Core does not know.</summary>
[DbContext(typeof(ReportingDb))]
[Migration("20261126092100_Bodies")]
public partial class Bodies : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        create table bodies (
          generation int not null, id uuid not null,
          version bigint not null, announced boolean not null, message_id uuid not null, position bigint not null,
          kind text not null, seats int not null, closed_at timestamptz,
          primary key (generation, id)
        );
        """);
}
