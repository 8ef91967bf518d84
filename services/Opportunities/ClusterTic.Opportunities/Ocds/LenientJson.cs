using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClusterTic.Opportunities.Ocds;

/// <summary>
/// Reads valid JSON that real publishers break in other ways: spaces inside names (<c>"ur    l"</c>), the same name
/// twice (the last wins), half surrogates and NUL in texts, numbers beyond any type.
/// </summary>
static class LenientJson
{
    public static JsonNode? Parse(ReadOnlySpan<byte> json, int depth)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = depth });
        reader.Read();
        return Node(ref reader);
    }

    /// <summary>A name without white space, which no name of OCDS has.</summary>
    public static string Name(ref Utf8JsonReader reader)
    {
        var name = Text(ref reader);
        return name.Any(char.IsWhiteSpace) ? string.Concat(name.Where(c => !char.IsWhiteSpace(c))) : name;
    }

    /// <summary>The text of a string or name; what Unicode does not allow becomes U+FFFD, NUL goes.</summary>
    public static string Text(ref Utf8JsonReader reader)
    {
        string text;
        try
        {
            text = reader.GetString()!;
        }
        catch (InvalidOperationException) // half a surrogate pair, or bytes that are not UTF-8
        {
            text = Unescape(Encoding.UTF8.GetString(reader.ValueSpan));
        }
        return text.Contains('\0', StringComparison.Ordinal) ? text.Replace("\0", "", StringComparison.Ordinal) : text;
    }

    /// <summary>Walks broken JSON up to its fault.</summary>
    /// <param name="path">The rest of the path, below the value that the bytes begin with.</param>
    /// <returns>True where nothing but the depth is wrong.</returns>
    public static bool Locate(ReadOnlySpan<byte> json, JsonReaderState state, int depth, out string path)
    {
        var steps = new Stack<(string? Name, int Index, bool Array)>();
        var reader = new Utf8JsonReader(json, isFinalBlock: true, state);
        var tooDeep = false;
        try
        {
            while (reader.Read())
            {
                var token = reader.TokenType;
                if (token is JsonTokenType.EndArray or JsonTokenType.EndObject)
                {
                    if (!steps.TryPop(out _)) break;
                    continue;
                }
                if (steps.TryPop(out var step))
                {
                    if (token is JsonTokenType.PropertyName) step.Name = Text(ref reader);
                    else if (step.Array) step.Index++;
                    steps.Push(step);
                }
                if (token is JsonTokenType.StartArray or JsonTokenType.StartObject) steps.Push((null, -1, token is JsonTokenType.StartArray));
                tooDeep = reader.CurrentDepth >= depth - 1;
            }
        }
        catch (JsonException)
        {
            // expected: this walk exists to end at the fault
        }
        var next = reader.BytesConsumed < json.Length ? json[(int)reader.BytesConsumed..] : [];
        tooDeep &= next.TrimStart(" \t\r\n:,"u8) is [(byte)'[' or (byte)'{', ..];
        path = string.Concat(steps.Reverse().Select(step =>
            step.Array ? string.Create(CultureInfo.InvariantCulture, $"[{Math.Max(step.Index, 0)}]") : step.Name is null ? "" : "." + step.Name));
        return tooDeep;
    }

    static JsonNode? Node(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var record = new JsonObject();
                while (reader.Read() && reader.TokenType is not JsonTokenType.EndObject)
                {
                    var name = Name(ref reader);
                    reader.Read();
                    record[name] = Node(ref reader);
                }
                return record;
            case JsonTokenType.StartArray:
                var list = new JsonArray();
                while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray) list.Add(Node(ref reader));
                return list;
            case JsonTokenType.String: return JsonValue.Create(Text(ref reader));
            case JsonTokenType.True: return JsonValue.Create(true);
            case JsonTokenType.False: return JsonValue.Create(false);
            case JsonTokenType.Number: return Number(ref reader);
            default: return null;
        }
    }

    // 1.0, 1.00 and 1 are the same number and must give the same hash; the division drops trailing zeros.
    static JsonValue Number(ref Utf8JsonReader reader) => reader.TryGetDecimal(out var number)
        ? JsonValue.Create(number / 1.000000000000000000000000000000000m)
        : JsonValue.Create(Encoding.UTF8.GetString(reader.ValueSpan));

    static string Unescape(string escaped)
    {
        var text = new StringBuilder(escaped.Length);
        for (var at = 0; at < escaped.Length; at++)
        {
            if (escaped[at] is not '\\' || at + 1 == escaped.Length)
            {
                text.Append(escaped[at]);
                continue;
            }
            at++;
            if (escaped[at] is 'u' && at + 4 < escaped.Length
                && ushort.TryParse(escaped.AsSpan(at + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var unit))
            {
                text.Append((char)unit);
                at += 4;
            }
            else
                text.Append(escaped[at] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', var other => other });
        }
        // Going through UTF-8 turns every half surrogate into U+FFFD.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
