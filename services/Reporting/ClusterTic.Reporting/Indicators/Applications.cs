using ClusterTic.Reporting.Figures;

namespace ClusterTic.Reporting.Indicators;

/// <summary>Applications that wait for a decision, submitted before the end of the period.</summary>
sealed class Applications : Figure
{
    public override string Id => "applications";

    public override string Section => "structure";

    public override string Unit => "organisations";

    public override bool ByRegion => true;

    public override string Counted =>
        """
        from organisations s where s.generation = $1 and s.status in ('submitted', 'under-review') and s.submitted_at < $4
          and ($5 is null or s.region = $5)
        """;
}
