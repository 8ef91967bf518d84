namespace ClusterTic.ServiceDefaults.Http;

/// <summary>Collects what is wrong with a request, so that the caller learns of every field at once; of each field its first fault.</summary>
public sealed class Faults
{
    readonly Dictionary<string, string[]> codes = new(StringComparer.Ordinal);
    readonly Dictionary<string, (string Name, object? Value)[]> arguments = new(StringComparer.Ordinal);

    /// <summary>Says whether it holds; where it does not, the field is at fault.</summary>
    public bool Check(bool holds, string field, string code, params (string Name, object? Value)[] with)
    {
        if (!holds && codes.TryAdd(field, [code])) arguments[field] = with;
        return holds;
    }

    public int Count => codes.Count;

    /// <summary>Field, code and what its wording needs.</summary>
    public IEnumerable<(string Field, string Code, (string Name, object? Value)[] Arguments)> All =>
        codes.Select(fault => (fault.Key, fault.Value[0], arguments[fault.Key]));

    /// <summary>Refuses with 400 where anything was at fault.</summary>
    public void Refuse()
    {
        if (codes.Count == 0) return;
        // One field alone gives the problem its type, as ProblemException.Field does.
        var code = codes.Count == 1 ? codes.Values.Single()[0] : "invalid";
        throw new ProblemException(400, code) { Fields = codes, FieldArguments = arguments };
    }
}
