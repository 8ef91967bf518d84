using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClusterTic.Membership.Migrations
{
    /// <inheritdoc />
    public partial class Visits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "pk_directory_views",
                table: "directory_views");

            migrationBuilder.AddColumn<string>(
                name: "page",
                table: "directory_views",
                type: "text",
                nullable: false,
                defaultValue: "member");

            migrationBuilder.AddPrimaryKey(
                name: "pk_directory_views",
                table: "directory_views",
                columns: new[] { "organisation_id", "day", "page", "country" });

            migrationBuilder.CreateTable(
                name: "visit_days",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    visits = table.Column<string>(type: "jsonb", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visit_days", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_visit_days_day",
                table: "visit_days",
                column: "day",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "visit_days");

            migrationBuilder.DropPrimaryKey(
                name: "pk_directory_views",
                table: "directory_views");

            migrationBuilder.DropColumn(
                name: "page",
                table: "directory_views");

            migrationBuilder.AddPrimaryKey(
                name: "pk_directory_views",
                table: "directory_views",
                columns: new[] { "organisation_id", "day", "country" });
        }
    }
}
