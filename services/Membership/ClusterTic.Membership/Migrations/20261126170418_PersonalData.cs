using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClusterTic.Membership.Migrations
{
    /// <inheritdoc />
    public partial class PersonalData : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "erased_at",
                table: "people",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "erasures",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    ordered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: true),
                    services = table.Column<List<string>>(type: "text[]", nullable: false),
                    completed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_erasures", x => x.id);
                    table.ForeignKey(
                        name: "fk_erasures_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "personal_data_reads",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: true),
                    endpoint = table.Column<string>(type: "text", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    about_id = table.Column<Guid>(type: "uuid", nullable: true),
                    shown = table.Column<int>(type: "integer", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_personal_data_reads", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "erasure_confirmations",
                columns: table => new
                {
                    service = table.Column<string>(type: "text", nullable: false),
                    erasure_id = table.Column<Guid>(type: "uuid", nullable: false),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    kept = table.Column<string>(type: "text", nullable: true),
                    erased = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_erasure_confirmations", x => new { x.erasure_id, x.service });
                    table.ForeignKey(
                        name: "fk_erasure_confirmations_erasures_erasure_id",
                        column: x => x.erasure_id,
                        principalTable: "erasures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_erasures_open",
                table: "erasures",
                column: "id",
                filter: "completed_at is null");

            migrationBuilder.CreateIndex(
                name: "ux_erasures_person",
                table: "erasures",
                column: "person_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_personal_data_reads_by_day",
                table: "personal_data_reads",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_personal_data_reads_of_account",
                table: "personal_data_reads",
                columns: new[] { "by", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_personal_data_reads_of_person",
                table: "personal_data_reads",
                columns: new[] { "person_id", "id" },
                filter: "person_id is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "erasure_confirmations");

            migrationBuilder.DropTable(
                name: "personal_data_reads");

            migrationBuilder.DropTable(
                name: "erasures");

            migrationBuilder.DropColumn(
                name: "erased_at",
                table: "people");
        }
    }
}
