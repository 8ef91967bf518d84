using ClusterTic.Messaging.Files;
using ClusterTic.ServiceDefaults.Http;
using SkiaSharp;

namespace ClusterTic.Membership.Pictures;

/// <summary>A picture as this service drew it anew. What was sent is never kept: it may hold a place, a script, or a bomb.</summary>
sealed record Picture(byte[] Content, int Width, int Height)
{
    public const string ContentType = "image/webp";

    /// <summary>2 MB.</summary>
    public const int MostBytes = 2 * 1024 * 1024;

    public const int LongestSide = 4096;

    const int Quality = 82;

    /// <exception cref="ProblemException">400 that names the remedy.</exception>
    /// <param name="fit">The longest side that is kept, in pixels.</param>
    /// <param name="sharp">Keeps every pixel of what was drawn rather than photographed.</param>
    public static Picture Read(byte[] sent, int fit, bool sharp)
    {
        RequireSize(sent.Length);
        // Looked at before the library, which knows many more kinds of files than we want it to open.
        if (!IsKnown(sent)) throw Unreadable();
        using var data = SKData.CreateCopy(sent);
        using var codec = SKCodec.Create(data) ?? throw Unreadable();
        // From the header alone: nothing was unpacked yet.
        if (codec.Info.Width > LongestSide || codec.Info.Height > LongestSide)
            throw ProblemException.Field("file", PictureRules.TooManyPixels, ("most", LongestSide));
        using var pixels = new SKBitmap(new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        if (codec.GetPixels(pixels.Info, pixels.GetPixels()) is not SKCodecResult.Success) throw Unreadable();
        return Draw(pixels, codec.EncodedOrigin, fit, sharp && codec.EncodedFormat is SKEncodedImageFormat.Png);
    }

    public static void RequireSize(long bytes)
    {
        if (bytes == 0) throw ProblemException.Field("file", PictureRules.Missing);
        if (bytes > MostBytes) throw ProblemException.Field("file", PictureRules.TooLarge, ("most", MostBytes / (1024 * 1024)));
    }

    /// <param name="name">For people to read where the database is looked at.</param>
    public StoredFile ToFile(string name, string by, DateTimeOffset at) => StoredFile.Of(name + ".webp", ContentType, Content, by, at);

    static Picture Draw(SKBitmap pixels, SKEncodedOrigin origin, int fit, bool sharp)
    {
        var turned = origin >= SKEncodedOrigin.LeftTop; // from there on width and height change places
        var (wide, high) = turned ? (pixels.Height, pixels.Width) : (pixels.Width, pixels.Height);
        var scale = Math.Min(1f, (float)fit / Math.Max(wide, high));
        var (width, height) = (Math.Max(1, (int)MathF.Round(wide * scale)), Math.Max(1, (int)MathF.Round(high * scale)));
        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        surface.Canvas.Scale((float)width / wide, (float)height / high);
        surface.Canvas.Concat(Upright(origin, wide, high));
        using var image = SKImage.FromBitmap(pixels);
        surface.Canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var drawn = surface.Snapshot();
        using var map = drawn.PeekPixels();
        using var written = map!.Encode(sharp
            ? new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, 75) : new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, Quality));
        return new(written!.ToArray(), width, height);
    }

    /// <summary>What turns the stored pixels the way they are to be seen (EXIF orientation, 1 to 8).</summary>
    static SKMatrix Upright(SKEncodedOrigin origin, int wide, int high) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, wide, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, wide, 0, -1, high, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, high, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, wide, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, wide, -1, 0, high, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, high, 0, 0, 1),
        _ => SKMatrix.Identity,
    };

    static bool IsKnown(ReadOnlySpan<byte> sent) =>
        sent.StartsWith(Png) || sent.StartsWith(Jpeg)
        || (sent.Length > 12 && sent.StartsWith("RIFF"u8) && sent[8..].StartsWith("WEBP"u8));

    static ReadOnlySpan<byte> Png => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    static ProblemException Unreadable() => ProblemException.Field("file", PictureRules.Unreadable);
}
