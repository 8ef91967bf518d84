using ClusterTic.Messaging.Files;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace ClusterTic.Membership.Pictures;

/// <summary>Gives a picture out: with the type that we gave it, never one that a browser guesses.</summary>
static class Serving
{
    /// <summary>As long as one that has gone from the catalogue may still be seen by who has seen it before.</summary>
    const string Shared = "public, max-age=300";

    /// <param name="id">Of a file that is known to be a picture: the table holds other files too.</param>
    /// <param name="forAll">Whether everybody may see it; else nobody but the caller may keep it.</param>
    public static async Task<Results<FileContentHttpResult, NotFound>> PictureAsync(
        this MembershipDb db, Guid id, bool forAll, HttpResponse response, CancellationToken cancel)
    {
        if (await db.Files.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id && one.ContentType == Picture.ContentType, cancel) is not { } file)
            return TypedResults.NotFound();
        response.Headers.CacheControl = forAll ? Shared : "private, no-cache";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return TypedResults.File(file.Content, Picture.ContentType, entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(file.Hash.AsSpan(0, 16))}\""));
    }
}
