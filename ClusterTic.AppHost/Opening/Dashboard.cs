using System.Globalization;

namespace ClusterTic.AppHost.Opening;

/// <summary>Where the dashboard listens, settled before the host reads it; what the Aspire CLI or a launch profile has set stays.</summary>
static class Dashboard
{
    const int UsualPort = 18888;
    const string Addresses = "ASPNETCORE_URLS";
    const string Token = "ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN";

    /// <summary>The address with the token that signs in.</summary>
    public static string Url => $"{Environment.GetEnvironmentVariable(Addresses)?.Split(';')[0]}/login?t={Environment.GetEnvironmentVariable(Token)}";

    public static void Prepare(DataFolder data)
    {
        if (Environment.GetEnvironmentVariable(Addresses) is null)
        {
            Set(Addresses, Loopback(FreePorts.From(UsualPort)));
            Set("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true"); // plain http, and only on loopback
            Set("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", Loopback(FreePorts.Next()));
            Set("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", Loopback(FreePorts.Next()));
        }

        Set(Token, data.Password("dashboard-token"));
    }

    static string Loopback(int port) => string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}");

    static void Set(string name, string value)
    {
        if (Environment.GetEnvironmentVariable(name) is null)
            Environment.SetEnvironmentVariable(name, value);
    }
}
