using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClusterTic.Membership.Migrations
{
    /// <inheritdoc />
    public partial class OffersAndPictures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "logo_id",
                table: "organisations",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "offers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    slug = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "jsonb", nullable: false),
                    summary = table.Column<string>(type: "jsonb", nullable: false),
                    description = table.Column<string>(type: "jsonb", nullable: true),
                    cpv_codes = table.Column<string[]>(type: "text[]", nullable: false),
                    tags = table.Column<string[]>(type: "text[]", nullable: false),
                    sectors = table.Column<string[]>(type: "text[]", nullable: false),
                    markets = table.Column<string[]>(type: "text[]", nullable: false),
                    maturity = table.Column<int>(type: "integer", nullable: true),
                    price_model = table.Column<string>(type: "text", nullable: false),
                    price_from = table.Column<long>(type: "bigint", nullable: true),
                    local_content = table.Column<int>(type: "integer", nullable: true),
                    exportable = table.Column<bool>(type: "boolean", nullable: false),
                    intellectual_property = table.Column<string>(type: "text", nullable: false),
                    ip_reference = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reminded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    search_text = table.Column<string>(type: "text", nullable: true, computedColumnSql: "fold(coalesce(name ->> 'fr', '')) || ' ' || fold(coalesce(name ->> 'en', '')) || ' ' || fold(coalesce(summary ->> 'fr', '')) || ' ' || fold(coalesce(summary ->> 'en', '')) || ' ' || fold(coalesce(description ->> 'fr', '')) || ' ' || fold(coalesce(description ->> 'en', ''))", stored: true),
                    sort_name = table.Column<string>(type: "text", nullable: true, computedColumnSql: "fold(coalesce(name ->> 'fr', ''))", stored: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_offers", x => x.id);
                    table.ForeignKey(
                        name: "fk_offers_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "offer_pictures",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    offer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    alt = table.Column<string>(type: "jsonb", nullable: false),
                    width = table.Column<int>(type: "integer", nullable: false),
                    height = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_offer_pictures", x => new { x.offer_id, x.id });
                    table.ForeignKey(
                        name: "fk_offer_pictures_files_id",
                        column: x => x.id,
                        principalTable: "files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_offer_pictures_offers_offer_id",
                        column: x => x.offer_id,
                        principalTable: "offers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_offer_pictures_id",
                table: "offer_pictures",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_offers_catalogue",
                table: "offers",
                columns: new[] { "status", "sort_name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_offers_catalogue_search",
                table: "offers",
                column: "search_text")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_offers_of_organisation",
                table: "offers",
                columns: new[] { "organisation_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_offers_remind",
                table: "offers",
                column: "confirmed_at",
                filter: "status = 'published'");

            migrationBuilder.CreateIndex(
                name: "ux_offers_slug",
                table: "offers",
                column: "slug",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "offer_pictures");

            migrationBuilder.DropTable(
                name: "offers");

            migrationBuilder.DropColumn(
                name: "logo_id",
                table: "organisations");
        }
    }
}
