using System.Buffers.Binary;
using SkiaSharp;

namespace ClusterTic.Membership.Tests.Pictures;

/// <summary>Pictures as cameras, people and attackers send them.</summary>
static class SamplePictures
{
    public const string Secret = "5 rue Exemple, Abidjan";

    public static byte[] Png(int width, int height)
    {
        using var bitmap = Painted(width, height);
        return bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }

    /// <summary>Stored lying on its side, as phones do: its left half is red, and the upper half of what is to be seen.</summary>
    public static byte[] SidewaysJpeg(int width, int height)
    {
        using var bitmap = Painted(width, height);
        var jpeg = bitmap.Encode(SKEncodedImageFormat.Jpeg, 95).ToArray();
        var exif = Exif();
        byte[] segment = [0xFF, 0xE1, (byte)((exif.Length + 2) >> 8), (byte)(exif.Length + 2), .. exif];
        return [.. jpeg[..2], .. segment, .. jpeg[2..]];
    }

    /// <summary>A few bytes that claim to be a picture of ten gigabytes.</summary>
    public static byte[] Bomb()
    {
        var png = Png(8, 8);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(16), 50_000);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(20), 50_000);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc(png.AsSpan(12, 17)));
        return png;
    }

    static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }

    static SKBitmap Painted(int width, int height)
    {
        var bitmap = new SKBitmap(width, height);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Blue);
        using var red = new SKPaint { Color = SKColors.Red };
        canvas.DrawRect(0, 0, width / 2f, height, red);
        return bitmap;
    }

    /// <summary>Orientation 6 (turn right to see it) and a description.</summary>
    static byte[] Exif()
    {
        var secret = System.Text.Encoding.ASCII.GetBytes(Secret + "\0");
        var tiff = new byte[38 + secret.Length];
        "II*\0"u8.CopyTo(tiff);
        var words = new (int At, ushort Value)[] { (8, 2), (10, 0x010E), (12, 2), (22, 0x0112), (24, 3), (30, 6) };
        foreach (var (at, value) in words) BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(at), value);
        var longs = new (int At, uint Value)[] { (4, 8), (14, (uint)secret.Length), (18, 38), (26, 1) };
        foreach (var (at, value) in longs) BinaryPrimitives.WriteUInt32LittleEndian(tiff.AsSpan(at), value);
        secret.CopyTo(tiff.AsSpan(38));
        return [.. "Exif\0\0"u8, .. tiff];
    }
}
