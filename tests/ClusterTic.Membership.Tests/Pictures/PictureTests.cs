using ClusterTic.Membership.Pictures;
using ClusterTic.ServiceDefaults.Http;
using SkiaSharp;

namespace ClusterTic.Membership.Tests.Pictures;

public sealed class PictureTests
{
    [Fact]
    public void A_large_picture_is_scaled_down_and_a_small_one_stays_as_it_is()
    {
        var large = Picture.Read(SamplePictures.Png(1600, 900), fit: 512, sharp: true);
        Assert.Equal((512, 288), (large.Width, large.Height));
        using var drawn = SKBitmap.Decode(large.Content);
        Assert.Equal((512, 288), (drawn.Width, drawn.Height));
        Assert.Equal((SKColors.Red, SKColors.Blue), (drawn.GetPixel(10, 100), drawn.GetPixel(500, 100)));
        var small = Picture.Read(SamplePictures.Png(60, 20), fit: 512, sharp: true);
        Assert.Equal((60, 20), (small.Width, small.Height));
    }

    [Fact]
    public void What_a_camera_wrote_into_the_file_is_gone_and_the_picture_stands_upright()
    {
        var sent = SamplePictures.SidewaysJpeg(400, 200);
        Assert.True(Holds(sent, SamplePictures.Secret));
        using var codec = SKCodec.Create(SKData.CreateCopy(sent));
        Assert.Equal(SKEncodedOrigin.RightTop, codec.EncodedOrigin); // the sample is what it says

        var picture = Picture.Read(sent, fit: 1280, sharp: false);
        Assert.Equal((200, 400), (picture.Width, picture.Height));
        Assert.False(Holds(picture.Content, SamplePictures.Secret));
        Assert.False(Holds(picture.Content, "Exif") || Holds(picture.Content, "EXIF"));
        Assert.True(Holds(picture.Content[..16], "WEBP"));
        using var drawn = SKBitmap.Decode(picture.Content);
        Assert.True(drawn.GetPixel(100, 50) is { Red: > 200, Blue: < 60 });
        Assert.True(drawn.GetPixel(100, 350) is { Red: < 60, Blue: > 200 });
    }

    [Fact]
    public void What_is_no_picture_or_too_large_a_one_is_refused_with_what_to_do()
    {
        Assert.Equal(PictureRules.Unreadable, CodeOf("Un texte renommé en .png"u8.ToArray()));
        Assert.Equal(PictureRules.Unreadable, CodeOf("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"u8.ToArray()));
        Assert.Equal(PictureRules.Unreadable, CodeOf("GIF89a\u0001\0\u0001\0"u8.ToArray()));
        Assert.Equal(PictureRules.Unreadable, CodeOf(SamplePictures.Png(300, 300)[..60]));
        Assert.Equal(PictureRules.Missing, CodeOf([]));
        Assert.Equal(PictureRules.TooLarge, CodeOf(new byte[Picture.MostBytes + 1]));
        Assert.Equal(PictureRules.TooManyPixels, CodeOf(SamplePictures.Png(4097, 1)));
    }

    [Fact]
    public void A_bomb_is_refused_by_its_header_without_being_unpacked()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(PictureRules.TooManyPixels, CodeOf(SamplePictures.Bomb()));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
    }

    static string CodeOf(byte[] sent)
    {
        var refused = Assert.Throws<ProblemException>(() => Picture.Read(sent, 512, sharp: true));
        Assert.Equal((400, "file"), (refused.Status, Assert.Single(refused.Fields!).Key));
        return refused.Code;
    }

    static bool Holds(byte[] bytes, string text) => bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(text)) >= 0;
}
