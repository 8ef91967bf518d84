using System.Security.Cryptography;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClusterTic.ServiceDefaults.Data;

/// <summary>Marks an endpoint that is idempotent by itself (an import of facts with ids of their own).</summary>
public sealed record WithoutIdempotencyKey;

/// <summary>
/// <c>Idempotency-Key</c> on unsafe calls: the key, the effect and the answer are one transaction. The same key with the
/// same request gets the first answer again; with another request it is refused with 422.
/// </summary>
sealed class IdempotencyMiddleware(RequestDelegate next, TimeProvider clock)
{
    public const string Header = "Idempotency-Key";
    const int LongestKey = 200;

    public async Task InvokeAsync(HttpContext http)
    {
        string? key = http.Request.Headers[Header];
        if (string.IsNullOrEmpty(key) || HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)
            || http.GetEndpoint()?.Metadata.GetMetadata<WithoutIdempotencyKey>() is not null
            || http.RequestServices.GetService<DbContext>() is not { } db)
        {
            await next(http);
            return;
        }

        if (key.Length > LongestKey) throw new ProblemException(StatusCodes.Status400BadRequest, "idempotency-key-too-long");
        var cancel = http.RequestAborted;
        var user = http.RequestServices.GetRequiredService<CurrentUser>();
        // Nobody is known of an anonymous caller: the request's own content keeps two of them apart.
        var scope = $"{user.Id} {http.Request.Method} {http.Request.PathBase}{http.Request.Path}";
        var hash = await HashAsync(http.Request, cancel);

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var (connection, adoTransaction) = await db.OpenAsync(cancel);
        if (!await ClaimAsync(connection, adoTransaction!, scope, key, hash, cancel))
        {
            await ReplayAsync(http, connection, adoTransaction!, scope, key, hash, cancel);
            return;
        }

        var body = http.Response.Body;
        await using var answer = new MemoryStream();
        http.Response.Body = answer;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = body;
        }

        if (http.Response.StatusCode is >= 200 and < 300)
        {
            await KeepAsync(http.Response, answer.ToArray(), connection, adoTransaction!, scope, key, cancel);
            await transaction.CommitAsync(cancel);
        }

        answer.Position = 0;
        await answer.CopyToAsync(body, cancel);
    }

    static async Task<byte[]> HashAsync(HttpRequest request, CancellationToken cancel)
    {
        request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(request.QueryString.Value + "\n" + request.Headers.IfMatch + "\n"));
        hash.AppendData(await SHA256.HashDataAsync(request.Body, cancel));
        request.Body.Position = 0;
        return hash.GetHashAndReset();
    }

    async Task<bool> ClaimAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string scope, string key, byte[] hash, CancellationToken cancel)
    {
        // Waits for a transaction that has just claimed the same key, then finds its answer.
        await using var claim = new NpgsqlCommand(
            """
            insert into idempotency_keys (scope, key, request_hash, created_at) values ($1, $2, $3, $4)
            on conflict (scope, key) do update set request_hash = excluded.request_hash, created_at = excluded.created_at,
              status = null, content_type = null, location = null, e_tag = null, body = null
              where idempotency_keys.created_at < excluded.created_at - interval '24 hours'
            """, connection, transaction)
        {
            Parameters = { new() { Value = scope }, new() { Value = key }, new() { Value = hash }, new() { Value = clock.GetUtcNow() } },
        };
        return await claim.ExecuteNonQueryAsync(cancel) == 1;
    }

    static async Task ReplayAsync(
        HttpContext http, NpgsqlConnection connection, NpgsqlTransaction transaction, string scope, string key, byte[] hash, CancellationToken cancel)
    {
        await using var find = new NpgsqlCommand(
            "select request_hash, status, content_type, location, e_tag, body from idempotency_keys where scope = $1 and key = $2",
            connection, transaction) { Parameters = { new() { Value = scope }, new() { Value = key } } };
        await using var row = await find.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        if (!row.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(hash))
            throw new ProblemException(StatusCodes.Status422UnprocessableEntity, "idempotency-key-reused");

        var response = http.Response;
        response.StatusCode = row.GetInt32(1);
        response.Headers["Idempotency-Replayed"] = "true";
        if (!row.IsDBNull(2)) response.ContentType = row.GetString(2);
        if (!row.IsDBNull(3)) response.Headers.Location = row.GetString(3);
        if (!row.IsDBNull(4)) response.Headers.ETag = row.GetString(4);
        var body = row.GetFieldValue<byte[]>(5);
        if (body.Length > 0) await response.Body.WriteAsync(body, cancel);
    }

    static async Task KeepAsync(
        HttpResponse response, byte[] body, NpgsqlConnection connection, NpgsqlTransaction transaction, string scope, string key, CancellationToken cancel)
    {
        await using var keep = new NpgsqlCommand(
            "update idempotency_keys set status = $3, content_type = $4, location = $5, e_tag = $6, body = $7 where scope = $1 and key = $2",
            connection, transaction)
        {
            Parameters =
            {
                new() { Value = scope }, new() { Value = key }, new() { Value = response.StatusCode },
                new() { Value = (object?)response.ContentType ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text },
                new() { Value = (object?)response.Headers.Location.ToString().NullIfEmpty() ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text },
                new() { Value = (object?)response.Headers.ETag.ToString().NullIfEmpty() ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text },
                new() { Value = body },
            },
        };
        await keep.ExecuteNonQueryAsync(cancel);
    }
}

static class Strings
{
    public static string? NullIfEmpty(this string text) => text.Length == 0 ? null : text;
}
