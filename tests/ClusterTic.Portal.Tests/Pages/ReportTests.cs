using System.Text.RegularExpressions;
using ClusterTic.Portal.Tests.Hosting;

namespace ClusterTic.Portal.Tests.Pages;

/// <summary>What reports say about their figures.</summary>
public sealed partial class ReportTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task The_overview_names_every_figure_by_itself_and_sections_by_headings()
    {
        var html = await TextAsync("/fr/reports/cluster-overview");
        Assert.Equal(["Structure", "Gouvernance", "Financement", "Services", "Échanges", "Valeur ajoutée", "Marchés", "Rayonnement", "Tous les chiffres"], Headings().Matches(html).Select(match => match.Groups["text"].Value));
        Assert.Equal(
            [
                "Membres actifs", "Partenaires fondateurs", "Candidatures en attente", "Engagement effectif", "Cotisations recouvrées",
                "Événements tenus", "Inscriptions", "Taux de présence", "Part sans données", "Groupes de travail actifs", "Catalogue vivant",
                "Opportunités transmises", "Rayonnement",
            ],
            Labels().Matches(html).Select(match => match.Groups["text"].Value.Trim()));
        Assert.Contains("47 sur 50", html, StringComparison.Ordinal);
        Assert.Matches(@"<span>1</span>\s*<span class=""figure-unit"">\s*événement</span>", html);
        Assert.Contains("/fr/reports/cluster-overview/lineage?row=SVC-03", html, StringComparison.Ordinal);
        // The messages behind a withheld figure would tell it.
        Assert.DoesNotContain("lineage?row=registrations", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_chart_compares_kinds_of_actor_only_and_says_which_leads()
    {
        var html = await TextAsync("/fr/reports/cluster-overview");
        Assert.Contains("<figcaption>Entreprise\u00A0: 55,8\u00A0% des membres actifs (24 sur 43), le type d’acteur le plus présent</figcaption>", html, StringComparison.Ordinal);
        Assert.Equal(5, Bars().Count(html));
        Assert.Contains("24 · 55,8\u00A0%", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_that_does_not_apply_is_not_a_cell_without_data()
    {
        var html = await TextAsync("/en/reports/cluster-overview");
        // Once in its tile, once in the table: the one share whose denominator is 0.
        Assert.Equal(2, html.Split("No data").Length - 1);
        Assert.Contains("""<span aria-hidden="true">–</span><span class="visually-hidden">Not applicable</span>""", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_activity_puts_what_only_adds_to_another_column_under_it()
    {
        var html = await TextAsync("/en/reports/organisation-activity");
        Assert.Equal(7, html.Split("role=\"columnheader\"").Length - 1);
        Assert.Matches("""Lagune Logiciels</span>\s*<span class="hint block">Company</span>""", html);
        Assert.Matches("""Abidjan</span>\s*<span class="hint block">Côte d’Ivoire</span>""", html);
        Assert.DoesNotContain("Next page", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Competences_with_the_same_label_are_said_once()
    {
        var html = await TextAsync("/en/directory");
        var row = html[html.IndexOf("Lagune Logiciels", StringComparison.Ordinal)..];
        row = row[..row.IndexOf("</tr>", StringComparison.Ordinal)];
        Assert.Equal(2, row.Split("Custom software development").Length);
        Assert.Contains("72230000, 72231000", row, StringComparison.Ordinal);
    }

    async Task<string> TextAsync(string path)
    {
        using var client = portal.Client("analyst");
        return System.Net.WebUtility.HtmlDecode(await client.GetStringAsync(new Uri(path, UriKind.Relative)));
    }

    [GeneratedRegex("<h2[^>]*>(?<text>[^<]+)</h2>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Headings();

    [GeneratedRegex("""<p class="figure-label"><span>(?<text>[^<]+)<""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Labels();

    [GeneratedRegex("""class="chart-bar(?: accent)?">""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Bars();
}
