using System.Xml.Linq;

namespace ClusterTic.Architecture.Tests;

/// <summary>A service knows the shared parts, its own contracts and those of whom it listens to; nothing else of ours.</summary>
public sealed class ReferenceTests
{
    static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["ClusterTic.Messaging.Abstractions"] = [],
        ["ClusterTic.ServiceDefaults"] = ["ClusterTic.Messaging.Abstractions"],
        ["ClusterTic.Messaging"] = ["ClusterTic.Messaging.Abstractions", "ClusterTic.ServiceDefaults"],
        ["ClusterTic.Membership"] = ["ClusterTic.Messaging", "ClusterTic.ServiceDefaults", "ClusterTic.Membership.Contracts"],
        ["ClusterTic.Events"] = ["ClusterTic.Messaging", "ClusterTic.ServiceDefaults", "ClusterTic.Events.Contracts", "ClusterTic.Membership.Contracts"],
        ["ClusterTic.Opportunities"] = ["ClusterTic.Messaging", "ClusterTic.ServiceDefaults", "ClusterTic.Opportunities.Contracts", "ClusterTic.Membership.Contracts"],
        ["ClusterTic.Reporting"] =
        [
            "ClusterTic.Messaging", "ClusterTic.ServiceDefaults", "ClusterTic.Reporting.Contracts", "ClusterTic.Membership.Contracts",
            "ClusterTic.Events.Contracts", "ClusterTic.Opportunities.Contracts",
        ],
        ["ClusterTic.Identity"] = ["ClusterTic.Messaging", "ClusterTic.ServiceDefaults", "ClusterTic.Membership.Contracts"],
        // The Portal never meets the broker.
        ["ClusterTic.Portal"] =
        [
            "ClusterTic.ServiceDefaults", "ClusterTic.Membership.Contracts", "ClusterTic.Events.Contracts", "ClusterTic.Opportunities.Contracts",
            "ClusterTic.Reporting.Contracts",
        ],
    };

    [Fact]
    public void No_project_references_what_it_should_not_know()
    {
        var wrong = from path in Projects()
                    let name = Path.GetFileNameWithoutExtension(path)
                    let allowed = name.EndsWith(".Contracts", StringComparison.Ordinal) ? ["ClusterTic.Messaging.Abstractions"] : Allowed[name]
                    from reference in References(path, "ProjectReference").Select(Path.GetFileNameWithoutExtension)
                    where !allowed.Contains(reference)
                    select $"{name} → {reference}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Contracts_and_their_base_have_no_package_behind_them()
    {
        var light = Projects().Where(path => path.EndsWith(".Contracts.csproj", StringComparison.Ordinal) || path.EndsWith(".Abstractions.csproj", StringComparison.Ordinal));
        Assert.All(light, path => Assert.Empty(References(path, "PackageReference")));
    }

    [Fact]
    public void Only_the_messaging_project_knows_the_transport()
    {
        var others = Projects().Where(path => !path.EndsWith("ClusterTic.Messaging.csproj", StringComparison.Ordinal));
        Assert.All(others, path => Assert.DoesNotContain(References(path, "PackageReference"), package => package.StartsWith("MassTransit", StringComparison.Ordinal)));
    }

    static IEnumerable<string> Projects() => Repository.Files("*.csproj")
        .Where(path => !path.Contains("/tests/", StringComparison.Ordinal) && !path.Contains("/benchmarks/", StringComparison.Ordinal)
            && !path.EndsWith("AppHost.csproj", StringComparison.Ordinal));

    static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(project).Descendants(kind).Select(reference => (string)reference.Attribute("Include")!);
}
