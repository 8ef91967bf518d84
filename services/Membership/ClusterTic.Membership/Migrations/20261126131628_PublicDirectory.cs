using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using NpgsqlTypes;

#nullable disable

namespace ClusterTic.Membership.Migrations
{
    /// <inheritdoc />
    public partial class PublicDirectory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Stems of words whose accents were taken away, so that « réseaux » is found by "reseau".
            migrationBuilder.Sql(
                """
                create text search configuration public.french_folded (copy = pg_catalog.french);
                alter text search configuration public.french_folded alter mapping for hword, hword_part, word with public.unaccent, french_stem;
                create text search configuration public.english_folded (copy = pg_catalog.english);
                alter text search configuration public.english_folded alter mapping for hword, hword_part, word with public.unaccent, english_stem;
                """);

            migrationBuilder.AddColumn<List<string>>(
                name: "hidden",
                table: "organisations",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string>(
                name: "public_email",
                table: "organisations",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "public_phone",
                table: "organisations",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "slug",
                table: "organisations",
                type: "text",
                nullable: true);

            migrationBuilder.DropColumn(name: "search_text", table: "organisations"); // its index goes with it
            migrationBuilder.AddColumn<string>(
                name: "search_text",
                table: "organisations",
                type: "text",
                nullable: true,
                computedColumnSql: "fold(name || ' ' || coalesce(trade_name, '') || ' ' || case when 'town' = any(hidden) then '' else coalesce(town, '') end || ' ' || case when 'description' = any(hidden) then '' else coalesce(description ->> 'fr', '') end || ' ' || case when 'description' = any(hidden) then '' else coalesce(description ->> 'en', '') end)",
                stored: true);

            migrationBuilder.CreateIndex(
                name: "ix_organisations_directory_search",
                table: "organisations",
                column: "search_text")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.AddColumn<NpgsqlTsVector>(
                name: "search_words",
                table: "organisations",
                type: "tsvector",
                nullable: true,
                computedColumnSql: "to_tsvector('public.french_folded'::regconfig, name || ' ' || coalesce(trade_name, '') || ' ' || case when 'description' = any(hidden) then '' else coalesce(description ->> 'fr', '') end) || to_tsvector('public.english_folded'::regconfig, name || ' ' || coalesce(trade_name, '') || ' ' || case when 'description' = any(hidden) then '' else coalesce(description ->> 'en', '') end)",
                stored: true);

            migrationBuilder.CreateTable(
                name: "directory_addresses",
                columns: table => new
                {
                    slug = table.Column<string>(type: "text", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_directory_addresses", x => x.slug);
                    table.ForeignKey(
                        name: "fk_directory_addresses_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_organisations_directory_words",
                table: "organisations",
                column: "search_words")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_organisations_slug",
                table: "organisations",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_directory_addresses_organisation_id",
                table: "directory_addresses",
                column: "organisation_id");

            // Whoever becomes a member, by whatever way, gets a readable address of its own, and keeps those it had. The
            // organisation's row comes after its address, so the reference is checked at the end of the transaction.
            migrationBuilder.Sql(
                """
                alter table directory_addresses alter constraint fk_directory_addresses_organisations_organisation_id deferrable initially deferred;

                create function take_directory_address() returns trigger language plpgsql as $$
                declare
                  wanted text := trim(both '-' from left(regexp_replace(public.fold(coalesce(new.trade_name, new.name)), '[^a-z0-9]+', '-', 'g'), 60));
                  tried text;
                  attempt int := 1;
                begin
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

                create trigger organisations_take_directory_address before insert or update of name, trade_name, status on organisations
                  for each row execute function take_directory_address();
                update organisations set status = status where status = 'member';
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop trigger organisations_take_directory_address on organisations; drop function take_directory_address();");
            migrationBuilder.DropTable(
                name: "directory_addresses");

            migrationBuilder.DropIndex(
                name: "ix_organisations_directory_words",
                table: "organisations");

            migrationBuilder.DropIndex(
                name: "ix_organisations_slug",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "search_words",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "hidden",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "public_email",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "public_phone",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "slug",
                table: "organisations");

            migrationBuilder.DropColumn(name: "search_text", table: "organisations"); // its index goes with it
            migrationBuilder.AddColumn<string>(
                name: "search_text",
                table: "organisations",
                type: "text",
                nullable: true,
                computedColumnSql: "fold(name || ' ' || coalesce(trade_name, '') || ' ' || coalesce(town, '') || ' ' || coalesce(description ->> 'fr', '') || ' ' || coalesce(description ->> 'en', ''))",
                stored: true);

            migrationBuilder.CreateIndex(
                name: "ix_organisations_directory_search",
                table: "organisations",
                column: "search_text")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });
            migrationBuilder.Sql("drop text search configuration public.french_folded; drop text search configuration public.english_folded;");
        }
    }
}
