namespace ClusterTic.Reporting.Projections;

/// <summary>That a fact began something or ended it.</summary>
/// <param name="Version">The aggregate's, by that fact.</param>
/// <param name="Begins">False where it ended.</param>
sealed record Step(long Version, DateTimeOffset At, bool Begins);

/// <summary>
/// From when to when something was so. The state says only what is so now: whoever left would drop out of the past as
/// well. So the facts' times are kept beside it, in whatever order they come.
/// </summary>
static class Spells
{
    public static Step[] With(this Step[] steps, Step step) => steps.FirstOrDefault(one => one.Version == step.Version) switch
    {
        null => [.. steps.Append(step).OrderBy(one => one.Version)],
        var known when known.At < step.At => [.. steps.Select(one => one == known ? step : one)],
        _ => steps,
    };

    /// <summary>The days on which it was so, the last one of a spell not included: at the end of that day it no longer was.</summary>
    /// <param name="steps">What facts said.</param>
    /// <param name="state">What the state says of the last time, for a log that began after it.</param>
    /// <param name="now">Whether it is so; nothing else is certain while facts are still to come.</param>
    public static IReadOnlyList<(DateOnly From, DateOnly? Until)> Days(
        Step[] steps, IEnumerable<(DateTimeOffset? At, bool Begins)> state, bool now, LocalDays days)
    {
        var points =
            from point in state.Where(each => each.At is not null).Select(each => new Step(0, each.At!.Value, each.Begins)).Concat(steps)
            orderby point.At, point.Version
            select point;
        var spells = new List<(DateOnly From, DateOnly? Until)>();
        var open = false;
        foreach (var point in points)
        {
            if (point.Begins == open) continue;
            open = point.Begins;
            if (open) spells.Add((days.DayOf(point.At), null));
            else spells[^1] = (spells[^1].From, days.DayOf(point.At));
        }

        if (spells.Count > 0 && open != now)
        {
            if (now) spells[^1] = (spells[^1].From, null); // whatever ended it was taken back
            else spells.RemoveAt(spells.Count - 1);
        }

        return spells;
    }

    /// <summary>As a <c>datemultirange</c>.</summary>
    public static string ToMultirange(this IEnumerable<(DateOnly From, DateOnly? Until)> spells) =>
        $"{{{string.Join(',', spells.Select(spell => $"[{spell.From:O},{spell.Until:O})"))}}}";
}
