extern alias events;
extern alias membership;
extern alias opportunities;

using System.Reflection;
using System.Text.Json;
using ClusterTic.Messaging;
using ClusterTic.Messaging.Wire;

namespace ClusterTic.Architecture.Tests;

/// <summary>
/// Contracts grow by addition. The JSON of each fact is kept as approved text; a field that is renamed or goes away
/// fails here. After an addition run the tests with <c>APPROVE_CONTRACTS=1</c> and read the difference before committing.
/// </summary>
public sealed class ContractTests
{
    static readonly string Folder = Path.Combine(Repository.Root, "tests", "ClusterTic.Architecture.Tests", "Contracts");

    public static TheoryData<string> WireNames => [.. Facts().Select(fact => FactKind.Of(fact).WireName).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(WireNames))]
    public void The_json_on_the_wire_is_as_approved(string wireName)
    {
        var fact = (IFact)Sample(Facts().Single(type => FactKind.Of(type).WireName == wireName), "");
        var json = JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(FactJson.Write(fact)), Indented) + "\n";
        var file = Path.Combine(Folder, wireName + ".json");
        if (Environment.GetEnvironmentVariable("APPROVE_CONTRACTS") == "1")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(file, json);
        }

        Assert.True(File.Exists(file), $"{wireName} has no approved text yet; run with APPROVE_CONTRACTS=1 and commit {file}.");
        Assert.Equal(File.ReadAllText(file), json);
        Assert.Equal(fact.AggregateId, ((IFact)FactJson.Read(json, fact.GetType())).AggregateId);
    }

    [Fact]
    public void Every_approved_contract_still_exists() =>
        Assert.Empty(Directory.EnumerateFiles(Folder, "*.json").Select(Path.GetFileNameWithoutExtension).Except(Facts().Select(fact => FactKind.Of(fact).WireName)));

    [Fact]
    public void Every_fact_is_named_after_its_aggregate() => Assert.All(Facts(), fact =>
        Assert.StartsWith(FactKind.FamilyOf(fact)!.Name + ".", FactKind.Of(fact).WireName, StringComparison.Ordinal));

    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static IEnumerable<Type> Facts() => ((string[])["Membership", "Events", "Opportunities"])
        .Select(service => Assembly.Load($"ClusterTic.{service}.Contracts"))
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => !type.IsAbstract && typeof(IFact).IsAssignableFrom(type));

    /// <summary>A value that depends on nothing but the shape.</summary>
    static object Sample(Type type, string name)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(string)) return name;
        if (plain == typeof(Guid)) return new Guid("00000000-0000-7000-8000-000000000001");
        if (plain == typeof(DateTimeOffset)) return new DateTimeOffset(2021, 11, 3, 9, 0, 0, TimeSpan.Zero);
        if (plain == typeof(DateOnly)) return new DateOnly(2021, 11, 3);
        if (plain == typeof(bool)) return true;
        if (plain == typeof(int)) return 3;
        if (plain == typeof(long)) return 7L;
        if (plain == typeof(decimal)) return 1000m;
        if (plain.IsGenericType && plain.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var item = plain.GetGenericArguments()[0];
            var list = Array.CreateInstance(item, 1);
            list.SetValue(Sample(item, name), 0);
            return list;
        }

        var constructor = plain.GetConstructors().MaxBy(one => one.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Sample(parameter.ParameterType, parameter.Name!))]);
    }
}
