using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Competences;

/// <summary>What codes are called.</summary>
static class CpvLabels
{
    /// <summary>The code and all that could be above it, whether the table holds them or not.</summary>
    public static List<string> WithAncestors(Cpv code)
    {
        var line = new List<string>();
        for (Cpv? one = code; one is { } above; one = above.Parent) line.Add(above.Code);
        return line;
    }

    /// <summary>Each code's label, else its nearest known ancestor's, else the code itself.</summary>
    public static async Task<IReadOnlyDictionary<string, LocalText>> LabelsAsync(this MembershipDb db, IEnumerable<string> codes, CancellationToken cancel)
    {
        var lines = codes.Distinct(StringComparer.Ordinal).ToDictionary(
            code => code, code => Cpv.TryParse(code, out var cpv) ? WithAncestors(cpv) : [], StringComparer.Ordinal);
        var wanted = lines.Values.SelectMany(line => line).Distinct(StringComparer.Ordinal).ToArray();
        var known = await db.CpvCodes.AsNoTracking().Where(one => wanted.Contains(one.Code)).ToDictionaryAsync(one => one.Code, one => one.Label, cancel);
        return lines.ToDictionary(
            line => line.Key, line => line.Value.Find(known.ContainsKey) is { } nearest ? known[nearest] : new LocalText(line.Key), StringComparer.Ordinal);
    }
}
