using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClusterTic.Membership.Migrations
{
    /// <inheritdoc />
    public partial class RegistrationAndFigures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "cnps",
                table: "organisations",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "founded_in",
                table: "organisations",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "held_by_large_firm",
                table: "organisations",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "idu",
                table: "organisations",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ncc",
                table: "organisations",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "rccm",
                table: "organisations",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "year_figures",
                columns: table => new
                {
                    year = table.Column<int>(type: "integer", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    staff = table.Column<int>(type: "integer", nullable: true),
                    women = table.Column<int>(type: "integer", nullable: true),
                    youth = table.Column<int>(type: "integer", nullable: true),
                    turnover = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_year_figures", x => new { x.organisation_id, x.year });
                    table.ForeignKey(
                        name: "fk_year_figures_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_organisations_idu",
                table: "organisations",
                column: "idu",
                filter: "idu is not null");

            migrationBuilder.CreateIndex(
                name: "ix_organisations_ncc",
                table: "organisations",
                column: "ncc",
                filter: "ncc is not null");

            migrationBuilder.CreateIndex(
                name: "ix_organisations_rccm",
                table: "organisations",
                column: "rccm",
                filter: "rccm is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "year_figures");

            migrationBuilder.DropIndex(
                name: "ix_organisations_idu",
                table: "organisations");

            migrationBuilder.DropIndex(
                name: "ix_organisations_ncc",
                table: "organisations");

            migrationBuilder.DropIndex(
                name: "ix_organisations_rccm",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "cnps",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "founded_in",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "held_by_large_firm",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "idu",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "ncc",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "rccm",
                table: "organisations");
        }
    }
}
