using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace ClusterTic.ServiceDefaults.Telemetry;

/// <summary>
/// Prometheus reads <c>/metrics</c> on a port of its own: what a service counts is the operators' business, and the public
/// port of the Portal and of Identity must not show it.
/// </summary>
static class MetricsPort
{
    const string Setting = "Telemetry:MetricsAddress";

    public static void UseMetricsPort(this WebApplication app)
    {
        if (!app.Configuration.GetValue<bool>("Telemetry:Prometheus")) return;
        var address = app.Configuration[Setting] ?? "http://*:9464";
        var port = Uri.TryCreate(address.Replace("*", "any", StringComparison.Ordinal), UriKind.Absolute, out var uri) && uri.Scheme == "http"
            ? uri.Port
            : throw new InvalidOperationException($"{Setting} is \"{address}\"; it is an address to listen at, for instance http://*:9464.");

        // An address that is named here replaces the configured ones, so they are named as well.
        foreach (var own in OwnAddresses(app.Configuration)) app.Urls.Add(own);
        app.Urls.Add(address);
        app.MapWhen(http => http.Connection.LocalPort == port, metrics =>
        {
            metrics.UseOpenTelemetryPrometheusScrapingEndpoint("/metrics");
            metrics.Run(http =>
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            });
        });
    }

    static IEnumerable<string> OwnAddresses(IConfiguration configuration)
    {
        var urls = configuration[WebHostDefaults.ServerUrlsKey] ?? "";
        if (urls.Length > 0) return Split(urls);
        var ports = Split(configuration[WebHostDefaults.HttpPortsKey] ?? "").Select(port => $"http://*:{port}")
            .Concat(Split(configuration[WebHostDefaults.HttpsPortsKey] ?? "").Select(port => $"https://*:{port}")).ToList();
        return ports.Count > 0 ? ports : ["http://localhost:5000"];
    }

    static string[] Split(string list) => list.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
