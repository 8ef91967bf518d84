using ClusterTic.Messaging;

namespace ClusterTic.Opportunities.Opportunities;

/// <summary>One contracting process as its releases, merged, describe it.</summary>
sealed class Opportunity : Aggregate<OpportunityState>
{
    Opportunity()
    {
    }

    public Opportunity(string ocid) => Ocid = ocid;

    public string Ocid { get; private init; } = "";

    public LocalText Title { get; private set; } = new();

    public LocalText? Description { get; private set; }

    /// <summary>What the notices say of the status; an open one closes by itself at its deadline.</summary>
    public string Status { get; private set; } = OpportunityStatus.Planned;

    public string? BuyerName { get; private set; }

    public string? BuyerCountry { get; private set; }

    public string Tier { get; private set; } = "";

    public List<string> Codes { get; private set; } = [];

    public decimal? Amount { get; private set; }

    public string? Currency { get; private set; }

    /// <summary>Of the first release where the notice names no date of publication.</summary>
    public DateTimeOffset PublishedAt { get; private set; }

    public DateTimeOffset? Deadline { get; private set; }

    /// <summary>Title, buyer and ocid without accents and case, for searching.</summary>
    public string Search { get; private set; } = "";

    public Money? Value => Amount is { } amount ? new Money(amount, Currency!) : null;

    /// <summary>Whether members are matched with it: all but what was cancelled, for a past award still shows who could have won it.</summary>
    public bool IsMatched => Status is not OpportunityStatus.Cancelled;

    public override OpportunityState ToState() => new(
        Id, Version, Ocid, Title, Status, BuyerName, BuyerCountry, Tier, Codes, Value, PublishedAt, Deadline);

    /// <summary>Takes what the releases say now. Where that is what they said before, nothing happens.</summary>
    /// <param name="asOf">The day for which an open notice may have passed its deadline.</param>
    /// <param name="occurredAt">The date of the release that brought it.</param>
    public void Apply(Notice notice, DateTimeOffset asOf, DateTimeOffset occurredAt)
    {
        var (isNew, before) = (Version == 0, Status);
        if (!Take(notice, notice.StatusOn(asOf)) && !isNew) return;

        if (isNew) Raise(state => new OpportunityPublished(state, occurredAt));
        if (Status is OpportunityStatus.Awarded && (isNew || before != Status)) Raise(state => new OpportunityAwarded(state, occurredAt));
        else if (Status is OpportunityStatus.Cancelled && (isNew || before != Status)) Raise(state => new OpportunityCancelled(state, occurredAt));
        else if (!isNew) Raise(state => new OpportunityAmended(state, occurredAt));
    }

    /// <summary>Its deadline has passed; nobody publishes a notice to say so.</summary>
    public void Close(DateTimeOffset now)
    {
        if (Status is not OpportunityStatus.Open || !(Deadline <= now)) return;
        Status = OpportunityStatus.Closed;
        Raise(state => new OpportunityAmended(state, Deadline.Value));
    }

    bool Take(Notice notice, string status)
    {
        var same = status == Status && notice.Title == Title && notice.Description == Description && notice.BuyerName == BuyerName
            && notice.BuyerCountry == BuyerCountry && notice.Tier == Tier && notice.Value == Value && notice.PublishedAt == PublishedAt
            && notice.Deadline == Deadline && notice.Codes.SequenceEqual(Codes);
        if (same) return false;
        (Title, Description, Status) = (notice.Title, notice.Description, status);
        (BuyerName, BuyerCountry, Tier) = (notice.BuyerName, notice.BuyerCountry, notice.Tier);
        (Amount, Currency) = (notice.Value?.Amount, notice.Value?.Currency);
        (PublishedAt, Deadline) = (notice.PublishedAt, notice.Deadline);
        Codes = [.. notice.Codes];
        Search = SearchText.Fold(string.Join(' ', Title.Fr, Title.En, BuyerName, Ocid));
        return true;
    }
}
