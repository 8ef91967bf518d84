using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ClusterTic.ServiceDefaults.Http;

/// <summary>Every error is an RFC 9457 problem with a stable type, a text in the reader's language and the trace id.</summary>
static partial class Problems
{
    const string TypePrefix = "urn:clustertic:problem:";

    public static IServiceCollection AddProblems(this IServiceCollection services) => services
        .AddSingleton<ProblemTexts>()
        .AddExceptionHandler<ExceptionProblems>()
        .AddSingleton<IProblemDetailsWriter, ProblemsForEveryone>()
        .AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            var texts = context.HttpContext.RequestServices.GetRequiredService<ProblemTexts>();
            var problem = context.ProblemDetails;
            problem.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier;
            if (problem is HttpValidationProblemDetails validation) Word(validation, texts);
            if (problem.Type?.StartsWith(TypePrefix, StringComparison.Ordinal) is true) return;
            var code = problem is HttpValidationProblemDetails ? "invalid" : CodeOf(problem.Status ?? context.HttpContext.Response.StatusCode);
            problem.Type = TypePrefix + code;
            problem.Title = texts.Find(code) ?? problem.Title;
        });

    /// <summary>
    /// Validation attributes give codes with their bounds, <c>text-length:2:200</c>, under the names of .NET's properties:
    /// here they become words, under the names that the caller has sent.
    /// </summary>
    static void Word(HttpValidationProblemDetails problem, ProblemTexts texts)
    {
        foreach (var (property, messages) in problem.Errors.ToArray())
        {
            var field = string.Join('.', property.Split('.').Select(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName));
            problem.Errors.Remove(property);
            problem.Errors[field] = [.. messages.Select(message =>
                message.Split(':') is var parts && texts.Find(parts[0], parts.Skip(1).Select((part, index) => ($"{index}", (object?)part))) is { } text ? text : message)];
        }
    }

    static string CodeOf(int status) => status switch
    {
        400 => "bad-request",
        401 => "not-signed-in",
        403 => "forbidden",
        404 => "not-found",
        405 => "method-not-allowed",
        409 => "conflict",
        412 => "changed-meanwhile",
        413 => "too-large",
        415 => "unsupported-media-type",
        428 => "if-match-required",
        429 => "too-many-requests",
        503 => "unavailable",
        504 => "timed-out",
        _ => status >= 500 ? "failed" : "refused",
    };

    /// <summary>Also for who asked for something else, such as CSV: an error has one form.</summary>
    sealed class ProblemsForEveryone(IOptions<ProblemDetailsOptions> options, IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json) : IProblemDetailsWriter
    {
        public bool CanWrite(ProblemDetailsContext context) => true;

        public ValueTask WriteAsync(ProblemDetailsContext context)
        {
            var (http, problem) = (context.HttpContext, context.ProblemDetails);
            problem.Status ??= http.Response.StatusCode;
            options.Value.CustomizeProblemDetails?.Invoke(context);
            return new(http.Response.WriteAsJsonAsync(problem, problem.GetType(), json.Value.SerializerOptions, "application/problem+json", http.RequestAborted));
        }
    }

    sealed partial class ExceptionProblems(IProblemDetailsService problems, ProblemTexts texts, ILogger<ExceptionProblems> log)
        : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception exception, CancellationToken cancel)
        {
            if (exception is OperationCanceledException && http.RequestAborted.IsCancellationRequested)
            {
                http.Response.StatusCode = 499; // the client went away: nobody reads an answer, and it is not an error
                return true;
            }

            var problem = exception switch
            {
                ProblemException refused => Of(refused),
                BadHttpRequestException bad => Of(bad),
                DbUpdateConcurrencyException => Plain(412, "changed-meanwhile"),
                OperationCanceledException => Plain(504, "timed-out"),
                NpgsqlException { IsTransient: true } => Plain(503, "unavailable"),
                { InnerException: NpgsqlException { IsTransient: true } } => Plain(503, "unavailable"),
                _ => Plain(500, "failed"),
            };
            if (problem.Status >= 500) Failed(log, exception, http.Request.Method, http.Request.Path);
            http.Response.StatusCode = problem.Status!.Value;
            return await problems.TryWriteAsync(new() { HttpContext = http, ProblemDetails = problem, Exception = exception });
        }

        ProblemDetails Plain(int status, string code) =>
            new() { Status = status, Type = TypePrefix + code, Title = texts.Find(code) ?? code };

        ProblemDetails Of(ProblemException refused)
        {
            var title = texts.Find(refused.Code, refused.Arguments) ?? refused.Code;
            if (refused.Fields is null)
                return new() { Status = refused.Status, Type = TypePrefix + refused.Code, Title = title };
            return new HttpValidationProblemDetails(refused.Fields.ToDictionary(
                field => field.Key,
                field => field.Value.Select(code => texts.Find(code, refused.FieldArguments?.GetValueOrDefault(field.Key) ?? refused.Arguments) ?? code).ToArray(),
                StringComparer.Ordinal))
            {
                Status = refused.Status,
                Type = TypePrefix + refused.Code,
                Title = texts.Find("invalid") ?? title,
            };
        }

        ProblemDetails Of(BadHttpRequestException bad)
        {
            var problem = Plain(bad.StatusCode, CodeOf(bad.StatusCode));
            if (bad.InnerException is JsonException json)
            {
                problem = Plain(bad.StatusCode, "not-json");
                problem.Detail = texts.Find("not-json-place",
                    ("path", json.Path ?? "$"), ("line", (json.LineNumber ?? 0) + 1), ("position", (json.BytePositionInLine ?? 0) + 1));
            }

            return problem;
        }

        [LoggerMessage(LogLevel.Error, "{Method} {Path} failed")]
        static partial void Failed(ILogger log, Exception exception, string method, string path);
    }
}
