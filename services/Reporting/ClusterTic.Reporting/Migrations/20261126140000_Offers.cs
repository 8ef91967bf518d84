using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClusterTic.Reporting.Migrations;

/// <summary>The projection of what members offer, which EF Core does not know.</summary>
[DbContext(typeof(ReportingDb))]
[Migration("20261126140000_Offers")]
public partial class Offers : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        create table offers (
          generation int not null, id uuid not null,
          version bigint not null, announced boolean not null, message_id uuid not null, position bigint not null,
          organisation_id uuid not null, kind text not null, status text not null,
          cpv_codes text[] not null, tags text[] not null, markets text[] not null, maturity int,
          price_model text not null, local_content int, exportable boolean not null, intellectual_property text not null,
          published_at timestamptz, confirmed_at timestamptz,
          primary key (generation, id)
        );
        """);
}
