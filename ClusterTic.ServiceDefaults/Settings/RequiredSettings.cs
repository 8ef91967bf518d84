using Microsoft.Extensions.Configuration;

namespace ClusterTic.ServiceDefaults.Settings;

/// <summary>The settings without which a service does not start; each is named in one clear message.</summary>
public sealed class RequiredSettings
{
    readonly List<(string Key, string Purpose)> settings = [];

    /// <param name="key">For instance <c>ConnectionStrings:events-db</c>.</param>
    /// <param name="purpose">What it is for, in a few words.</param>
    public void Add(string key, string purpose) => settings.Add((key, purpose));

    /// <param name="ending">Looks only at settings whose key ends so.</param>
    public IReadOnlyList<string> Missing(IConfiguration configuration, string ending = "") =>
    [
        .. from setting in settings.Distinct()
           where setting.Key.EndsWith(ending, StringComparison.Ordinal)
           where string.IsNullOrWhiteSpace(configuration[setting.Key])
           select $"{setting.Key} is missing ({setting.Purpose}). Set it in the configuration, or as the environment " +
                  $"variable {setting.Key.Replace(":", "__", StringComparison.Ordinal)}.",
    ];
}
