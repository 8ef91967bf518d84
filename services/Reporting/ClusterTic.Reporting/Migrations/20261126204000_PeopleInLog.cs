using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClusterTic.Reporting.Migrations;

/// <summary>
/// Finds the messages that name a person, for whoever asks what the log holds of somebody. Only those that name anybody
/// are in the index: of most messages it costs a look at the text.
/// </summary>
[DbContext(typeof(ReportingDb))]
[Migration("20261126204000_PeopleInLog")]
public partial class PeopleInLog : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        create function people_in(body text) returns text[] language sql immutable strict parallel safe
          return array(select found[1] from regexp_matches(body, '"personId":"([0-9a-f-]{36})"', 'g') found);
        create index facts_of_person on facts using gin (people_in(body)) where body like '%"personId":"%';
        """);
}
