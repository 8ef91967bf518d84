using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClusterTic.Membership.Migrations
{
    /// <inheritdoc />
    public partial class Duplicates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "merged_into",
                table: "organisations",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "status_before_merge",
                table: "organisations",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "duplicate_checks",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_duplicate_checks", x => x.organisation_id);
                });

            migrationBuilder.CreateTable(
                name: "duplicate_pairs",
                columns: table => new
                {
                    first_id = table.Column<Guid>(type: "uuid", nullable: false),
                    second_id = table.Column<Guid>(type: "uuid", nullable: false),
                    why = table.Column<string[]>(type: "text[]", nullable: false),
                    likeness = table.Column<float>(type: "real", nullable: false),
                    found_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    dismissed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    dismissed_by = table.Column<string>(type: "text", nullable: true),
                    dismissed_by_name = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_duplicate_pairs", x => new { x.first_id, x.second_id });
                    table.ForeignKey(
                        name: "fk_duplicate_pairs_organisations_first_id",
                        column: x => x.first_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_duplicate_pairs_organisations_second_id",
                        column: x => x.second_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "organisation_merges",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kept_id = table.Column<Guid>(type: "uuid", nullable: false),
                    absorbed_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    fields = table.Column<string>(type: "jsonb", nullable: false),
                    taken = table.Column<string>(type: "jsonb", nullable: false),
                    moved = table.Column<string>(type: "jsonb", nullable: false),
                    undone_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    undone_by = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organisation_merges", x => x.id);
                    table.ForeignKey(
                        name: "fk_organisation_merges_organisations_absorbed_id",
                        column: x => x.absorbed_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organisation_merges_organisations_kept_id",
                        column: x => x.kept_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_organisations_merged_into",
                table: "organisations",
                column: "merged_into",
                filter: "merged_into is not null");

            migrationBuilder.CreateIndex(
                name: "ix_organisations_similar_names",
                table: "organisations",
                column: "name_key")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_duplicate_pairs_list",
                table: "duplicate_pairs",
                columns: new[] { "likeness", "first_id", "second_id" },
                descending: new bool[0]);

            migrationBuilder.CreateIndex(
                name: "ix_duplicate_pairs_second",
                table: "duplicate_pairs",
                column: "second_id");

            migrationBuilder.CreateIndex(
                name: "ix_organisation_merges_absorbed",
                table: "organisation_merges",
                columns: new[] { "absorbed_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_organisation_merges_kept",
                table: "organisation_merges",
                columns: new[] { "kept_id", "id" });

            // The names most like one, by the trigram index; the threshold is the function's own, whatever the session's is.
            migrationBuilder.Sql(
                """
                create function similar_names(wanted text, most int) returns table (id uuid, likeness real)
                language sql stable parallel safe rows 10 set pg_trgm.similarity_threshold = 0.6 as $$
                  select id, similarity(name_key, wanted) from organisations
                  where name_key % wanted and name_key <> wanted order by 2 desc, 1 limit most
                $$;

                -- Whoever writes a key, an import too, has it looked at: nobody has to think of it.
                create function ask_for_duplicates() returns trigger language plpgsql as $$
                begin
                  insert into duplicate_checks (organisation_id, asked_at) select id, now() from changed on conflict do nothing;
                  return null;
                end $$;
                create trigger organisations_ask_for_duplicates after insert on organisations
                  referencing new table as changed for each statement execute function ask_for_duplicates();

                create function ask_for_duplicates_of_one() returns trigger language plpgsql as $$
                begin
                  insert into duplicate_checks (organisation_id, asked_at) values (new.id, now()) on conflict do nothing;
                  return null;
                end $$;
                create trigger organisations_ask_for_duplicates_again
                  after update of name, trade_name, idu, rccm, ncc, contact_phone, contact_id, status on organisations for each row
                  when ((old.name, old.trade_name, old.idu, old.rccm, old.ncc, old.contact_phone, old.contact_id, old.status in ('rejected', 'withdrawn', 'merged'))
                    is distinct from
                    (new.name, new.trade_name, new.idu, new.rccm, new.ncc, new.contact_phone, new.contact_id, new.status in ('rejected', 'withdrawn', 'merged')))
                  execute function ask_for_duplicates_of_one();

                insert into duplicate_checks (organisation_id, asked_at) select id, now() from organisations;

                -- As before, but that whoever is merged lets go of its address: the one that goes on may take it.
                create or replace function take_directory_address() returns trigger language plpgsql as $$
                declare
                  wanted text := trim(both '-' from left(regexp_replace(public.fold(coalesce(new.trade_name, new.name)), '[^a-z0-9]+', '-', 'g'), 60));
                  tried text;
                  attempt int := 1;
                begin
                  if new.status = 'merged' then new.slug := null; end if;
                  if new.status <> 'member' then return new; end if;
                  -- Nothing left of it, or a word that the addresses below /directory need, or one that could be an id.
                  if wanted in ('', 'facets', 'addresses') or wanted ~ '^[0-9a-f-]{32,}$' then wanted := 'm-' || right(new.id::text, 12); end if;
                  if new.slug = wanted or (left(new.slug, length(wanted)) = wanted and substr(new.slug, length(wanted) + 1) ~ '^-[0-9]+$') then
                    return new;
                  end if;
                  loop
                    tried := wanted || case when attempt = 1 then '' else '-' || attempt end;
                    insert into directory_addresses (slug, organisation_id, since) values (tried, new.id, now()) on conflict (slug) do nothing;
                    exit when found or exists (select from directory_addresses where slug = tried and organisation_id = new.id);
                    attempt := attempt + 1;
                  end loop;
                  new.slug := tried;
                  return new;
                end $$;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                drop trigger organisations_ask_for_duplicates on organisations;
                drop trigger organisations_ask_for_duplicates_again on organisations;
                drop function ask_for_duplicates();
                drop function ask_for_duplicates_of_one();
                drop function similar_names(text, int);
                """);
            migrationBuilder.DropTable(
                name: "duplicate_checks");

            migrationBuilder.DropTable(
                name: "duplicate_pairs");

            migrationBuilder.DropTable(
                name: "organisation_merges");

            migrationBuilder.DropIndex(
                name: "ix_organisations_merged_into",
                table: "organisations");

            migrationBuilder.DropIndex(
                name: "ix_organisations_similar_names",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "merged_into",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "status_before_merge",
                table: "organisations");
        }
    }
}
