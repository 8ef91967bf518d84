using ClusterTic.Membership.Reference;
using ClusterTic.Membership.Registration;

namespace ClusterTic.Membership.Tests.Registration;

public sealed class RegistrationRulesTests
{
    static readonly DateOnly Day = new(2025, 12, 31);

    [Theory]
    [InlineData("ci20191234567a", "CI-2019-1234567 A")]
    [InlineData(" CI-2019-1234567  A ", "CI-2019-1234567 A")]
    [InlineData("1234567a", "1234567 A")]
    [InlineData("ci-abj-2016-b-12345", "CI-ABJ-2016-B-12345")]
    [InlineData("CI-ABJ-03-2021-B12 - 00345", "CI-ABJ-03-2021-B12-00345")]
    [InlineData("rc  paris 552 100 554", "RC PARIS 552 100 554")]
    [InlineData("  ", null)]
    [InlineData(null, null)]
    public void A_number_is_kept_in_one_way_of_writing(string? typed, string? kept)
    {
        Assert.Equal(kept, Identifiers.Normal(typed));
        Assert.Equal(kept, Identifiers.Normal(Identifiers.Normal(typed)));
    }

    [Fact]
    public void An_unusual_form_is_warned_of_with_an_example_and_only_at_home()
    {
        Assert.Empty(Identifiers.Warnings("CI", "CI-2019-1234567 A", "CI-ABJ-2016-B-12345", "1234567 A"));
        Assert.Empty(Identifiers.Warnings("CI", null, null, null));
        var warnings = Identifiers.Warnings("CI", "2019", "RC 12", "12");
        Assert.Equal(["idu", "ncc", "rccm"], warnings.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(Identifiers.Warnings("CI", warnings["idu"], warnings["rccm"], warnings["ncc"])); // the examples are right themselves
        Assert.Empty(Identifiers.Warnings("FR", null, "552 100 554", null));
    }

    [Theory]
    [InlineData(9, 30_000_000L, "micro", false)]
    [InlineData(10, 30_000_001L, "small", false)]
    [InlineData(49, 150_000_000L, "small", false)]
    [InlineData(50, 150_000_001L, "medium", false)]
    [InlineData(199, 1_000_000_000L, "medium", false)]
    [InlineData(200, 1_000_000_001L, "large", false)]
    [InlineData(9, 200_000_000L, "medium", true)]
    [InlineData(60, 1_000_000L, "medium", true)]
    [InlineData(300, 1_000_000L, "large", true)]
    [InlineData(9, null, "unknown", false)]
    [InlineData(null, 40_000_000L, "unknown", false)]
    [InlineData(null, null, "unknown", false)]
    public void The_class_is_the_higher_one_and_to_be_confirmed_where_the_criteria_disagree(int? staff, long? turnover, string code, bool toConfirm)
    {
        var found = SmeClasses.Of(staff, turnover, held: false, Day);
        Assert.Equal((code, toConfirm), (found.Code, found.ToConfirm));
    }

    [Fact]
    public void Whoever_is_held_by_a_large_firm_is_no_SME_and_before_the_law_there_is_no_class()
    {
        var held = SmeClasses.Of(9, 1, held: true, Day);
        Assert.Equal(("not-independent", false, "micro"), (held.Code, held.ToConfirm, held.ByStaff));
        Assert.Contains("2014-140", held.Reference, StringComparison.Ordinal);
        Assert.Equal("unknown", SmeClasses.Of(9, 1, held: false, new DateOnly(2010, 12, 31)).Code);
        Assert.Equal("not-independent", SmeClasses.Of(null, null, held: true, default).Code);
    }
}
