using System.Text.Json;
using System.Text.Unicode;

namespace ClusterTic.Opportunities.Ocds;

/// <summary>
/// A moving window over a JSON file of any size: tokens one by one, values as slices of the window. The window is as
/// large as the largest single value asked for, never as the file.
/// </summary>
sealed class JsonWindow(Stream stream, OcdsLimits limits)
{
    byte[] buffer = new byte[64 * 1024];
    int start, end;
    bool final;
    long line = 1, column = 1;
    JsonReaderState state = new(Options(limits));

    /// <summary>The text of the last property name or string that <see cref="Read"/> met.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The kind of the next token, which stays unread; None at the end of the file.</summary>
    public JsonTokenType Peek(string path)
    {
        while (true)
        {
            var reader = Reader();
            try
            {
                if (reader.Read()) return reader.TokenType;
            }
            catch (JsonException broken)
            {
                throw Broken(broken, path);
            }
            if (final) return JsonTokenType.None;
            Fill(path);
        }
    }

    public JsonTokenType Read(string path)
    {
        var token = Peek(path);
        if (token is JsonTokenType.None) return token;
        var reader = Reader();
        reader.Read();
        if (token is JsonTokenType.PropertyName or JsonTokenType.String) Text = LenientJson.Text(ref reader);
        Advance(ref reader);
        return token;
    }

    /// <summary>Reads the next value whole. The slice is good until the next call.</summary>
    public ReadOnlySpan<byte> Value(string path)
    {
        while (true)
        {
            var reader = Reader();
            try
            {
                if (reader.Read() && (int)reader.TokenStartIndex is var from && reader.TrySkip())
                {
                    var value = buffer.AsSpan(start + from, (int)reader.BytesConsumed - from);
                    if (!Utf8.IsValid(value)) throw NotUtf8(buffer.AsSpan(start, (int)reader.BytesConsumed), path);
                    Advance(ref reader);
                    return value;
                }
            }
            catch (JsonException broken)
            {
                throw Broken(broken, path);
            }
            Fill(path);
        }
    }

    public void Skip(string path) => Value(path);

    /// <summary>Looks at the names in the object that comes next, without reading it, until one satisfies or the object ends.</summary>
    public bool AnyName(string path, Func<string, bool> satisfies)
    {
        while (true)
        {
            var reader = Reader();
            try
            {
                if (Look(ref reader, satisfies) is { } found) return found;
            }
            catch (JsonException broken)
            {
                throw Broken(broken, path);
            }
            Fill(path);
        }
    }

    /// <summary>The place of the next token.</summary>
    public OcdsPlace Place(string path) => new(line, column, path);

    static bool? Look(ref Utf8JsonReader reader, Func<string, bool> satisfies)
    {
        if (!reader.Read()) return null;
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndObject) return false;
            if (satisfies(LenientJson.Name(ref reader))) return true;
            if (!reader.Read() || !reader.TrySkip()) return null;
        }
        return null;
    }

    Utf8JsonReader Reader() => new(buffer.AsSpan(start, end - start), final, state);

    void Advance(ref Utf8JsonReader reader)
    {
        var read = buffer.AsSpan(start, (int)reader.BytesConsumed);
        if (read.LastIndexOf((byte)'\n') is var newline and >= 0)
        {
            line += read.Count((byte)'\n');
            column = read.Length - newline;
        }
        else
            column += read.Length;
        state = reader.CurrentState;
        start += read.Length;
    }

    void Fill(string path)
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }
        if (end == buffer.Length)
        {
            if (buffer.Length >= limits.ReleaseBytes) throw new OcdsFileException(OcdsFileFaults.ReleaseTooLarge, Place(path));
            Array.Resize(ref buffer, Math.Min(buffer.Length * 2, limits.ReleaseBytes));
        }
        var read = stream.Read(buffer, end, buffer.Length - end);
        end += read;
        final = read == 0;
    }

    OcdsFileException Broken(JsonException broken, string path)
    {
        var tooDeep = LenientJson.Locate(buffer.AsSpan(start, end - start), state, limits.Depth, out var inner);
        // The reader keeps its own count from the first byte on, which is the one that stands at the fault itself.
        var place = new OcdsPlace((broken.LineNumber ?? 0) + 1, (broken.BytePositionInLine ?? 0) + 1, path + inner);
        return new OcdsFileException(tooDeep ? OcdsFileFaults.TooDeep : OcdsFileFaults.NotJson, place, broken);
    }

    OcdsFileException NotUtf8(ReadOnlySpan<byte> read, string path)
    {
        var valid = read[..FirstInvalid(read)];
        var newline = valid.LastIndexOf((byte)'\n');
        var place = newline < 0
            ? new OcdsPlace(line, column + valid.Length, path)
            : new OcdsPlace(line + valid.Count((byte)'\n'), valid.Length - newline, path);
        return new OcdsFileException(OcdsFileFaults.NotUtf8, place);
    }

    static int FirstInvalid(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (at < text.Length && System.Text.Rune.DecodeFromUtf8(text[at..], out _, out var length) is System.Buffers.OperationStatus.Done)
            at += length;
        return at;
    }

    static JsonReaderOptions Options(OcdsLimits limits) => new() { MaxDepth = limits.Depth, AllowMultipleValues = true };
}
