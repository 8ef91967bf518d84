namespace ClusterTic.Opportunities.Opportunities;

/// <summary>One CPV code of an opportunity, as matching reads it.</summary>
sealed class OpportunityCode
{
    public required Guid OpportunityId { get; init; }

    public required string Code { get; init; }

    /// <summary>Leading digits of the code that carry meaning; 2 where the notice names just a division.</summary>
    public required short Digits { get; init; }
}
