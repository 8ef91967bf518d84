using System.Text.RegularExpressions;

namespace ClusterTic.EndToEnd.Tests.StratSession;

public sealed partial class OrganisationsFileTests
{
    static readonly string[] types = ["company", "startup", "university", "public-body", "association", "finance", "donor"];

    [Fact]
    public void There_are_fifty_each_with_its_own_key_and_name()
    {
        Assert.Equal(50, SampleFiles.Organisations.Count);
        Assert.Equal(50, SampleFiles.Organisations.DistinctBy(row => row["ref"]).Count());
        Assert.Equal(50, SampleFiles.Organisations.DistinctBy(row => row["name"]).Count());
        Assert.Equal(50, SampleFiles.Organisations.DistinctBy(row => row["contact_email"]).Count());
    }

    [Fact]
    public void All_but_the_agency_and_the_GIZ_are_marked_as_invented() =>
        Assert.Equal(["Agence CI PME", "GIZ"], SampleFiles.Organisations.Where(row => row["fictional"] != "yes").Select(row => row["trade_name"]));

    [Fact]
    public void Every_address_is_under_example_and_nobody_can_be_reached() =>
        Assert.All(SampleFiles.Organisations, row =>
        {
            Assert.EndsWith(".example", row["contact_email"], StringComparison.Ordinal);
            Assert.EndsWith(".example", new Uri(row["website"]).Host, StringComparison.Ordinal);
        });

    [Fact]
    public void Phones_are_Ivorian_with_ten_digits_of_a_block_that_is_not_given_out() =>
        Assert.All(SampleFiles.Organisations, row => Assert.Matches(Phone(), row["contact_phone"]));

    [Fact]
    public void Types_countries_and_regions_are_codes() =>
        Assert.All(SampleFiles.Organisations, row =>
        {
            Assert.Contains(row["type"], types);
            Assert.Matches("^[A-Z]{2}$", row["country"]);
            Assert.Matches(row["country"] == "CI" ? "^CI-[A-Z]{2}$" : "^$", row["region"]);
        });

    [Fact]
    public void Every_description_is_there_in_both_languages() =>
        Assert.All(SampleFiles.Organisations, row =>
        {
            Assert.NotEmpty(row["description_fr"]);
            Assert.NotEmpty(row["description_en"]);
            Assert.DoesNotMatch(" [:;!?»]", row["description_fr"]); // a no-break space belongs there
        });

    [Fact]
    public void Competences_are_CPV_codes_with_a_level_and_no_doubles() =>
        Assert.All(SampleFiles.Organisations, row =>
        {
            var competences = row["competences"].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.All(competences, competence => Assert.Matches(Competence(), competence));
            Assert.Distinct(competences.Select(competence => competence[..8]));
        });

    [Fact]
    public void Steps_follow_each_other_and_end_in_what_the_decision_says() =>
        Assert.All(SampleFiles.Organisations, row =>
        {
            string[] columns = ["registered_at", "submitted_at", "review_at", "decided_at"];
            var steps = columns.Select(row.Time).ToArray();
            var taken = steps.TakeWhile(step => step is not null).ToArray();
            Assert.NotEmpty(taken);
            Assert.All(steps.Skip(taken.Length), Assert.Null);
            Assert.Equal(taken.Order(), taken);
            Assert.Equal(row["decision"].Length > 0, taken.Length == columns.Length);
            Assert.Equal(row["decision"] == "approved", row["category"] is "founding-partner" or "member");
            Assert.Equal(row["decision"] == "rejected", row["reason"] is "outside-sector" or "duplicate");
        });

    [GeneratedRegex(@"^\+225(01|05|07|21|25|27)0000\d{4}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Phone();

    [GeneratedRegex(@"^\d{8}(-\d)?:[1-5]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Competence();
}
