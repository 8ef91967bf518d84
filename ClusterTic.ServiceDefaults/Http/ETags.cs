using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClusterTic.ServiceDefaults.Http;

/// <summary>The version that the caller has seen, from <c>If-Match</c>; absent where the caller does not mind.</summary>
public readonly record struct IfMatch(long? Version)
{
    /// <summary>412 where the caller has seen another version.</summary>
    public void Check(long current)
    {
        if (Version is { } seen && seen != current)
            throw new ProblemException(StatusCodes.Status412PreconditionFailed, "changed-meanwhile");
    }

    public static ValueTask<IfMatch> BindAsync(HttpContext http, ParameterInfo _)
    {
        string? header = http.Request.Headers.IfMatch;
        if (header is null or "*") return ValueTask.FromResult(default(IfMatch));
        var tag = header.StartsWith("W/", StringComparison.Ordinal) ? header[2..] : header;
        if (!long.TryParse(tag.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            throw new ProblemException(StatusCodes.Status412PreconditionFailed, "changed-meanwhile");
        return ValueTask.FromResult(new IfMatch(version));
    }
}

/// <summary>Marks an endpoint that is refused with 428 without <c>If-Match</c>.</summary>
sealed record IfMatchRequired;

public static class ETags
{
    /// <summary>PUT, PATCH and DELETE need it; a POST that acts honours <c>If-Match</c> where sent.</summary>
    public static TBuilder RequiresIfMatch<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(builder => builder.Metadata.Add(new IfMatchRequired()));
        return endpoint;
    }

    /// <summary>Gives every answer that has a version its ETag.</summary>
    internal static RouteGroupBuilder WithETags(this RouteGroupBuilder group) => group.AddEndpointFilter(async (context, next) =>
    {
        var http = context.HttpContext;
        if (http.GetEndpoint()!.Metadata.GetMetadata<IfMatchRequired>() is not null && http.Request.Headers.IfMatch.Count == 0)
            throw new ProblemException(StatusCodes.Status428PreconditionRequired, "if-match-required");

        var result = await next(context);
        var value = result is INestedHttpResult nested ? nested.Result : result;
        if ((value as IValueHttpResult)?.Value is IVersioned versioned)
            http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{versioned.Version}\"");
        return result;
    });
}
