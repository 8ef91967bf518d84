using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ClusterTic.ServiceDefaults.Telemetry;

static class TelemetrySetup
{
    /// <summary>The suite's own sources and meters.</summary>
    const string Own = "ClusterTic.*";

    public static void AddTelemetry(this WebApplicationBuilder builder, ServiceIdentity service)
    {
        var ratio = builder.Configuration.GetValue<double?>("Telemetry:TraceRatio")
                    ?? (builder.Environment.IsDevelopment() ? 1.0 : 0.05);
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.IncludeFormattedMessage = true;
            logs.IncludeScopes = true;
        });
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(service.Name, "clustertic", service.Build))
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter("Npgsql", "MassTransit", Own))
            .WithTracing(traces => traces
                .SetSampler(new ParentBasedSampler(new HeadSampler(ratio)))
                .AddAspNetCoreInstrumentation(options => options.Filter = http => !IsProbe(http.Request.Path))
                .AddHttpClientInstrumentation()
                .AddNpgsql()
                .AddSource("MassTransit", Own)
                .AddProcessor(new KeepErrors()));
        if (builder.Configuration.GetConnectionString("redis") is { Length: > 0 })
            telemetry.WithTracing(traces => traces.AddRedisInstrumentation());

        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 }) telemetry.UseOtlpExporter();
        if (builder.Configuration.GetValue<bool>("Telemetry:Prometheus"))
            telemetry.WithMetrics(metrics => metrics.AddPrometheusExporter());
    }

    public static bool IsProbe(Microsoft.AspNetCore.Http.PathString path) =>
        path.StartsWithSegments("/health", StringComparison.Ordinal) || path.StartsWithSegments("/alive", StringComparison.Ordinal) || path.StartsWithSegments("/metrics", StringComparison.Ordinal);
}

/// <summary>
/// Takes a share of the traces. Of the rest the outermost span is recorded all the same, without being exported, so that
/// <see cref="KeepErrors"/> can still keep it when it ends in an error.
/// </summary>
sealed class HeadSampler(double ratio) : Sampler
{
    readonly TraceIdRatioBasedSampler share = new(ratio);

    public override SamplingResult ShouldSample(in SamplingParameters parameters) =>
        share.ShouldSample(parameters).Decision is SamplingDecision.RecordAndSample
            ? new SamplingResult(SamplingDecision.RecordAndSample)
            : new SamplingResult(parameters.Kind is ActivityKind.Server or ActivityKind.Consumer ? SamplingDecision.RecordOnly : SamplingDecision.Drop);
}

/// <summary>Errors are always exported.</summary>
sealed class KeepErrors : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.Status is ActivityStatusCode.Error) data.ActivityTraceFlags |= ActivityTraceFlags.Recorded;
    }
}
