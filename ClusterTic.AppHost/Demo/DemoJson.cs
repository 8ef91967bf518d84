using System.Text.Json;
using System.Text.Json.Serialization;
using ClusterTic.Events;
using ClusterTic.Membership;
using ClusterTic.Opportunities;
using ClusterTic.Reporting;

namespace ClusterTic.AppHost.Demo;

/// <summary>What the loader sends and reads, and nothing else.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SampleWorkshop))]
[JsonSerializable(typeof(IReadOnlyList<SampleOffer>))]
[JsonSerializable(typeof(OfferRequest))]
[JsonSerializable(typeof(RegisterOrganisationRequest))]
[JsonSerializable(typeof(StepRequest))]
[JsonSerializable(typeof(ApproveOrganisationRequest))]
[JsonSerializable(typeof(RejectOrganisationRequest))]
[JsonSerializable(typeof(ScheduleEventRequest))]
[JsonSerializable(typeof(EventStepRequest))]
[JsonSerializable(typeof(InviteRequest))]
[JsonSerializable(typeof(RegisterRequest))]
[JsonSerializable(typeof(CheckInRequest))]
[JsonSerializable(typeof(OcdsImportResult))]
[JsonSerializable(typeof(Report))]
[JsonSerializable(typeof(Created))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(JsonElement))]
sealed partial class DemoJson : JsonSerializerContext;

/// <summary>All that the loader needs of what it made.</summary>
sealed record Created(Guid Id);

sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string? AccessToken,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    [property: JsonPropertyName("error")] string? Error,
    [property: JsonPropertyName("error_description")] string? ErrorDescription);

/// <summary>RFC 9457, as far as it is shown.</summary>
sealed record Problem(string? Type, string? Title, string? Detail, int? Status, string? TraceId, Dictionary<string, string[]>? Errors);
