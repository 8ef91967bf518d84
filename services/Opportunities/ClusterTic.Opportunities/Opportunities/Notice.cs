using System.Text.Json.Nodes;
using ClusterTic.Opportunities.Ocds;
using ClusterTic.Opportunities.Tiers;

namespace ClusterTic.Opportunities.Opportunities;

/// <summary>What the merged releases of one contracting process say, in our terms. A function of them alone: no clock, no database.</summary>
/// <param name="Stage">What the notices say of the status; whether an open one has meanwhile closed depends on the day: <see cref="StatusOn"/>.</param>
sealed record Notice(
    LocalText Title,
    LocalText? Description,
    string Stage,
    string? BuyerName,
    string? BuyerCountry,
    string Tier,
    IReadOnlyList<string> Codes,
    Money? Value,
    DateTimeOffset PublishedAt,
    DateTimeOffset? Deadline)
{
    /// <summary>Same content: records compare lists by reference.</summary>
    public bool Equals(Notice? other) => other is not null
        && (Title, Description, Stage, BuyerName, BuyerCountry, Tier, Value, PublishedAt, Deadline)
            == (other.Title, other.Description, other.Stage, other.BuyerName, other.BuyerCountry, other.Tier, other.Value, other.PublishedAt, other.Deadline)
        && Codes.SequenceEqual(other.Codes);

    public override int GetHashCode() => HashCode.Combine(Title, Stage, BuyerName, Codes.Count);

    public string StatusOn(DateTimeOffset at) =>
        Stage is OpportunityStatus.Open && Deadline < at ? OpportunityStatus.Closed : Stage;

    /// <param name="process">Merged by <see cref="OcdsMerge"/>.</param>
    /// <param name="ocid">Stands as title where there is no other text.</param>
    /// <param name="released">Tags and dates of the releases that it was merged from, in order.</param>
    public static Notice Of(JsonObject process, string ocid, IReadOnlyList<(IReadOnlyList<string> Tags, DateTimeOffset Date)> released, MarketTiers tiers)
    {
        var tender = process.Object("tender");
        var language = process.Text("language");
        var buyer = NoticeBuyer.Of(process);
        var published = tender.Date("datePublished") ?? released[0].Date;
        return new Notice(
            TitleOf(process, language) ?? new LocalText(ocid),
            OcdsText.Local(tender, "description", language, OcdsText.Description) ?? OcdsText.Local(process, "description", language, OcdsText.Description),
            OpportunityStatus.Of(process, [.. released.Select(release => release.Tags)]),
            buyer.Name, buyer.Country,
            tiers.Of(published, [buyer.Country, .. NoticeBuyer.Delivery(process)]),
            OcdsCodes.Of(process),
            ValueOf(process),
            published,
            tender.Object("tenderPeriod").Date("endDate") ?? tender.Objects("lots").Max(lot => lot.Object("tenderPeriod").Date("endDate")));
    }

    static LocalText? TitleOf(JsonObject process, string? language)
    {
        var tender = process.Object("tender");
        IEnumerable<(JsonObject? Holder, string Name)> places =
        [
            (tender, "title"), (process, "title"), .. process.Objects("awards").Select(award => (award, "title")),
            (process.Object("planning").Object("budget"), "project"), (process.Object("planning").Object("budget"), "description"),
            .. process.Objects("contracts").Select(contract => (contract, "title")), (tender, "description"),
            .. tender.Objects("items").Concat(process.Objects("awards").SelectMany(award => award.Objects("items"))).Select(item => (item, "description")),
            (process, "description"),
        ];
        return places.Select(place => OcdsText.Local(place.Holder, place.Name, language, OcdsText.Title)).FirstOrDefault(text => text is not null);
    }

    static Money? ValueOf(JsonObject process) =>
        MoneyIn(process.Object("tender").Object("value"))
        ?? Sum(process.Object("tender").Objects("lots"))
        ?? Sum(process.Objects("awards"))
        ?? Sum(process.Objects("contracts"))
        ?? MoneyIn(process.Object("planning").Object("budget").Object("amount"))
        ?? MoneyIn(process.Object("planning").Object("budget").Object("value"));

    // Amounts of several currencies are not added up.
    static Money? Sum(IEnumerable<JsonObject> parts)
    {
        var values = parts.Select(part => MoneyIn(part.Object("value"))).OfType<Money>().ToList();
        return values.Count > 0 && values.TrueForAll(value => value.Currency == values[0].Currency)
            ? new Money(values.Sum(value => value.Amount), values[0].Currency)
            : null;
    }

    // Nothing, zero and less are what publishers write who do not want to tell.
    static Money? MoneyIn(JsonObject? value) =>
        value.Number("amount") is > 0 and < 1_000_000_000_000_000_000m and var amount
            && value.Text("currency")?.ToUpperInvariant() is { Length: 3 } currency && currency.All(char.IsAsciiLetterUpper)
            ? new Money(decimal.Round(amount, 4), currency)
            : null;
}
