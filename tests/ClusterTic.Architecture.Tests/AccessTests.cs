extern alias events;
extern alias identity;
extern alias membership;
extern alias opportunities;
extern alias reporting;

using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ClusterTic.Messaging.Reads;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.Testing.Servers;
using ClusterTic.Testing.Services;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ClusterTic.Architecture.Tests;

/// <summary>docs/roles.md is what the running services do: each endpoint's policy, and what each role gets.</summary>
public sealed partial class AccessTests(ServersFixture servers)
{
    static readonly Dictionary<string, string[]> Satisfied = new(StringComparer.Ordinal)
    {
        [Policies.Public] = ["", .. Roles.All],
        [Policies.SignedIn] = [.. Roles.All],
        [Policies.OwnOrganisation] = [Roles.Manager], // no role opens it to others; what a representation does is tested in Membership
        [Policies.Manager] = [Roles.Manager],
        [Policies.ReadReports] = [Roles.Analyst, Roles.Partner, Roles.Manager],
        [Policies.Operator] = [Roles.Operator],
    };

    [Fact]
    public Task Membership_gives_each_role_what_the_table_says() => CheckAsync<membership::Program>("membership");

    [Fact]
    public Task Events_gives_each_role_what_the_table_says() => CheckAsync<events::Program>("events", ("People:EmailKey", "only-for-tests-only-for-tests-only-for-tests"));

    [Fact]
    public Task Opportunities_gives_each_role_what_the_table_says() => CheckAsync<opportunities::Program>("opportunities");

    [Fact]
    public Task Reporting_gives_each_role_what_the_table_says() => CheckAsync<reporting::Program>("reporting");

    [Fact]
    public Task Identity_gives_each_role_what_the_table_says() => CheckAsync<identity::Program>("identity", ("Identity:ClientSecret", "only-for-tests-only-for-tests"));

    /// <summary>Whether a type, or one that it holds, has an address, or a person's id with a name beside it.</summary>
    static bool IsAboutPeople(Type type, HashSet<Type> seen)
    {
        var inner = type.IsGenericType ? type.GetGenericArguments() : [];
        if (inner.Any(one => IsAboutPeople(one, seen))) return true;
        if (type.Namespace?.StartsWith("ClusterTic", StringComparison.Ordinal) is not true || !seen.Add(type)) return false;
        var properties = type.GetProperties();
        bool Has(string name) => properties.Any(property => property.Name == name);
        return Has("Email") || (Has("PersonId") && (Has("Name") || Has("Person"))) || properties.Any(property => IsAboutPeople(property.PropertyType, seen));
    }

    async Task CheckAsync<TProgram>(string name, params (string, string)[] settings) where TProgram : class
    {
        await using var service = await ServiceUnderTest<TProgram>.StartAsync(servers, name, settings);
        var endpoints = service.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();
        Assert.All(endpoints, endpoint => Assert.Single(endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).Distinct()));

        // An answer with somebody's name or address that is not open to all is on record: see docs/data-protection.md.
        Assert.Empty(endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is ["GET"]
                && endpoint.Metadata.GetMetadata<IAuthorizeData>()!.Policy != Policies.Public
                && endpoint.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>().Any(answer => answer.Type is { } type && IsAboutPeople(type, []))
                && endpoint.Metadata.GetMetadata<ReadsPersonalData>() is null)
            .Select(endpoint => endpoint.RoutePattern.RawText));

        var actual = (from endpoint in endpoints
                      let path = "/" + endpoint.RoutePattern.RawText!.Trim('/')
                      where path.StartsWith("/api/", StringComparison.Ordinal)
                      from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
                      select $"{method} {path} {endpoint.Metadata.GetMetadata<IAuthorizeData>()!.Policy}").Order(StringComparer.Ordinal).ToList();
        var documented = Documented().Where(row => row.Contains($"/api/{name}/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(documented, actual);

        foreach (var role in (string[])["", .. Roles.All])
        {
            var client = role.Length == 0 ? service.Anonymous() : service.As(role);
            foreach (var row in actual)
            {
                var (method, path, policy) = row.Split(' ') is [var m, var p, var l] ? (m, p, l) : throw new InvalidOperationException(row);
                using var request = new HttpRequestMessage(new HttpMethod(method), Parameter().Replace(path, Guid.CreateVersion7().ToString()));
                if (method != "GET") request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
                using var answer = await client.SendAsync(request);
                // A rule may refuse with 403 as well (a stated date without the permission); that is not the policy's word.
                var refused = answer.StatusCode is HttpStatusCode.Unauthorized
                    || (answer.StatusCode is HttpStatusCode.Forbidden && (await answer.Content.ReadAsStringAsync()).Contains("problem:forbidden\"", StringComparison.Ordinal));
                Assert.True(refused != Satisfied[policy].Contains(role), $"{(role.Length == 0 ? "public" : role)}: {row} answered {(int)answer.StatusCode}");
            }
        }
    }

    static IEnumerable<string> Documented() => File.ReadLines(Path.Combine(Repository.Root, "docs", "roles.md"))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        .Where(cells => cells is [_, var path, _] && path.Trim('`').StartsWith("/api/", StringComparison.Ordinal))
        .Select(cells => string.Join(' ', cells.Select(cell => cell.Trim('`'))));

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
