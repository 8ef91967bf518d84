using ClusterTic.Reporting.Figures;
using CsCheck;

namespace ClusterTic.Reporting.Tests.Figures;

public sealed class DisclosureTests
{
    static readonly string[] Regions = ["CI-AB", "CI-YM", "CI-BS", ""];

    [Fact]
    public void Groups_under_five_are_withheld_and_nobody_and_five_are_shown()
    {
        var cells = Cells(("CI-AB", 0), ("CI-AB", 1), ("CI-AB", 4), ("CI-AB", 5), ("CI-AB", 60));

        var hidden = Disclosure.Of(cells).HiddenOrganisations;

        Assert.Equal([false, true, true, false, false], cells.Select(cell => hidden.Contains(cell.Organisation)));
    }

    [Fact]
    public void A_single_small_group_takes_the_next_one_with_it()
    {
        var cells = Cells(("CI-AB", 3), ("CI-AB", 12), ("CI-AB", 40));

        var disclosure = Disclosure.Of(cells);

        Assert.Equal([true, true, false], cells.Select(cell => disclosure.HiddenOrganisations.Contains(cell.Organisation)));
        Assert.False(disclosure.TotalIsHidden);
    }

    [Fact]
    public void A_small_region_takes_another_region_with_it()
    {
        var cells = Cells(("CI-AB", 30), ("CI-AB", 20), ("CI-YM", 3), ("CI-BS", 9), ("CI-BS", 12));

        var disclosure = Disclosure.Of(cells);

        Assert.True(disclosure.RegionIsHidden("CI-YM"));
        Assert.True(disclosure.RegionIsHidden("CI-BS"));
        Assert.False(disclosure.RegionIsHidden("CI-AB"));
        Assert.False(disclosure.TotalIsHidden);
        Assert.True(disclosure.HiddenOrganisations.Contains(cells[3].Organisation)); // or its region's sum could be added up
    }

    [Fact]
    public void Ones_that_add_up_to_their_number_do_not_tell_each()
    {
        var cells = Cells([.. Enumerable.Repeat(("CI-AB", 1), 6), ("CI-AB", 0), ("CI-AB", 10)]);

        var hidden = Disclosure.Of(cells).HiddenOrganisations;

        Assert.Equal(7, hidden.Count);
        Assert.Contains(cells[6].Organisation, hidden); // nobody, so that "six in six" is not certain
    }

    [Fact]
    public void The_rest_of_a_whole_is_a_group_too()
    {
        PeopleCell[] cells = [new(Guid.CreateVersion7(), "CI-AB", 18, 20), new(Guid.CreateVersion7(), "CI-AB", 10, 30), new(Guid.CreateVersion7(), "CI-AB", 30, 60)];

        var hidden = Disclosure.Of(cells).HiddenOrganisations;

        Assert.Equal([true, true, false], cells.Select(cell => hidden.Contains(cell.Organisation)));
    }

    [Fact]
    public void Whatever_is_shown_no_small_group_follows_from_it()
    {
        var cell =
            from region in Gen.Int[0, 3].Select(index => Regions[index])
            from whole in Gen.Frequency((3, Gen.Int[0, 6]), (1, Gen.Int[0, 40]))
            from people in Gen.Int[0, whole]
            select (region, people, whole);
        cell.Array[0, 25].Sample(all =>
        {
            PeopleCell[] cells = [.. all.Select(each => new PeopleCell(Guid.CreateVersion7(), each.region, each.people, each.whole))];
            var disclosure = Disclosure.Of(cells);
            var hidden = disclosure.HiddenOrganisations;
            var regions = cells.Select(each => each.Region).Distinct().ToList();

            Assert.All(cells.Where(each => !hidden.Contains(each.Organisation)), each => Assert.False(each.People is > 0 and < 5));
            foreach (var region in regions.Where(region => !disclosure.RegionIsHidden(region)))
                AssertNothingFollows([.. cells.Where(each => each.Region == region && hidden.Contains(each.Organisation))]);
            if (!disclosure.TotalIsHidden)
                AssertNothingFollows([.. cells.Where(each => disclosure.RegionIsHidden(each.Region) && hidden.Contains(each.Organisation))]);
            // A region that is withheld cannot be added up from its organisations.
            Assert.All(
                regions.Where(disclosure.RegionIsHidden),
                region => Assert.Contains(cells, each => each.Region == region && hidden.Contains(each.Organisation)));
        }, iter: 5_000);
    }

    /// <summary>What a reader can compute of what is hidden is its sum.</summary>
    static void AssertNothingFollows(PeopleCell[] hidden)
    {
        if (hidden.Length == 0) return;
        var people = hidden.Sum(cell => cell.People);
        Assert.True(hidden.Length >= 2, $"{people} alone");
        Assert.False(people is > 0 and < 5, $"{hidden.Length} with {people}");
        Assert.False(people == hidden.Length, "each is one");
        Assert.False(people == hidden.Length * 4, "each is four");
    }

    static PeopleCell[] Cells(params (string Region, int People)[] groups) =>
        [.. groups.Select(group => new PeopleCell(Guid.CreateVersion7(), group.Region, group.People))];
}
