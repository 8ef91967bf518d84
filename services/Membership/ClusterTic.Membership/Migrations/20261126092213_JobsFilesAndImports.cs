using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClusterTic.Membership.Migrations
{
    /// <inheritdoc />
    public partial class JobsFilesAndImports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // One key for every way of writing a name: without accents, punctuation and legal forms, its words in order.
            migrationBuilder.Sql(
                """
                create function name_key(text) returns text language sql immutable parallel safe strict as $$
                  select nullif(string_agg(word, '' order by word), '')
                  from unnest(regexp_split_to_array(public.fold($1), '[\s!-/:-@\[-`{-~«»’–—]+')) as word
                  where word <> '' and word not in (
                    'sarl', 'sarlu', 'sa', 'sas', 'sasu', 'suarl', 'snc', 'scs', 'gie', 'eurl', 'ltd', 'llc', 'inc', 'gmbh', 'plc',
                    'group', 'groupe', 'ste', 'societe', 'company', 'cie', 'entreprise', 'et', 'and', 'de', 'du', 'la', 'le', 'les',
                    'des', 'the', 'of', 'l', 'd')
                $$;
                """);

            migrationBuilder.AddColumn<string>(
                name: "email_domain",
                table: "people",
                type: "text",
                nullable: true,
                computedColumnSql: "split_part(email, '@', 2)",
                stored: true);

            migrationBuilder.AddColumn<string>(
                name: "name_key",
                table: "organisations",
                type: "text",
                nullable: true,
                computedColumnSql: "name_key(name)",
                stored: true);

            migrationBuilder.AddColumn<string>(
                name: "trade_name_key",
                table: "organisations",
                type: "text",
                nullable: true,
                computedColumnSql: "name_key(trade_name)",
                stored: true);

            migrationBuilder.CreateTable(
                name: "files",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    content_type = table.Column<string>(type: "text", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_files", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "import_columns",
                columns: table => new
                {
                    header = table.Column<string>(type: "text", nullable: false),
                    field = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_columns", x => x.header);
                });

            migrationBuilder.CreateTable(
                name: "jobs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    argument = table.Column<string>(type: "jsonb", nullable: false),
                    checkpoint = table.Column<string>(type: "jsonb", nullable: true),
                    done = table.Column<long>(type: "bigint", nullable: false),
                    total = table.Column<long>(type: "bigint", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lease = table.Column<Guid>(type: "uuid", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    cancel_requested = table.Column<bool>(type: "boolean", nullable: false),
                    failure = table.Column<string>(type: "text", nullable: true),
                    trace_parent = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_jobs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "recurring",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_run_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    failure = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recurring", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "imports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    format = table.Column<string>(type: "text", nullable: false),
                    encoding = table.Column<string>(type: "text", nullable: true),
                    separator = table.Column<string>(type: "text", nullable: true),
                    header = table.Column<string[]>(type: "text[]", nullable: false),
                    mapping = table.Column<string[]>(type: "text[]", nullable: false),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    dry_run = table.Column<bool>(type: "boolean", nullable: false),
                    good_rows_only = table.Column<bool>(type: "boolean", nullable: false),
                    stage = table.Column<int>(type: "integer", nullable: false),
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_imports", x => x.id);
                    table.ForeignKey(
                        name: "fk_imports_files_file_id",
                        column: x => x.file_id,
                        principalTable: "files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "import_rows",
                columns: table => new
                {
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    cells = table.Column<string[]>(type: "text[]", nullable: false),
                    verdict = table.Column<string>(type: "text", nullable: false),
                    faults = table.Column<string>(type: "jsonb", nullable: false),
                    candidates = table.Column<string>(type: "jsonb", nullable: false),
                    keys = table.Column<string[]>(type: "text[]", nullable: false),
                    decision = table.Column<string>(type: "text", nullable: true),
                    target = table.Column<Guid>(type: "uuid", nullable: true),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_rows", x => new { x.import_id, x.number });
                    table.ForeignKey(
                        name: "fk_import_rows_imports_import_id",
                        column: x => x.import_id,
                        principalTable: "imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_people_candidates_domain",
                table: "people",
                column: "email_domain");

            migrationBuilder.CreateIndex(
                name: "ix_organisations_candidates_contactphone",
                table: "organisations",
                column: "contact_phone");

            migrationBuilder.CreateIndex(
                name: "ix_organisations_candidates_namekey",
                table: "organisations",
                column: "name_key");

            migrationBuilder.CreateIndex(
                name: "ix_organisations_candidates_tradenamekey",
                table: "organisations",
                column: "trade_name_key");

            migrationBuilder.CreateIndex(
                name: "ix_import_rows_verdict",
                table: "import_rows",
                columns: new[] { "import_id", "verdict", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_imports_file_id",
                table: "imports",
                column: "file_id");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_due",
                table: "jobs",
                column: "due_at",
                filter: "due_at is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "import_columns");

            migrationBuilder.DropTable(
                name: "import_rows");

            migrationBuilder.DropTable(
                name: "jobs");

            migrationBuilder.DropTable(
                name: "recurring");

            migrationBuilder.DropTable(
                name: "imports");

            migrationBuilder.DropTable(
                name: "files");

            migrationBuilder.DropIndex(
                name: "ix_people_candidates_domain",
                table: "people");

            migrationBuilder.DropIndex(
                name: "ix_organisations_candidates_contactphone",
                table: "organisations");

            migrationBuilder.DropIndex(
                name: "ix_organisations_candidates_namekey",
                table: "organisations");

            migrationBuilder.DropIndex(
                name: "ix_organisations_candidates_tradenamekey",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "email_domain",
                table: "people");

            migrationBuilder.DropColumn(
                name: "name_key",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "trade_name_key",
                table: "organisations");
            migrationBuilder.Sql("drop function name_key(text);");
        }
    }
}
