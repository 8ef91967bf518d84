namespace ClusterTic.ServiceDefaults.Http;

/// <summary>
/// A refusal that the caller can do something about. The code is stable and becomes the problem's type; its text is in
/// <c>Resources/Problems.fr.resx</c> and <c>.en.resx</c> of the service, under the code, with {name} for each argument.
/// </summary>
public class ProblemException(int status, string code, params (string Name, object? Value)[] arguments)
    : Exception($"{status} {code}")
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public IReadOnlyList<(string Name, object? Value)> Arguments { get; } = arguments;

    /// <summary>Field → codes, where single fields are at fault.</summary>
    public IReadOnlyDictionary<string, string[]>? Fields { get; init; }

    /// <summary>Arguments of a field's own text, where they differ from field to field.</summary>
    public IReadOnlyDictionary<string, (string Name, object? Value)[]>? FieldArguments { get; init; }

    /// <summary>One field at fault: 400 with the field named.</summary>
    public static ProblemException Field(string field, string code, params (string Name, object? Value)[] arguments) =>
        new(400, code, arguments) { Fields = new Dictionary<string, string[]> { [field] = [code] } };
}

/// <summary>A rule of the domain does not allow this now: 409.</summary>
public sealed class RuleBrokenException(string rule, params (string Name, object? Value)[] arguments)
    : ProblemException(409, rule, arguments);

/// <summary>Rules as entities state them: without HTTP, SQL or wording.</summary>
public static class Rule
{
    public static void Require(bool holds, string rule, params (string Name, object? Value)[] arguments)
    {
        if (!holds) throw new RuleBrokenException(rule, arguments);
    }
}
