using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClusterTic.Membership.Migrations
{
    /// <inheritdoc />
    public partial class NameCores : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // The same keys as before at half the price: a function in SQL is planned anew each time it is called.
            // The core leaves out as well the words, in either number, that many names of the sector have; a name of nothing
            // else keeps all of it.
            migrationBuilder.Sql(
                """
                create function name_key(name text, without text[]) returns text language plpgsql immutable parallel safe strict as $$
                begin
                  return (
                    select nullif(string_agg(word, '' order by word), '')
                    from unnest(regexp_split_to_array(lower(public.unaccent('public.unaccent'::regdictionary, name)), '[\s!-/:-@\[-`{-~«»’–—]+')) as word
                    where word <> '' and word not in (
                      'sarl', 'sarlu', 'sa', 'sas', 'sasu', 'suarl', 'snc', 'scs', 'gie', 'eurl', 'ltd', 'llc', 'inc', 'gmbh', 'plc',
                      'group', 'groupe', 'ste', 'societe', 'company', 'cie', 'entreprise', 'et', 'and', 'de', 'du', 'la', 'le', 'les',
                      'des', 'the', 'of', 'l', 'd')
                    and rtrim(word, 's') <> all (without));
                end $$;
                create or replace function name_key(text) returns text language plpgsql immutable parallel safe strict as $$
                begin
                  return public.name_key($1, '{}');
                end $$;
                create function name_core(text) returns text language plpgsql immutable parallel safe strict as $$
                begin
                  return coalesce(
                    public.name_key($1, '{abidjan,africa,africaine,africain,afrique,cabinet,center,centre,ci,conseil,consulting,cote,digital,digitale,formation,
                      global,ict,informatique,innovation,international,internationale,it,ivoire,ivoirien,ivoirienne,logiciel,multimedia,numerique,ouest,
                      reseau,reseaux,service,software,solution,system,systeme,tech,technologie,technology,telecom,tic,west}'),
                    public.name_key($1, '{}'));
                end $$;
                """);

            migrationBuilder.DropIndex(
                name: "ix_organisations_similar_names",
                table: "organisations");

            migrationBuilder.AddColumn<string>(
                name: "name_core",
                table: "organisations",
                type: "text",
                nullable: true,
                computedColumnSql: "name_core(name)",
                stored: true);

            migrationBuilder.CreateIndex(
                name: "ix_organisations_similar_names",
                table: "organisations",
                column: "name_core")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            // The most alike come from the index of the cores; how alike they are is said by the whole names too.
            migrationBuilder.Sql(
                """
                drop function similar_names(text, int);
                create function similar_names(core text, key text, most int) returns table (id uuid, likeness real)
                language sql stable parallel safe rows 10 set pg_trgm.similarity_threshold = 0.5 as $$
                  select id, (similarity(name_core, core) + similarity(name_key, key)) / 2 from organisations
                  where name_core % core and name_key <> key order by 2 desc, 1 limit most
                $$;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop function similar_names(text, text, int);");

            migrationBuilder.DropIndex(
                name: "ix_organisations_similar_names",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "name_core",
                table: "organisations");

            migrationBuilder.CreateIndex(
                name: "ix_organisations_similar_names",
                table: "organisations",
                column: "name_key")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.Sql(
                """
                drop function name_core(text);
                create function similar_names(wanted text, most int) returns table (id uuid, likeness real)
                language sql stable parallel safe rows 10 set pg_trgm.similarity_threshold = 0.6 as $$
                  select id, similarity(name_key, wanted) from organisations
                  where name_key % wanted and name_key <> wanted order by 2 desc, 1 limit most
                $$;
                """);
        }
    }
}
