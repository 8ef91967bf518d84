using System.Security.Cryptography;
using System.Text;
using ClusterTic.Opportunities.Ocds;
using ClusterTic.ServiceDefaults.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ClusterTic.Opportunities.Imports;

/// <summary>
/// A file on its way in: written to disk as it arrives, so that it can be checked whole before anything of it is taken,
/// in as much memory as one release needs.
/// </summary>
sealed class Upload : IAsyncDisposable
{
    readonly FileStream file;
    Stream? view;

    Upload(FileStream file, string name, byte[] hash) => (this.file, Name, Hash) = (file, name, hash);

    public string Name { get; }

    /// <summary>SHA-256 of the bytes as sent.</summary>
    public byte[] Hash { get; }

    /// <summary>The body itself, or the first file of a form.</summary>
    public static async Task<Upload> ReceiveAsync(HttpRequest request, OcdsLimits limits, CancellationToken cancel)
    {
        var (body, name) = await BodyAsync(request, cancel);
        // GetTempFileName makes a file that only this account can read.
        var kept = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            return new Upload(kept, name ?? "upload.json", await CopyAsync(body, kept, limits, cancel));
        }
        catch
        {
            await kept.DisposeAsync();
            throw;
        }
    }

    /// <summary>The file from its beginning, as UTF-8 without a byte order mark. It belongs to the upload, which closes it.</summary>
    public Stream Open()
    {
        Span<byte> head = stackalloc byte[4];
        file.Position = 0;
        var length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var (encoding, mark) = Detect(head[..length]);
        file.Position = mark;
        if (encoding is null) return file;
        view?.Dispose();
        return view = Encoding.CreateTranscodingStream(file, encoding, Encoding.UTF8, leaveOpen: true);
    }

    public async ValueTask DisposeAsync()
    {
        if (view is not null) await view.DisposeAsync();
        await file.DisposeAsync();
    }

    // Without a mark, JSON begins with two ASCII characters: where the zeros stand gives UTF-16 away.
    static (Encoding? Encoding, int Mark) Detect(ReadOnlySpan<byte> head) => head switch
    {
        [0xFF, 0xFE, 0, 0] => (Encoding.UTF32, 4),
        [0, 0, 0xFE, 0xFF] => (new UTF32Encoding(bigEndian: true, byteOrderMark: false), 4),
        [0xEF, 0xBB, 0xBF, ..] => (null, 3),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        [not 0, 0, not 0, 0] => (Encoding.Unicode, 0),
        [0, not 0, 0, not 0] => (Encoding.BigEndianUnicode, 0),
        _ => (null, 0),
    };

    static async Task<(Stream Body, string? Name)> BodyAsync(HttpRequest request, CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
            return (request.Body, FileName(request.Headers.ContentDisposition));

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary)) throw new ProblemException(StatusCodes.Status400BadRequest, "upload-without-file");
        try
        {
            var parts = new MultipartReader(boundary, request.Body);
            while (await parts.ReadNextSectionAsync(cancel) is { } part)
                if (FileName(part.ContentDisposition) is { } name) return (part.Body, name);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            throw new ProblemException(StatusCodes.Status400BadRequest, "upload-without-file");
        }
        throw new ProblemException(StatusCodes.Status400BadRequest, "upload-without-file");
    }

    static string? FileName(string? disposition)
    {
        if (!ContentDispositionHeaderValue.TryParse(disposition, out var header)) return null;
        var name = header.FileNameStar.Value ?? HeaderUtilities.RemoveQuotes(header.FileName).Value;
        // Some browsers send a whole path. What cannot be shown in a list is not worth keeping.
        name = name?[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        name = name is null ? null : string.Concat(name.Where(c => !char.IsControl(c)));
        return string.IsNullOrWhiteSpace(name) ? null : name[..Math.Min(name.Length, 200)];
    }

    static async Task<byte[]> CopyAsync(Stream from, FileStream to, OcdsLimits limits, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        var total = 0L;
        while (await from.ReadAsync(buffer, cancel) is var read and > 0)
        {
            total += read;
            if (total > limits.FileBytes)
                throw new ProblemException(StatusCodes.Status413PayloadTooLarge, OcdsFileFaults.TooLarge, ("limit", limits.FileBytes / (1024 * 1024)));
            hash.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), cancel);
        }
        await to.FlushAsync(cancel);
        return hash.GetHashAndReset();
    }
}
