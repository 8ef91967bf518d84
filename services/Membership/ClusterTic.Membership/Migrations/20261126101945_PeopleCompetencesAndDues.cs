using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClusterTic.Membership.Migrations
{
    /// <inheritdoc />
    public partial class PeopleCompetencesAndDues : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "birth_year",
                table: "people",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "sex",
                table: "people",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "sme_class",
                table: "organisations",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "note",
                table: "competences",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "reminded_at",
                table: "competences",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "verified_at",
                table: "competences",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "verified_by",
                table: "competences",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "verified_until",
                table: "competences",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "search_text",
                table: "people",
                type: "text",
                nullable: true,
                computedColumnSql: "fold(name || ' ' || email)",
                stored: true);

            migrationBuilder.AddColumn<string>(
                name: "sort_name",
                table: "people",
                type: "text",
                nullable: true,
                computedColumnSql: "fold(name)",
                stored: true);

            migrationBuilder.CreateTable(
                name: "bodies",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "jsonb", nullable: false),
                    seats = table.Column<int>(type: "integer", nullable: false),
                    defined_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bodies", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "competence_evidences",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    competence_code = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: true),
                    client = table.Column<string>(type: "text", nullable: true),
                    client_is_public = table.Column<bool>(type: "boolean", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: true),
                    value = table.Column<decimal>(type: "numeric(20,2)", precision: 20, scale: 2, nullable: true),
                    currency = table.Column<string>(type: "text", nullable: true),
                    country = table.Column<string>(type: "text", nullable: true),
                    issuer = table.Column<string>(type: "text", nullable: true),
                    number = table.Column<string>(type: "text", nullable: true),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: true),
                    lapsed = table.Column<bool>(type: "boolean", nullable: false),
                    people = table.Column<int>(type: "integer", nullable: true),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reminded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_competence_evidences", x => new { x.organisation_id, x.competence_code, x.id });
                    table.ForeignKey(
                        name: "fk_competence_evidences_competences_organisation_id_competence",
                        columns: x => new { x.organisation_id, x.competence_code },
                        principalTable: "competences",
                        principalColumns: new[] { "organisation_id", "code" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "consents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose = table.Column<string>(type: "text", nullable: false),
                    text_version = table.Column<string>(type: "text", nullable: false),
                    how = table.Column<string>(type: "text", nullable: false),
                    given_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    by = table.Column<string>(type: "text", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: true),
                    withdrawn_by = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_consents", x => x.id);
                    table.ForeignKey(
                        name: "fk_consents_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "contacts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: true),
                    phone = table.Column<string>(type: "text", nullable: true),
                    since = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    is_main = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contacts", x => x.id);
                    table.ForeignKey(
                        name: "fk_contacts_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_contacts_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "cpv_codes",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    fr = table.Column<string>(type: "text", nullable: true),
                    en = table.Column<string>(type: "text", nullable: true),
                    parent = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: true),
                    depth = table.Column<short>(type: "smallint", nullable: false),
                    imported = table.Column<bool>(type: "boolean", nullable: false),
                    search_text = table.Column<string>(type: "text", nullable: true, computedColumnSql: "fold(code || ' ' || coalesce(fr, '') || ' ' || coalesce(en, ''))", stored: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cpv_codes", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "document_counters",
                columns: table => new
                {
                    kind = table.Column<string>(type: "text", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    last = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document_counters", x => new { x.kind, x.year });
                });

            migrationBuilder.CreateTable(
                name: "dues_accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dues_accounts", x => x.id);
                    table.ForeignKey(
                        name: "fk_dues_accounts_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "dues_plans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    category = table.Column<string>(type: "text", nullable: false),
                    sme_class = table.Column<string>(type: "text", nullable: true),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    by = table.Column<string>(type: "text", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dues_plans", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "mandates",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    function = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reminded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    body_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mandates", x => x.id);
                    table.ForeignKey(
                        name: "fk_mandates_bodies_body_id",
                        column: x => x.body_id,
                        principalTable: "bodies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_mandates_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_mandates_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "dues_payments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    receipt = table.Column<string>(type: "text", nullable: true),
                    paid_on = table.Column<DateOnly>(type: "date", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    means = table.Column<string>(type: "text", nullable: false),
                    reference = table.Column<string>(type: "text", nullable: true),
                    by = table.Column<string>(type: "text", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reverses_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reversed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dues_payments", x => x.id);
                    table.ForeignKey(
                        name: "fk_dues_payments_dues_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "dues_accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "dues_calls",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    term_from = table.Column<DateOnly>(type: "date", nullable: false),
                    term_to = table.Column<DateOnly>(type: "date", nullable: false),
                    called_on = table.Column<DateOnly>(type: "date", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    paid = table.Column<long>(type: "bigint", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    by = table.Column<string>(type: "text", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reminders = table.Column<DateOnly[]>(type: "date[]", nullable: false),
                    remind_on = table.Column<DateOnly>(type: "date", nullable: true),
                    cancelled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    cancel_reason = table.Column<string>(type: "text", nullable: true),
                    cancel_note = table.Column<string>(type: "text", nullable: true),
                    cancelled_by = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dues_calls", x => x.id);
                    table.CheckConstraint("ck_dues_calls_paid", "paid between 0 and amount");
                    table.ForeignKey(
                        name: "fk_dues_calls_dues_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "dues_accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_dues_calls_dues_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "dues_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "dues_allocations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    payment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    call_id = table.Column<Guid>(type: "uuid", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dues_allocations", x => x.id);
                    table.ForeignKey(
                        name: "fk_dues_allocations_dues_calls_call_id",
                        column: x => x.call_id,
                        principalTable: "dues_calls",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_dues_allocations_dues_payments_payment_id",
                        column: x => x.payment_id,
                        principalTable: "dues_payments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_people_list",
                table: "people",
                columns: new[] { "sort_name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_people_search",
                table: "people",
                column: "search_text")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_competences_verification_ends",
                table: "competences",
                column: "verified_until",
                filter: "verified_until is not null");

            migrationBuilder.CreateIndex(
                name: "ix_competence_evidences_certificate_ends",
                table: "competence_evidences",
                column: "valid_until",
                filter: "valid_until is not null and not lapsed");

            migrationBuilder.CreateIndex(
                name: "ix_consents_list",
                table: "consents",
                columns: new[] { "person_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_consents_live_purpose",
                table: "consents",
                columns: new[] { "person_id", "purpose", "text_version" },
                unique: true,
                filter: "withdrawn_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_contacts_list",
                table: "contacts",
                columns: new[] { "organisation_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_contacts_of_person",
                table: "contacts",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ux_contacts_live_role",
                table: "contacts",
                columns: new[] { "organisation_id", "person_id", "role" },
                unique: true,
                filter: "until is null");

            migrationBuilder.CreateIndex(
                name: "ix_cpv_codes_children",
                table: "cpv_codes",
                columns: new[] { "parent", "code" });

            migrationBuilder.CreateIndex(
                name: "ix_cpv_codes_prefix",
                table: "cpv_codes",
                column: "code")
                .Annotation("Npgsql:IndexOperators", new[] { "text_pattern_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_cpv_codes_search",
                table: "cpv_codes",
                column: "search_text")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "ux_dues_accounts_organisation",
                table: "dues_accounts",
                column: "organisation_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_dues_allocations_call_id",
                table: "dues_allocations",
                column: "call_id");

            migrationBuilder.CreateIndex(
                name: "ix_dues_allocations_payment_id",
                table: "dues_allocations",
                column: "payment_id");

            migrationBuilder.CreateIndex(
                name: "ix_dues_calls_account_id",
                table: "dues_calls",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_dues_calls_arrears",
                table: "dues_calls",
                columns: new[] { "due_on", "organisation_id" },
                filter: "cancelled_at is null and paid < amount");

            migrationBuilder.CreateIndex(
                name: "ix_dues_calls_plan_id",
                table: "dues_calls",
                column: "plan_id");

            migrationBuilder.CreateIndex(
                name: "ix_dues_calls_reminders",
                table: "dues_calls",
                column: "remind_on",
                filter: "cancelled_at is null and paid < amount and remind_on is not null");

            migrationBuilder.CreateIndex(
                name: "ux_dues_calls_number",
                table: "dues_calls",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_dues_calls_term",
                table: "dues_calls",
                columns: new[] { "organisation_id", "term_from", "term_to" },
                unique: true,
                filter: "cancelled_at is null");

            migrationBuilder.CreateIndex(
                name: "ux_dues_payments_receipt",
                table: "dues_payments",
                column: "receipt",
                unique: true,
                filter: "receipt is not null");

            migrationBuilder.CreateIndex(
                name: "ux_dues_payments_reference",
                table: "dues_payments",
                columns: new[] { "account_id", "means", "reference" },
                unique: true,
                filter: "reference is not null and reverses_id is null and reversed_by_id is null");

            migrationBuilder.CreateIndex(
                name: "ux_dues_payments_reverses",
                table: "dues_payments",
                column: "reverses_id",
                unique: true,
                filter: "reverses_id is not null");

            migrationBuilder.CreateIndex(
                name: "ux_dues_plans_from",
                table: "dues_plans",
                columns: new[] { "category", "sme_class", "valid_from" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "ix_mandates_of_body",
                table: "mandates",
                column: "body_id");

            migrationBuilder.CreateIndex(
                name: "ix_mandates_of_organisation",
                table: "mandates",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_mandates_of_person",
                table: "mandates",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_mandates_remind",
                table: "mandates",
                column: "to",
                filter: "reminded_at is null and ended_at is null");

            // Whoever was entered as the contact is the main contact from then on.
            migrationBuilder.Sql(
                """
                insert into contacts (id, version, organisation_id, person_id, role, phone, since, is_main)
                select id, 1, id, contact_id, 'other', contact_phone, (registered_at at time zone 'utc')::date, true from organisations
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "competence_evidences");

            migrationBuilder.DropTable(
                name: "consents");

            migrationBuilder.DropTable(
                name: "contacts");

            migrationBuilder.DropTable(
                name: "cpv_codes");

            migrationBuilder.DropTable(
                name: "document_counters");

            migrationBuilder.DropTable(
                name: "dues_allocations");

            migrationBuilder.DropTable(
                name: "mandates");

            migrationBuilder.DropTable(
                name: "dues_calls");

            migrationBuilder.DropTable(
                name: "dues_payments");

            migrationBuilder.DropTable(
                name: "bodies");

            migrationBuilder.DropTable(
                name: "dues_plans");

            migrationBuilder.DropTable(
                name: "dues_accounts");

            migrationBuilder.DropIndex(
                name: "ix_people_list",
                table: "people");

            migrationBuilder.DropIndex(
                name: "ix_people_search",
                table: "people");

            migrationBuilder.DropIndex(
                name: "ix_competences_verification_ends",
                table: "competences");

            migrationBuilder.DropColumn(
                name: "search_text",
                table: "people");

            migrationBuilder.DropColumn(
                name: "sort_name",
                table: "people");

            migrationBuilder.DropColumn(
                name: "birth_year",
                table: "people");

            migrationBuilder.DropColumn(
                name: "sex",
                table: "people");

            migrationBuilder.DropColumn(
                name: "sme_class",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "note",
                table: "competences");

            migrationBuilder.DropColumn(
                name: "reminded_at",
                table: "competences");

            migrationBuilder.DropColumn(
                name: "verified_at",
                table: "competences");

            migrationBuilder.DropColumn(
                name: "verified_by",
                table: "competences");

            migrationBuilder.DropColumn(
                name: "verified_until",
                table: "competences");
        }
    }
}
