using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClusterTic.Portal.Layout;

/// <summary>Answers with a page.</summary>
static class Show
{
    public static RazorComponentResult<TPage> Page<TPage>(object? parameters = null, int status = StatusCodes.Status200OK)
        where TPage : IComponent
    {
        var result = parameters is null ? new RazorComponentResult<TPage>() : new RazorComponentResult<TPage>(parameters);
        result.StatusCode = status;
        result.PreventStreamingRendering = true;
        return result;
    }

    /// <summary>What a page answers whose main part another service has refused or cannot give.</summary>
    public static IResult Instead<T>(Remote.Part<T> part) => part.State switch
    {
        Remote.PartState.Missing => Results.StatusCode(StatusCodes.Status404NotFound),
        Remote.PartState.SignedOut => Results.Challenge(),
        Remote.PartState.Forbidden => Results.StatusCode(StatusCodes.Status403Forbidden),
        _ => Page<Errors.AwayPage>(
            new { part.Service, part.State, part.Refusal },
            part.State is Remote.PartState.Away ? StatusCodes.Status503ServiceUnavailable : part.Refusal?.Status ?? StatusCodes.Status400BadRequest),
    };

    /// <summary>The status of a form's page that is shown again because it was refused.</summary>
    public static int StatusOf<T>(Remote.Part<T> part) => part.State switch
    {
        Remote.PartState.Away => StatusCodes.Status503ServiceUnavailable,
        Remote.PartState.SignedOut or Remote.PartState.Forbidden => StatusCodes.Status403Forbidden,
        _ => part.Refusal?.Status ?? StatusCodes.Status400BadRequest,
    };

    /// <summary>What an error summary says of a form that was not taken.</summary>
    public static Remote.Refusal RefusalOf<T>(Remote.Part<T> part, Texts texts) => part.State switch
    {
        Remote.PartState.Away => new(503, null, texts["common.away-title", texts["services." + part.Service]], texts["common.away-form"],
            part.Refusal?.TraceId, new Dictionary<string, string[]>()),
        _ when part.Refusal is { Title.Length: > 0 } refusal => refusal,
        _ => new(StatusOf(part), null, texts["common.refused"], null, part.Refusal?.TraceId, new Dictionary<string, string[]>()),
    };
}
