using ClusterTic.ServiceDefaults.Http;
using Microsoft.AspNetCore.Mvc;

namespace ClusterTic.Membership.Pictures;

/// <summary>One picture by multipart, in the field <c>file</c>.</summary>
static class Upload
{
    /// <summary>More than a picture may have, so that one that is somewhat too large is told so rather than cut off.</summary>
    const int MostBody = 4 * Picture.MostBytes;

    public static RouteHandlerBuilder TakesPicture(this RouteHandlerBuilder endpoint) => endpoint
        .WithMetadata(new RequestSizeLimitAttribute(MostBody))
        .WithDescription(
            "multipart/form-data with the picture in the field file: PNG, JPEG or WebP, up to 2 MB and 4096 × 4096 pixels. "
            + "It is turned upright, scaled down and written anew without metadata; what was sent is not kept.");

    /// <summary>Read by hand: an endpoint that declares a form answers other bodies before it is known who asks.</summary>
    public static async Task<IFormCollection> PictureFormAsync(this HttpRequest request, CancellationToken cancel)
    {
        if (!request.HasFormContentType) throw ProblemException.Field("file", PictureRules.Missing);
        try
        {
            return await request.ReadFormAsync(cancel);
        }
        catch (InvalidDataException)
        {
            throw ProblemException.Field("file", PictureRules.Missing);
        }
    }

    /// <inheritdoc cref="Picture.Read"/>
    public static async Task<Picture> PictureAsync(this IFormCollection form, int fit, bool sharp, CancellationToken cancel)
    {
        if (form.Files.GetFile("file") is not { } file) throw ProblemException.Field("file", PictureRules.Missing);
        Picture.RequireSize(file.Length);
        using var sent = new MemoryStream((int)file.Length);
        await file.CopyToAsync(sent, cancel);
        return await Task.Run(() => Picture.Read(sent.ToArray(), fit, sharp), cancel);
    }
}
