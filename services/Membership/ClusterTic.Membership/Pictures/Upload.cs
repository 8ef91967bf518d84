using ClusterTic.ServiceDefaults.Http;
using Microsoft.AspNetCore.Mvc;

namespace ClusterTic.Membership.Pictures;

/// <summary>One picture by multipart, in the field <c>file</c>.</summary>
static class Upload
{
    /// <summary>More than a picture may have, so that one that is somewhat too large is told so rather than cut off.</summary>
    const int MostBody = 4 * Picture.MostBytes;

    /// <summary>Without antiforgery: a service has no cookies, so that no form of another site can be sent in somebody's name.</summary>
    public static RouteHandlerBuilder TakesPicture(this RouteHandlerBuilder endpoint) => endpoint
        .DisableAntiforgery()
        .WithMetadata(new RequestSizeLimitAttribute(MostBody))
        .WithDescription("PNG, JPEG or WebP, up to 2 MB and 4096 × 4096 pixels. It is turned upright, scaled down and written anew without metadata; what was sent is not kept.");

    /// <inheritdoc cref="Picture.Read"/>
    public static async Task<Picture> ReadAsync(this IFormFile? file, int fit, bool sharp, CancellationToken cancel)
    {
        if (file is null) throw ProblemException.Field("file", PictureRules.Missing);
        Picture.RequireSize(file.Length);
        using var sent = new MemoryStream((int)file.Length);
        await file.CopyToAsync(sent, cancel);
        return await Task.Run(() => Picture.Read(sent.ToArray(), fit, sharp), cancel);
    }
}
