using System.Collections.Immutable;
using System.Text.Json;

namespace ClusterTic.Identity.Clients;

/// <summary>What is kept with a client beside what OpenIddict knows: its roles, and whether the demo made it.</summary>
static class ClientRoles
{
    const string RolesKey = "roles";
    const string DemoKey = "demo";

    public static string[] Read(ImmutableDictionary<string, JsonElement> properties) =>
        properties.TryGetValue(RolesKey, out var roles) ? [.. roles.EnumerateArray().Select(role => role.GetString()!)] : [];

    public static bool IsDemo(ImmutableDictionary<string, JsonElement> properties) =>
        properties.TryGetValue(DemoKey, out var demo) && demo.ValueKind is JsonValueKind.True;

    public static void Write(IDictionary<string, JsonElement> properties, IEnumerable<string> roles, bool demo)
    {
        properties[RolesKey] = JsonSerializer.SerializeToElement(roles);
        properties[DemoKey] = JsonSerializer.SerializeToElement(demo);
    }
}
