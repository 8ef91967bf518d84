namespace ClusterTic.Portal.Directory;

/// <summary>What is counted as a visit of a public page, and where it comes from.</summary>
static class Visit
{
    /// <summary>What calls itself a robot is served and not counted.</summary>
    static readonly string[] Robots = ["bot", "crawl", "spider", "slurp", "preview", "monitor", "curl", "wget"];

    public static bool IsOne(HttpRequest request)
    {
        var agent = request.Headers.UserAgent.ToString();
        return HttpMethods.IsGet(request.Method) && agent.Length > 0 && request.Headers["Sec-Purpose"].Count == 0
            && !Array.Exists(Robots, word => agent.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Where a proxy in front says that the visitor is, by the header that the installation names.</summary>
    public static string? Country(HttpRequest request, IConfiguration configuration) =>
        configuration["Portal:CountryHeader"] is { Length: > 0 } header ? request.Headers[header].ToString() : null;
}
