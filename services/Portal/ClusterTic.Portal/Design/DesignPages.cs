using ClusterTic.Portal.Layout;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Design;

/// <summary>In development: every component on a page of its own, in every state.</summary>
static class DesignPages
{
    public static readonly string[] Components =
    [
        "page-head", "filter-bar", "table", "figure", "field", "badge", "timeline", "stepper", "tabs", "empty-state",
        "confirmation", "job-progress", "bar-chart", "away",
    ];

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/_design", () => Show.Page<DesignIndex>()).Requires(Policies.Public);
        pages.MapGet("/_design/{component}", (string component) => Components.Contains(component)
            ? (IResult)Show.Page<DesignPage>(new { Name = component })
            : Results.NotFound()).Requires(Policies.Public);
    }
}
