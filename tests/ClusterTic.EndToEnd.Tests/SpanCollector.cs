using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClusterTic.EndToEnd.Tests;

public sealed record Span(string Service, string Name, string TraceId, string SpanId, string ParentId, IReadOnlyList<string> LinkedTraces);

/// <summary>Takes the traces that the services export, as any collector would, by OTLP over HTTP.</summary>
public sealed class SpanCollector : IAsyncDisposable
{
    readonly ConcurrentQueue<Span> spans = new();
    readonly WebApplication app;

    SpanCollector(WebApplication app) => this.app = app;

    public IReadOnlyList<Span> Spans => [.. spans];

    string Address => app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();

    public static async Task<SpanCollector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var collector = new SpanCollector(app);
        app.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            if (signal == "traces") collector.Read(body.ToArray());
        });
        await app.StartAsync();
        return collector;
    }

    public void Listen(IResource service) => service.Annotations.Add(new EnvironmentCallbackAnnotation(context =>
    {
        context.EnvironmentVariables["OTEL_EXPORTER_OTLP_ENDPOINT"] = Address;
        context.EnvironmentVariables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        context.EnvironmentVariables["OTEL_BSP_SCHEDULE_DELAY"] = "500";
    }));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    // ExportTraceServiceRequest.resource_spans = 1 → resource = 1, scope_spans = 2 → spans = 2
    void Read(byte[] request)
    {
        foreach (var resource in Messages(request, 1))
        {
            var service = Messages(resource, 1).SelectMany(one => Messages(one, 1))
                .Where(attribute => Text(attribute, 1) == "service.name")
                .Select(attribute => Text(Messages(attribute, 2).Single(), 1)).Single();
            foreach (var span in Messages(resource, 2).SelectMany(scope => Messages(scope, 2)))
                spans.Enqueue(new(service, Text(span, 5), Hex(span, 1), Hex(span, 2), Hex(span, 4), [.. Messages(span, 13).Select(link => Hex(link, 1))]));
        }
    }

    static string Text(byte[] message, int field) => System.Text.Encoding.UTF8.GetString(Messages(message, field).FirstOrDefault([]));

    static string Hex(byte[] message, int field) => Convert.ToHexStringLower(Messages(message, field).FirstOrDefault([]));

    /// <summary>The values of one length-delimited field.</summary>
    static IEnumerable<byte[]> Messages(byte[] message, int field)
    {
        using var reader = new CodedInputStream(message);
        while (reader.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) == field && WireFormat.GetTagWireType(tag) is WireFormat.WireType.LengthDelimited)
                yield return reader.ReadBytes().ToByteArray();
            else
                reader.SkipLastField();
        }
    }
}
