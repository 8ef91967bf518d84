using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ClusterTic.AppHost.Demo;
using ClusterTic.AppHost.Services;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClusterTic.AppHost.Opening;

/// <summary>What happens once everything runs: the demo is loaded, <c>demo.json</c> is written, and the addresses are said.</summary>
sealed class Opening(Stack stack, Service portal, IReadOnlyList<Service> services, DemoAccess access)
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    const int LinesShown = 60;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The name of the resource that is Finished when the stack is open; a test waits for it.</summary>
    public const string Resource = "opening";

    public void AddTo(IDistributedApplicationBuilder builder) => builder
        .AddResource(new OpeningResource(Resource))
        .WithInitialState(new CustomResourceSnapshot { ResourceType = "Opening", State = KnownResourceStates.Waiting, Properties = [] })
        .WithIconName("DoorArrowRight")
        .ExcludeFromManifest()
        .OnInitializeResource((resource, start, cancel) => RunAsync(resource, start, cancel));

    async Task RunAsync(OpeningResource resource, InitializeResourceEvent start, CancellationToken cancel)
    {
        var host = start.Services.GetRequiredService<IHostApplicationLifetime>();
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancel, host.ApplicationStopping);
        try
        {
            await WaitUntilHealthyAsync(start.Notifications, stopping.Token);
            await Say(KnownResourceStates.Running, null);
            await LoadAsync(stopping.Token);
            WriteDemoFile();
            Print();
            await Say(KnownResourceStates.Finished, 0);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await Say(KnownResourceStates.Exited, null);
        }
        catch (DemoFault fault)
        {
            // The stack stays up, so that its logs can be read; the next start goes on where this one stopped.
            await Console.Error.WriteLineAsync($"The demo is not loaded. {fault.Message}");
            Environment.ExitCode = 1;
            await Say(KnownResourceStates.Exited, 1);
        }
        catch (DistributedApplicationException fault)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            foreach (var unavailable in Unavailable(start))
                await Console.Error.WriteLineAsync(await LastLinesAsync(unavailable, start.Services.GetRequiredService<ResourceLoggerService>()));
            Environment.ExitCode = 1;
            await Say(KnownResourceStates.Exited, 1);
            host.StopApplication();
        }

        Task Say(string state, int? exitCode) =>
            start.Notifications.PublishUpdateAsync(resource, before => before with { State = state, ExitCode = exitCode });
    }

    async Task WaitUntilHealthyAsync(ResourceNotificationService notifications, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Limit);
        await Task.WhenAll(services.Select(async service =>
        {
            try
            {
                await notifications.WaitForResourceHealthyAsync(service.Name, WaitBehavior.StopOnResourceUnavailable, limit.Token);
            }
            catch (OperationCanceledException late) when (!cancel.IsCancellationRequested)
            {
                throw new DistributedApplicationException(
                    string.Create(CultureInfo.InvariantCulture, $"{service.Name} is not healthy after {Limit.TotalMinutes:0} minutes. Its log is on the dashboard: {Dashboard.Url}"), late);
            }
        }));
    }

    // What ended badly; what only waited for it has nothing to add.
    static IEnumerable<IResource> Unavailable(InitializeResourceEvent start) => start.Services
        .GetRequiredService<DistributedApplicationModel>().Resources
        .Where(resource => start.Notifications.TryGetCurrentState(resource.Name, out var now) && now.Snapshot.ExitCode is not null and not 0);

    static async Task<string> LastLinesAsync(IResource resource, ResourceLoggerService logs)
    {
        var lines = new List<string>();
        await foreach (var batch in logs.GetAllAsync(resource))
            lines.AddRange(batch.Select(line => line.Content));
        return string.Join(Environment.NewLine, lines.TakeLast(LinesShown).Prepend($"{resource.Name} says:"));
    }

    async Task LoadAsync(CancellationToken cancel)
    {
        if (access.Clients.FirstOrDefault(client => client.Id == DemoAccess.Loader) is not { } client)
            return;

        var loader = new DemoLoader(new DemoOptions(
            new Uri(portal.Http.Url), new Uri(TokenEndpoint), client.Id, client.Secret,
            Path.Combine(stack.Home, "samples", "strat-session"), Path.Combine(stack.Data!.Root, "demo-journal")));
        await (stack.Options.Demo
            ? DemoConsole.LoadAsync(loader, stack.Options.Notices, cancel)
            : DemoConsole.LoadNoticesAsync(loader, stack.Options.Notices, cancel));
    }

    string TokenEndpoint => $"{portal.Http.Url}/identity/connect/token";

    void WriteDemoFile() => DataFolder.Write(Path.Combine(stack.Data!.Root, "demo.json"), JsonSerializer.Serialize(new
    {
        portal = portal.Http.Url,
        dashboard = Dashboard.Url,
        token_endpoint = TokenEndpoint,
        services = services.ToDictionary(service => service.Name, service => service.Http.Url, StringComparer.Ordinal),
        accounts = access.Accounts,
        clients = access.Clients,
    }, Json));

    void Print()
    {
        if (stack.Options.Port is null && new Uri(portal.Http.Url).Port != RunOptions.PortalPort)
            Say($"Port {RunOptions.PortalPort} is taken, so the Portal listens on {new Uri(portal.Http.Url).Port}.");
        Say($"Portal: {portal.Http.Url}");
        Say($"Dashboard: {Dashboard.Url}");
        Say($"API references:");
        foreach (var service in services.Where(service => service != portal))
            Say($"  {service.Name,-14} {service.Http.Url}/docs");
        if (access.Accounts.Count > 0)
            Say($"Demo accounts:");
        foreach (var account in access.Accounts)
            Say($"  {account.User,-14} {account.Password}");
        Say($"Ctrl-C stops everything; the data stays in {stack.Data!.Root}.");

        static void Say(FormattableString line) => Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));
    }
}

/// <summary>Stands for the opening on the dashboard.</summary>
sealed class OpeningResource(string name) : Resource(name);
