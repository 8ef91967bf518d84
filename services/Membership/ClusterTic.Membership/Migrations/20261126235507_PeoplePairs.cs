using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClusterTic.Membership.Migrations
{
    /// <inheritdoc />
    public partial class PeoplePairs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "name_key",
                table: "people",
                type: "text",
                nullable: true,
                computedColumnSql: "regexp_replace(fold(name), '\\s+', ' ', 'g')",
                stored: true);

            migrationBuilder.CreateTable(
                name: "people_pairs",
                columns: table => new
                {
                    first_id = table.Column<Guid>(type: "uuid", nullable: false),
                    second_id = table.Column<Guid>(type: "uuid", nullable: false),
                    why = table.Column<string[]>(type: "text[]", nullable: false),
                    dismissed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    dismissed_by = table.Column<string>(type: "text", nullable: false),
                    dismissed_by_name = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people_pairs", x => new { x.first_id, x.second_id });
                    table.ForeignKey(
                        name: "fk_people_pairs_people_first_id",
                        column: x => x.first_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_people_pairs_people_second_id",
                        column: x => x.second_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_people_twice_name",
                table: "people",
                columns: new[] { "name_key", "id" },
                filter: "erased_at is null and merged_into is null");

            migrationBuilder.CreateIndex(
                name: "ix_contacts_people_twice_phone",
                table: "contacts",
                columns: new[] { "phone", "person_id" },
                filter: "phone is not null");

            migrationBuilder.CreateIndex(
                name: "ix_people_pairs_second",
                table: "people_pairs",
                column: "second_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "people_pairs");

            migrationBuilder.DropIndex(
                name: "ix_people_twice_name",
                table: "people");

            migrationBuilder.DropIndex(
                name: "ix_contacts_people_twice_phone",
                table: "contacts");

            migrationBuilder.DropColumn(
                name: "name_key",
                table: "people");
        }
    }
}
