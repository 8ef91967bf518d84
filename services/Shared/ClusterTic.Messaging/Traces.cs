using System.Diagnostics;

namespace ClusterTic.Messaging;

/// <summary>The spans of a fact's way: published by the relay, handled by an endpoint, in the trace of the request that it began with.</summary>
static class Traces
{
    static readonly ActivitySource Source = new("ClusterTic.Messaging");

    /// <summary>Always an activity, also where nobody listens or the trace is not taken: what follows must belong to the same trace.</summary>
    public static Activity Start(string name, ActivityKind kind, string? parent)
    {
        if (Source.StartActivity(name, kind, parent) is { } recorded) return recorded;
        var unrecorded = new Activity(name);
        if (parent is not null) unrecorded.SetParentId(parent);
        return unrecorded.Start();
    }

    /// <summary>A batch belongs to many traces: a span of its own, linked with each.</summary>
    public static Activity? StartBatch(string name, IEnumerable<string?> parents)
    {
        if (!Source.HasListeners()) return null;
        var links = new List<ActivityLink>();
        foreach (var parent in parents)
        {
            if (ActivityContext.TryParse(parent, null, out var context)) links.Add(new(context));
        }

        return Source.StartActivity(ActivityKind.Consumer, links: links, name: name);
    }

    /// <summary>Does the work inside the span; a failure is noted on it and passed on.</summary>
    public static async Task DoAsync(this Activity? activity, Func<Task> work)
    {
        using (activity)
        {
            try
            {
                await work();
            }
            catch (Exception failure)
            {
                activity?.SetStatus(ActivityStatusCode.Error, failure.GetType().Name);
                throw;
            }
        }
    }
}
