using ClusterTic.AppHost.LocalServers;
using ClusterTic.AppHost.Opening;
using ClusterTic.AppHost.Servers;
using ClusterTic.AppHost.Services;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace ClusterTic.AppHost;

/// <summary>This run of the suite: what was asked for, where it keeps its data, and the model being built.</summary>
sealed class Stack : IDisposable
{
    readonly FileStream? held;

    Stack(RunOptions options, DataFolder? data, FileStream? held, IDistributedApplicationBuilder builder)
    {
        (Options, Data, this.held, Builder) = (options, data, held, builder);
        Servers = ServerHost.Choose(options, data, builder.ExecutionContext.IsPublishMode);
        if (options.Reset && data is not null && Servers.Kind is ServerKind.Containers)
            ContainerRuntime.Find()?.RemoveVolumes(Secrets.VolumePrefix(data));
    }

    public RunOptions Options { get; }

    public IDistributedApplicationBuilder Builder { get; }

    public ServerHost Servers { get; }

    /// <summary>Null when only the description is published.</summary>
    public DataFolder? Data { get; }

    /// <summary>The folder that holds the solution.</summary>
    public string Home => Path.GetFullPath(Path.Combine(Builder.AppHostDirectory, ".."));

    /// <exception cref="UsageException">Something that whoever started it can put right; nothing has been started.</exception>
    public static Stack Prepare(string[] args)
    {
        var options = RunOptions.Parse(args);
        var publishing = args.Contains("publish") || args.Any(arg => arg.StartsWith("--publisher", StringComparison.Ordinal));
        var (data, hold) = publishing ? (null, null) : Open(options);
        if (data is not null && !options.OnlyServers)
            Dashboard.Prepare(data);

        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, DisableDashboard = options.OnlyServers });
        builder.Configuration.AddJsonFile(Path.Combine(builder.AppHostDirectory, "cluster.json"), optional: false);
        builder.Configuration["Logging:LogLevel:Default"] = "Warning";
        builder.Configuration["Logging:LogLevel:Aspire.Hosting"] = "Warning";
        builder.Configuration["Logging:LogLevel:Aspire.Hosting.ApplicationModel"] = "None"; // the opening says it once
        builder.Configuration["Logging:LogLevel:Aspire.Hosting.Dcp.DcpHost"] = "Error"; // it misses an https certificate that nothing here uses
        builder.Configuration["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "None"; // whoever waits says what is wrong
        builder.Configuration["DcpPublisher:WaitForResourceCleanup"] = "true"; // gone when this process is
        return new(options, data, hold, builder);
    }

    public Service Add<TProject>(string name, int? port = null) where TProject : IProjectMetadata, new()
    {
        var service = Service.Add<TProject>(Builder, name, port);
        foreach (var setting in Builder.Configuration.GetSection("Cluster").AsEnumerable().Where(setting => setting.Value is not null))
            service.WithSetting(setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value!);
        return service;
    }

    /// <summary>A generated secret; the same at every start.</summary>
    public IResourceBuilder<ParameterResource> Secret(string name) => Builder.AddSecret(Servers, name);

    /// <summary>The port asked for, else 8080 or the next free one; null when only the description is published.</summary>
    public int? PortalPort() => Data is null ? null : Options.Port switch
    {
        null => FreePorts.From(RunOptions.PortalPort),
        0 => FreePorts.Next(),
        { } port => FreePorts.From(port) == port ? port : throw new UsageException($"Port {port} is taken; choose another one, or 0 for any that is free."),
    };

    /// <summary>Lets the demo in, loads it once everything runs, and says where things are.</summary>
    public void OpenWhenHealthy(Service portal, Service identity, IReadOnlyList<Service> services)
    {
        if (Data is null)
            return;

        var access = DemoAccess.For(Options, Data);
        access.Tell(identity);
        new Opening.Opening(this, portal, services, access).AddTo(Builder);
    }

    public void Dispose()
    {
        held?.Dispose();
        Data?.DeleteIfTemporary();
    }

    static (DataFolder, FileStream?) Open(RunOptions options)
    {
        if (options is { OnlyServers: true, Data: null })
            return (DataFolder.Temporary(), null);

        var path = options.Data ?? Path.GetFullPath(Path.Combine(SolutionFolder(), ".data"));
        try
        {
            var data = DataFolder.Open(path);
            var hold = data.Hold();
            if (!options.Reset)
                return (data, hold);

            PostgresPlace.Delete(data);
            data.Clear();
            return (DataFolder.Open(path), hold);
        }
        catch (UnauthorizedAccessException)
        {
            throw new UsageException($"{path} belongs to another user. Start as that user, remove the folder, or name another one with --data.");
        }
    }

    static string SolutionFolder()
    {
        var project = typeof(Stack).Assembly.GetCustomAttributes(false).OfType<System.Reflection.AssemblyMetadataAttribute>()
            .FirstOrDefault(one => string.Equals(one.Key, "apphostprojectpath", StringComparison.OrdinalIgnoreCase))?.Value;
        return Path.Combine(project ?? Directory.GetCurrentDirectory(), "..");
    }
}
