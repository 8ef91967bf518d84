using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClusterTic.Messaging.Wire;

/// <summary>How facts are written: plain JSON, camel case, unknown fields and codes tolerated when read.</summary>
static class FactJson
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // never embedded in a page; accents stay readable in the log
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        RespectNullableAnnotations = false,
    };

    public static string Write(IFact fact) => JsonSerializer.Serialize(fact, fact.GetType(), Options);

    public static object Read(string json, Type type) =>
        JsonSerializer.Deserialize(json, type, Options) ?? throw new JsonException($"null is no {type.Name}");
}
