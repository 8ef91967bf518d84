using Microsoft.EntityFrameworkCore.Migrations;
using NpgsqlTypes;

#nullable disable

namespace ClusterTic.Membership.Migrations
{
    /// <inheritdoc />
    public partial class KnownWords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:PostgresExtension:fuzzystrmatch", ",,")
                .Annotation("Npgsql:PostgresExtension:pg_trgm", ",,")
                .Annotation("Npgsql:PostgresExtension:unaccent", ",,")
                .OldAnnotation("Npgsql:PostgresExtension:pg_trgm", ",,")
                .OldAnnotation("Npgsql:PostgresExtension:unaccent", ",,");

            // A word has neither case nor accents nor what stands around it in a sentence, and what is elided before it is a
            // word of its own. Longer ones, such as addresses, are found by how they begin.
            migrationBuilder.Sql(
                """
                create function words_of(text) returns text[] language plpgsql immutable parallel safe strict as $$
                begin
                  return array(
                    select distinct left(trim(word, '.,;:!?…()[]{}"«»“”-–—/'), 100) from regexp_split_to_table(public.fold($1), '[\s''’]+') as word
                    where trim(word, '.,;:!?…()[]{}"«»“”-–—/') <> '');
                end $$;
                """);

            migrationBuilder.DropIndex(
                name: "ix_organisations_directory_search",
                table: "organisations");

            migrationBuilder.DropIndex(
                name: "ix_organisations_directory_words",
                table: "organisations");

            migrationBuilder.DropIndex(
                name: "ix_offers_catalogue_search",
                table: "offers");

            migrationBuilder.DropColumn(
                name: "search_text",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "search_words",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "search_text",
                table: "offers");

            migrationBuilder.AddColumn<string[]>(
                name: "words",
                table: "organisations",
                type: "text[]",
                nullable: true,
                computedColumnSql: "case when status = 'member' then words_of(name || ' ' || coalesce(trade_name, '') || ' ' || case when 'town' = any(hidden) then '' else coalesce(town, '') end || ' ' || case when 'description' = any(hidden) then '' else coalesce(description ->> 'fr', '') end || ' ' || case when 'description' = any(hidden) then '' else coalesce(description ->> 'en', '') end) end",
                stored: true);

            migrationBuilder.AddColumn<string[]>(
                name: "words",
                table: "offers",
                type: "text[]",
                nullable: true,
                computedColumnSql: "case when status = 'published' then words_of(coalesce(name ->> 'fr', '') || ' ' || coalesce(name ->> 'en', '') || ' ' || coalesce(summary ->> 'fr', '') || ' ' || coalesce(summary ->> 'en', '') || ' ' || coalesce(description ->> 'fr', '') || ' ' || coalesce(description ->> 'en', '')) end",
                stored: true);

            migrationBuilder.CreateTable(
                name: "known_words",
                columns: table => new
                {
                    word = table.Column<string>(type: "text", nullable: false),
                    stems = table.Column<NpgsqlTsVector>(type: "tsvector", nullable: false, computedColumnSql: "to_tsvector('public.french_folded'::regconfig, word) || to_tsvector('public.english_folded'::regconfig, word)", stored: true)
                },
                constraints: table =>
                {
                });

            migrationBuilder.CreateIndex(
                name: "ix_organisations_directory_words",
                table: "organisations",
                column: "words",
                filter: "status = 'member'")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:StorageParameter:fastupdate", false);

            migrationBuilder.CreateIndex(
                name: "ix_offers_catalogue_words",
                table: "offers",
                column: "words",
                filter: "status = 'published'")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:StorageParameter:fastupdate", false);

            migrationBuilder.CreateIndex(
                name: "ix_known_words_stems",
                table: "known_words",
                column: "stems")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_known_words_word",
                table: "known_words",
                column: "word");

            migrationBuilder.CreateIndex(
                name: "ix_known_words_parts",
                table: "known_words",
                column: "word")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            // A word stands for the same word, for one that it is a part of, for another form of it, and where likeness is asked
            // for, for one that two letters differ from (of four letters, one): a pair of letters that changed places is two.
            migrationBuilder.Sql(
                """
                create function known_as(asked text, near boolean) returns setof text language plpgsql stable set pg_trgm.similarity_threshold = 0.2 as $$
                declare
                  -- Of one or two letters, most words have them somewhere.
                  part text := case when length(asked) > 2 then '%' || replace(replace(replace(asked, '\', '\\'), '%', '\%'), '_', '\_') || '%' end;
                  form tsquery := plainto_tsquery('public.french_folded', asked) || plainto_tsquery('public.english_folded', asked);
                  most int := case length(asked) when 1 then 0 when 2 then 0 when 3 then 0 when 4 then 1 else 2 end;
                begin
                  return query select word from known_words where word = asked or word like part or stems @@ form;
                  if near and most > 0 and asked !~ '^[0-9]+$' then
                    return query select word from known_words where word % asked and levenshtein_less_equal(word, asked, most) <= most;
                  end if;
                end $$;

                create function keep_words() returns trigger language plpgsql as $$
                begin
                  -- Applications and imports show nobody anything yet.
                  if not exists (select from changed where words is not null) then return null; end if;
                  -- Whoever forgets unused words waits for this transaction, and this one for whoever does.
                  lock table known_words in row exclusive mode;
                  insert into known_words (word)
                  select word from (select distinct unnest(words) as word from changed) used
                  where not exists (select from known_words known where known.word = used.word);
                  return null;
                end $$;
                create trigger organisations_keep_words_added after insert on organisations referencing new table as changed
                  for each statement execute function keep_words();
                create trigger organisations_keep_words_changed after update on organisations referencing new table as changed
                  for each statement execute function keep_words();
                create trigger offers_keep_words_added after insert on offers referencing new table as changed
                  for each statement execute function keep_words();
                create trigger offers_keep_words_changed after update on offers referencing new table as changed
                  for each statement execute function keep_words();

                insert into known_words (word)
                select distinct unnest(words) from (select words from organisations union all select words from offers) texts;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                drop trigger organisations_keep_words_added on organisations;
                drop trigger organisations_keep_words_changed on organisations;
                drop trigger offers_keep_words_added on offers;
                drop trigger offers_keep_words_changed on offers;
                drop function keep_words();
                drop function known_as(text, boolean);
                """);

            migrationBuilder.DropTable(
                name: "known_words");

            migrationBuilder.DropIndex(
                name: "ix_organisations_directory_words",
                table: "organisations");

            migrationBuilder.DropIndex(
                name: "ix_offers_catalogue_words",
                table: "offers");

            migrationBuilder.DropColumn(
                name: "words",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "words",
                table: "offers");

            migrationBuilder.AddColumn<string>(
                name: "search_text",
                table: "organisations",
                type: "text",
                nullable: true,
                computedColumnSql: "fold(name || ' ' || coalesce(trade_name, '') || ' ' || case when 'town' = any(hidden) then '' else coalesce(town, '') end || ' ' || case when 'description' = any(hidden) then '' else coalesce(description ->> 'fr', '') end || ' ' || case when 'description' = any(hidden) then '' else coalesce(description ->> 'en', '') end)",
                stored: true);

            migrationBuilder.AddColumn<NpgsqlTsVector>(
                name: "search_words",
                table: "organisations",
                type: "tsvector",
                nullable: true,
                computedColumnSql: "to_tsvector('public.french_folded'::regconfig, name || ' ' || coalesce(trade_name, '') || ' ' || case when 'description' = any(hidden) then '' else coalesce(description ->> 'fr', '') end) || to_tsvector('public.english_folded'::regconfig, name || ' ' || coalesce(trade_name, '') || ' ' || case when 'description' = any(hidden) then '' else coalesce(description ->> 'en', '') end)",
                stored: true);

            migrationBuilder.AddColumn<string>(
                name: "search_text",
                table: "offers",
                type: "text",
                nullable: true,
                computedColumnSql: "fold(coalesce(name ->> 'fr', '')) || ' ' || fold(coalesce(name ->> 'en', '')) || ' ' || fold(coalesce(summary ->> 'fr', '')) || ' ' || fold(coalesce(summary ->> 'en', '')) || ' ' || fold(coalesce(description ->> 'fr', '')) || ' ' || fold(coalesce(description ->> 'en', ''))",
                stored: true);

            migrationBuilder.CreateIndex(
                name: "ix_organisations_directory_search",
                table: "organisations",
                column: "search_text")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_organisations_directory_words",
                table: "organisations",
                column: "search_words")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_offers_catalogue_search",
                table: "offers",
                column: "search_text")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:PostgresExtension:pg_trgm", ",,")
                .Annotation("Npgsql:PostgresExtension:unaccent", ",,")
                .OldAnnotation("Npgsql:PostgresExtension:fuzzystrmatch", ",,")
                .OldAnnotation("Npgsql:PostgresExtension:pg_trgm", ",,")
                .OldAnnotation("Npgsql:PostgresExtension:unaccent", ",,");
            migrationBuilder.Sql("drop function words_of(text);");
        }
    }
}
