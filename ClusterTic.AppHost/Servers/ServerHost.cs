namespace ClusterTic.AppHost.Servers;

/// <summary>Where the three servers come from on this machine, decided once, before anything starts.</summary>
sealed record ServerHost(ServerKind Kind, DataFolder? Data, Binaries? Installed)
{
    /// <summary>Containers where a runtime answers, else the installed programs; in publish mode always containers.</summary>
    /// <exception cref="UsageException">Neither is possible.</exception>
    public static ServerHost Choose(RunOptions options, DataFolder? data, bool publishing)
    {
        if (publishing)
            return new(ServerKind.Containers, data, null);

        var installed = Binaries.Find(Environment.GetEnvironmentVariable(Binaries.SearchSetting), out var missing);
        return options.Servers switch
        {
            ServerKind.Containers => ContainersAnswer()
                ? new(ServerKind.Containers, data, null)
                : throw new UsageException("--servers containers: no container runtime (docker, podman) answers. Start one, or use --servers local."),
            ServerKind.Local => installed is not null
                ? new(ServerKind.Local, data, installed)
                : throw new UsageException($"--servers local: not installed: {string.Join(", ", missing)}. {Binaries.HowToInstall}"),
            _ => ContainersAnswer() ? new(ServerKind.Containers, data, null)
                : installed is not null ? new(ServerKind.Local, data, installed)
                : throw new UsageException(
                    $"The servers can run neither in containers (no docker or podman answers) nor as local processes (not installed: {string.Join(", ", missing)}). {Binaries.HowToInstall}"),
        };
    }

    static bool ContainersAnswer() => ContainerRuntime.Find() is not null;
}
