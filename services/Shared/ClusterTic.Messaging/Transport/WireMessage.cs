using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClusterTic.Messaging.Transport;

/// <summary>
/// What MassTransit carries: a body that it neither makes nor reads. Written as is; of what comes in the bytes are
/// taken from the transport, so reading skips them.
/// </summary>
[JsonConverter(typeof(Verbatim))]
public sealed record WireMessage(string? Json)
{
    internal sealed class Verbatim : JsonConverter<WireMessage>
    {
        public override WireMessage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            reader.Skip();
            return new(Json: null);
        }

        public override void Write(Utf8JsonWriter writer, WireMessage value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.Json!, skipInputValidation: true);
    }
}
