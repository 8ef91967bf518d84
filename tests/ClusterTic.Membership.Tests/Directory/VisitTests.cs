using System.Net;
using System.Net.Http.Json;
using ClusterTic.Membership.Directory;
using ClusterTic.Membership.Tests.Catalogue;
using ClusterTic.Membership.Tests.People;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClusterTic.Membership.Tests.Directory;

public sealed class VisitTests(PeopleFixture membership) : IClassFixture<PeopleFixture>
{
    [Fact]
    public async Task A_day_that_is_over_is_told_once_and_again_only_where_a_visit_came_late()
    {
        var (one, other, today) = (await MemberAsync(), await MemberAsync(), DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        var (old, yesterday) = (new DateOnly(2021, 6, 1), today.AddDays(-1));
        foreach (var day in (DateOnly[])[old, yesterday, today])
        {
            await VisitAsync(one, day, "member", "CI", 3);
            await VisitAsync(other, day, "member", "CI", 4);
            await VisitAsync(other, day, "offer", "", 2);
        }

        await CountAsync();
        await CountAsync();
        Assert.Equal(["member:CI:7 offer::2"], await ToldAsync(old));
        Assert.Equal(["member:CI:7 offer::2"], await ToldAsync(yesterday));
        Assert.Empty(await ToldAsync(today));

        await VisitAsync(one, yesterday, "member", "FR", 1);
        await VisitAsync(one, old, "member", "FR", 1); // nobody waits for that any more
        await CountAsync();
        Assert.Equal(["member:CI:7 offer::2"], await ToldAsync(old));
        Assert.Equal(["member:CI:7 offer::2", "member:CI:7 member:FR:1 offer::2"], await ToldAsync(yesterday));
    }

    [Fact]
    public async Task Visits_of_an_offer_are_counted_while_it_is_shown_and_apart_from_those_of_the_member()
    {
        var member = await MemberAsync();
        var offer = await membership.PublishedAsync(member, Offers.Request("Vue"));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(offer.Slug, "FR"));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(offer.Slug, "<b>"));
        await membership.StepAsync(offer, "withdraw");
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(offer.Slug, "FR"));

        Assert.Equal(0, (await membership.GetAsync<DirectoryViewsDetails>($"organisations/{member}/views?days=1")).Views);
        Assert.Equal([":1", "FR:1"], await ListAsync("select country || ':' || views from directory_views where organisation_id = $1 and page = 'offer' order by 1", member));

        async Task<HttpStatusCode> PostAsync(string address, string country)
        {
            using var answer = await membership.Service.Anonymous().PostAsJsonAsync($"{PeopleFixture.Api}/catalogue/{address}/views", new CountViewRequest(country));
            return answer.StatusCode;
        }
    }

    async Task<Guid> MemberAsync() => (await membership.MemberAsync($"Visites {Guid.CreateVersion7():N}")).Id;

    async Task CountAsync()
    {
        await using var scope = membership.Service.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<CountVisits>(scope.ServiceProvider).RunAsync(TestContext.Current.CancellationToken);
    }

    Task VisitAsync(Guid organisation, DateOnly day, string page, string country, int views) => ExecuteAsync(
        "insert into directory_views (organisation_id, day, page, country, views) values ($1, $2, $3, $4, $5)", organisation, day, page, country, views);

    /// <summary>What each message of a day says, the first one first.</summary>
    Task<IReadOnlyList<string>> ToldAsync(DateOnly day) => ListAsync(
        """
        with told as (select version, wire_name, body::jsonb body from outbox union all select version, wire_name, body::jsonb from parked)
        select (select string_agg((one ->> 'page') || ':' || coalesce(one ->> 'country', '') || ':' || (one ->> 'visits'), ' ' order by one ->> 'page', one ->> 'country')
          from jsonb_array_elements(body -> 'visits' -> 'visits') one)
        from told where wire_name = 'membership.visits.counted' and body -> 'visits' ->> 'day' = $1::text order by version
        """, day.ToString("O", System.Globalization.CultureInfo.InvariantCulture));

    async Task<IReadOnlyList<string>> ListAsync(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        var list = new List<string>();
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await rows.ReadAsync(TestContext.Current.CancellationToken)) list.Add(rows.GetString(0));
        return list;
    }

    async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    NpgsqlCommand Command(string sql, object[] values)
    {
        var command = membership.Service.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        foreach (var value in values) command.Parameters.AddWithValue(value);
        return command;
    }
}
