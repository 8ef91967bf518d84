namespace ClusterTic.Portal.Remote;

/// <summary>How asking another service for a part of a page ended.</summary>
public enum PartState
{
    Here,

    /// <summary>The service does not answer in time, or answers that it cannot: the rest of the page goes on without it.</summary>
    Away,
    Missing,
    SignedOut,
    Forbidden,

    /// <summary>The service answered with a problem that the reader can do something about.</summary>
    Refused,
}

/// <summary>A part of a page that another service answers for.</summary>
/// <param name="Service">Who answers; its name is a text.</param>
/// <param name="Total">The exact number of items where it was asked for.</param>
public sealed record Part<T>(string Service, PartState State, T? Value = default, Refusal? Refusal = null, long? Total = null)
{
    public bool IsHere => State is PartState.Here;

    /// <summary>What is left out of a list, so that a figure that is withheld cannot be counted from it.</summary>
    public string? Withheld { get; init; }

    /// <summary>The same outcome, seen as another kind of value.</summary>
    public Part<TOther> As<TOther>(Func<T, TOther> convert) =>
        new(Service, State, IsHere ? convert(Value!) : default, Refusal, Total);
}

/// <summary>A problem (RFC 9457) as a service words it for the reader.</summary>
/// <param name="Type">Stable code.</param>
/// <param name="Fields">Field → messages; names as in the request's JSON.</param>
public sealed record Refusal(
    int Status, string? Type, string Title, string? Detail, string? TraceId, IReadOnlyDictionary<string, string[]> Fields)
{
    static readonly Dictionary<string, string[]> None = [];

    /// <summary>The page itself found these fields at fault, before asking the service.</summary>
    public static Refusal Here(string title, Dictionary<string, string[]> fields) => new(400, null, title, null, null, fields);

    public static Refusal Of(int status, Problem? problem) => new(
        status, problem?.Type, problem?.Title ?? "", problem?.Detail, problem?.TraceId,
        problem?.Errors is { Count: > 0 } errors
            ? new Dictionary<string, string[]>(errors, StringComparer.OrdinalIgnoreCase) : None);

    /// <summary>The same where a page has several fields of one name.</summary>
    public Refusal Renamed(Func<string, string> name) =>
        this with { Fields = Fields.ToDictionary(field => name(field.Key), field => field.Value, StringComparer.OrdinalIgnoreCase) };

    /// <summary>The messages of one field.</summary>
    public IEnumerable<string> At(string field) => Fields.TryGetValue(field, out var messages)
        ? messages : Fields.FirstOrDefault(pair => pair.Key.Equals(field, StringComparison.OrdinalIgnoreCase)).Value ?? [];
}

/// <summary>The JSON of a problem.</summary>
public sealed record Problem(string? Type, string? Title, string? Detail, string? TraceId, Dictionary<string, string[]>? Errors);

/// <summary>What makes a form's post safe to repeat and honest about what the reader had seen.</summary>
/// <param name="Key">Made with the form, so that a double tap does it once.</param>
/// <param name="Seen">The version that the page showed; another one is a 412.</param>
public sealed record Attempt(string Key, long? Seen = null)
{
    /// <summary>An attempt that nobody will repeat.</summary>
    public static Attempt Once() => new(Guid.CreateVersion7().ToString());
}
