using ClusterTic.Membership.Reference;

namespace ClusterTic.Membership.Tests.Reference;

public sealed class RegionsTests
{
    static readonly DateOnly today = new(2026, 11, 27);

    [Theory]
    [InlineData("Abidjan", "CI-AB")]
    [InlineData("District autonome d'Abidjan", "CI-AB")]
    [InlineData("DENGUELE", "CI-DN")]
    [InlineData("District du Denguélé", "CI-DN")]
    [InlineData("Poro", "CI-SV")]
    [InlineData("Région du Poro", "CI-SV")]
    [InlineData("région de la Mé", "CI-LG")]
    [InlineData("Région de La Mé", "CI-LG")]
    [InlineData("N'Zi", "CI-LC")]
    [InlineData("Région du N’Zi", "CI-LC")]
    [InlineData("Gôh", "CI-GD")]
    [InlineData("Goh-Djiboua", "CI-GD")]
    [InlineData("Région de l'Indénié-Djuablin", "CI-CM")]
    [InlineData("Region des Grands Ponts", "CI-LG")]
    [InlineData("CI-VB", "CI-VB")]
    [InlineData("Ailleurs", "Ailleurs")]
    [InlineData("Région", "Région")]
    public void A_place_is_known_by_its_district_or_by_a_region_in_it(string name, string code) => Assert.Equal(code, Regions.CodeOf(name, today));

    [Theory]
    [InlineData("2012-07-03", "Moronou")]
    [InlineData("2012-07-04", "CI-LC")]
    [InlineData("2021-07-12", "CI-LC")]
    [InlineData("2021-07-13", "CI-CM")]
    public void A_region_belongs_to_the_district_of_the_day(string on, string code) =>
        Assert.Equal(code, Regions.CodeOf("Moronou", DateOnly.ParseExact(on, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void All_thirty_one_regions_lead_to_a_district_and_none_has_the_name_of_another_one()
    {
        var names = ReferenceTable.Read("ci-regions.csv").Select(row => row[3]).Distinct().ToArray();
        Assert.Equal(31, names.Length);
        Assert.Equal(12, names.Select(name => Regions.CodeOf(name, today)).Distinct().Count()); // Abidjan and Yamoussoukro have none
        Assert.All(names, name => Assert.True(Regions.Holds("CI", Regions.CodeOf(name, today)), name));
        var districts = ReferenceTable.Read("regions.csv").Select(row => Words.Key(row[1])).ToArray();
        Assert.DoesNotContain(names, name => districts.Contains(Words.Key(name)));
    }
}
