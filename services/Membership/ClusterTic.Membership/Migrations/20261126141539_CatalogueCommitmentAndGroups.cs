using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClusterTic.Membership.Migrations
{
    /// <inheritdoc />
    public partial class CatalogueCommitmentAndGroups : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "charter",
                table: "organisations",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "charter_signed_on",
                table: "organisations",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "logo_id",
                table: "organisations",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "last_meeting_on",
                table: "bodies",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "meetings_held",
                table: "bodies",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "body_meetings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    body_id = table.Column<Guid>(type: "uuid", nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    place = table.Column<string>(type: "text", nullable: true),
                    is_online = table.Column<bool>(type: "boolean", nullable: false),
                    agenda = table.Column<string>(type: "text", nullable: true),
                    decisions = table.Column<string>(type: "text", nullable: true),
                    guests = table.Column<int>(type: "integer", nullable: false),
                    is_held = table.Column<bool>(type: "boolean", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    cancelled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_body_meetings", x => x.id);
                    table.ForeignKey(
                        name: "fk_body_meetings_bodies_body_id",
                        column: x => x.body_id,
                        principalTable: "bodies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "charter_signatures",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    charter = table.Column<string>(type: "text", nullable: false),
                    signed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    signatory_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revoke_reason = table.Column<string>(type: "text", nullable: true),
                    revoke_note = table.Column<string>(type: "text", nullable: true),
                    revoked_by = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_charter_signatures", x => x.id);
                    table.ForeignKey(
                        name: "fk_charter_signatures_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_charter_signatures_people_signatory_id",
                        column: x => x.signatory_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "groups",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "jsonb", nullable: false),
                    filter = table.Column<string>(type: "jsonb", nullable: true),
                    included = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    excluded = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_groups", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "interactions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    purpose = table.Column<string>(type: "text", nullable: false),
                    happened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    follow_up_on = table.Column<DateOnly>(type: "date", nullable: true),
                    follow_up_done = table.Column<bool>(type: "boolean", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    cancelled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    cancel_reason = table.Column<string>(type: "text", nullable: true),
                    cancelled_by = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_interactions", x => x.id);
                    table.ForeignKey(
                        name: "fk_interactions_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_interactions_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

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
                name: "meeting_attendees",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_meeting_attendees", x => new { x.meeting_id, x.person_id });
                    table.ForeignKey(
                        name: "fk_meeting_attendees_body_meetings_meeting_id",
                        column: x => x.meeting_id,
                        principalTable: "body_meetings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_meeting_attendees_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "group_publications",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "jsonb", nullable: false),
                    organisation_ids = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    taken_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_group_publications", x => x.id);
                    table.ForeignKey(
                        name: "fk_group_publications_groups_id",
                        column: x => x.id,
                        principalTable: "groups",
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
                name: "ix_organisations_groups_category",
                table: "organisations",
                column: "category");

            migrationBuilder.CreateIndex(
                name: "ix_organisations_groups_charter",
                table: "organisations",
                column: "charter");

            migrationBuilder.CreateIndex(
                name: "ix_organisations_groups_region",
                table: "organisations",
                column: "region");

            migrationBuilder.CreateIndex(
                name: "ix_organisations_groups_smeclass",
                table: "organisations",
                column: "sme_class");

            migrationBuilder.CreateIndex(
                name: "ix_body_meetings_list",
                table: "body_meetings",
                columns: new[] { "body_id", "starts_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_charter_signatures_list",
                table: "charter_signatures",
                columns: new[] { "organisation_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_charter_signatures_of_person",
                table: "charter_signatures",
                column: "signatory_id");

            migrationBuilder.CreateIndex(
                name: "ux_charter_signatures_live_version",
                table: "charter_signatures",
                columns: new[] { "organisation_id", "charter" },
                unique: true,
                filter: "revoked_at is null");

            migrationBuilder.CreateIndex(
                name: "ux_groups_code",
                table: "groups",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_interactions_follow_ups",
                table: "interactions",
                columns: new[] { "follow_up_on", "id" },
                filter: "follow_up_on is not null and not follow_up_done and cancelled_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_interactions_list",
                table: "interactions",
                columns: new[] { "organisation_id", "happened_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_interactions_of_person",
                table: "interactions",
                column: "person_id",
                filter: "person_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_interactions_quiet",
                table: "interactions",
                columns: new[] { "organisation_id", "happened_on" },
                filter: "cancelled_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_meeting_attendees_of_person",
                table: "meeting_attendees",
                column: "person_id");

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
                name: "charter_signatures");

            migrationBuilder.DropTable(
                name: "group_publications");

            migrationBuilder.DropTable(
                name: "interactions");

            migrationBuilder.DropTable(
                name: "meeting_attendees");

            migrationBuilder.DropTable(
                name: "offer_pictures");

            migrationBuilder.DropTable(
                name: "groups");

            migrationBuilder.DropTable(
                name: "body_meetings");

            migrationBuilder.DropTable(
                name: "offers");

            migrationBuilder.DropIndex(
                name: "ix_organisations_groups_category",
                table: "organisations");

            migrationBuilder.DropIndex(
                name: "ix_organisations_groups_charter",
                table: "organisations");

            migrationBuilder.DropIndex(
                name: "ix_organisations_groups_region",
                table: "organisations");

            migrationBuilder.DropIndex(
                name: "ix_organisations_groups_smeclass",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "charter",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "charter_signed_on",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "logo_id",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "last_meeting_on",
                table: "bodies");

            migrationBuilder.DropColumn(
                name: "meetings_held",
                table: "bodies");
        }
    }
}
