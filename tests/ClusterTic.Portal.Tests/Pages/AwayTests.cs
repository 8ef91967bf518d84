using System.Diagnostics;
using System.Net;
using ClusterTic.Portal.Tests.Hosting;
using ClusterTic.Testing;

namespace ClusterTic.Portal.Tests.Pages;

/// <summary>A service that is away takes its part with it and nothing else.</summary>
public sealed class AwayTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData("membership", Behaviour.Drops)]
    [InlineData("membership", Behaviour.Fails)]
    [InlineData("events", Behaviour.Drops)]
    [InlineData("events", Behaviour.Hangs)]
    [InlineData("opportunities", Behaviour.Fails)]
    [InlineData("reporting", Behaviour.Hangs)]
    [InlineData("identity", Behaviour.Hangs)]
    public async Task Home_and_directory_render_while_a_service_is_away(string service, Behaviour behaviour)
    {
        await WithAsync(service, behaviour, async () =>
        {
            using var client = portal.Client();
            foreach (var path in (string[])["/fr", "/en/directory"])
            {
                var watch = Stopwatch.StartNew();
                using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                Assert.True(watch.Elapsed < TimeSpan.FromSeconds(4), $"{path} took {watch.Elapsed.TotalSeconds:0.0} s");
                Assert.Contains("</html>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        });
    }

    [Fact]
    public async Task The_home_page_says_which_part_is_away_and_keeps_the_others()
    {
        await WithAsync("events", Behaviour.Drops, async () =>
        {
            var html = await TextAsync("/fr");
            Assert.Contains("Événements\u00A0: indisponible pour l’instant", html, StringComparison.Ordinal);
            Assert.Contains(">128<", html, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task An_opportunity_stays_readable_where_only_its_matches_fail()
    {
        // The page's own part is there: 200, with a notice in place of the other.
        var html = await TextAsync($"/en/opportunities/{Samples.Id(600)}");
        Assert.Contains("96 out of 100", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_whose_only_part_is_away_answers_503_in_the_portals_frame()
    {
        await WithAsync("events", Behaviour.Fails, async () =>
        {
            using var client = portal.Client();
            using var answer = await client.GetAsync(new Uri($"/en/events/{Samples.Id(101)}", UriKind.Relative));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            var html = await answer.Content.ReadAsStringAsync();
            Assert.Contains("Events: away just now", html, StringComparison.Ordinal);
            Assert.Contains("Directory", html, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Operations_show_the_services_that_answer_and_name_the_one_that_does_not()
    {
        await WithAsync("opportunities", Behaviour.Drops, async () =>
        {
            var html = await TextAsync("/en/operations", "operator");
            Assert.Contains("Away", html, StringComparison.Ordinal);
            Assert.Contains("Messages wait for a decision", html, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task What_comes_back_is_shown_again_without_a_restart()
    {
        await WithAsync("events", Behaviour.Hangs, () => TextAsync("/fr/events"));
        await Eventually.HoldsAsync(
            async () => (await TextAsync("/fr/events")).Contains("Strat-session", StringComparison.Ordinal), "the events to be shown again");
    }

    async Task<string> TextAsync(string path, string? roles = null)
    {
        using var client = portal.Client(roles);
        return WebUtility.HtmlDecode(await client.GetStringAsync(new Uri(path, UriKind.Relative)));
    }

    async Task WithAsync(string service, Behaviour behaviour, Func<Task> act)
    {
        portal.Apis[service].Behaviour = behaviour;
        try
        {
            await act();
        }
        finally
        {
            portal.Apis[service].Behaviour = Behaviour.Answers;
            // The next test begins with a service that answers and a circuit that is closed.
            await Eventually.HoldsAsync(async () =>
            {
                var home = await TextAsync("/fr");
                return !home.Contains("indisponible", StringComparison.OrdinalIgnoreCase);
            }, $"{service} to answer again");
        }
    }
}
