using System.Globalization;
using System.Reflection;
using System.Resources;

namespace ClusterTic.Events.Tests;

public sealed class TextTests
{
    [Theory]
    [InlineData("fr")]
    [InlineData("en")]
    public void Every_rule_has_its_text(string language)
    {
        var texts = new ResourceManager("ClusterTic.Events.Resources.Problems", typeof(Rules).Assembly);
        var rules = typeof(Rules).GetFields(BindingFlags.Static | BindingFlags.Public).Select(rule => (string)rule.GetRawConstantValue()!);

        Assert.All(rules, rule => Assert.False(string.IsNullOrEmpty(texts.GetString(rule, CultureInfo.GetCultureInfo(language))), rule));
    }
}
