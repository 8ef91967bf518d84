using System.Text;
using System.Text.Json.Nodes;
using ClusterTic.Opportunities.Ocds;

namespace ClusterTic.Opportunities.Tests.Ocds;

public sealed class OcdsMergeTests
{
    [Theory]
    [InlineData("""{"a":1,"b":{"c":1,"d":2}}""", """{"b":{"c":3}}""", """{"a":1,"b":{"c":3,"d":2}}""")]
    [InlineData("""{"a":1,"b":{"c":1}}""", """{"a":null,"b":{"c":null}}""", """{"b":{}}""")]
    [InlineData("""{"id":"1","date":"x","tag":["t"],"a":1}""", """{"id":"2","a":2}""", """{"a":2}""")]
    [InlineData("""{"l":[{"id":"1","x":1},{"id":2,"x":2}]}""", """{"l":[{"id":"2","x":3},{"id":"3","x":4}]}""", """{"l":[{"id":"1","x":1},{"id":"2","x":3},{"id":"3","x":4}]}""")]
    [InlineData("""{"l":[{"x":1}]}""", """{"l":[{"x":2},{"x":3}]}""", """{"l":[{"x":2},{"x":3}]}""")]
    [InlineData("""{"l":["a","b"]}""", """{"l":["c"]}""", """{"l":["c"]}""")]
    [InlineData("""{"i":[{"id":1,"additionalClassifications":[{"id":"x"}]}]}""", """{"i":[{"id":1,"additionalClassifications":[{"id":"y"}]}]}""", """{"i":[{"id":1,"additionalClassifications":[{"id":"y"}]}]}""")]
    [InlineData("""{"a":{"b":1}}""", """{"a":"text"}""", """{"a":"text"}""")]
    [InlineData("""{"a":"text"}""", """{"a":{"b":1,"c":null}}""", """{"a":{"b":1}}""")]
    public void The_standards_rules_merge(string first, string second, string merged)
    {
        var state = new JsonObject();
        OcdsMerge.Apply(state, Parse(first));
        OcdsMerge.Apply(state, Parse(second));

        Assert.Equal(Canonical(Parse(merged)), Canonical(state));
    }

    static JsonObject Parse(string json) => OcdsReleaseReader.Restore(Encoding.UTF8.GetBytes(json));

    static string Canonical(JsonNode node) => Encoding.UTF8.GetString(CanonicalJson.Write(node));
}
