using ClusterTic.Events.Registrations;
using ClusterTic.ServiceDefaults.Http;

namespace ClusterTic.Events.Tests.Registrations;

public sealed class RegisterRulesTests
{
    [Theory]
    [InlineData("Aya Kouamé", "aya.kouame@lagune.example", null)]
    [InlineData("Aya Kouamé", " aya@lagune.example ", "fr")]
    [InlineData("Lê", "a+b@exemple.ci", "en-GB")]
    [InlineData("Aya", "aya@café.example", "dyu")]
    public void A_person_with_name_and_address_is_taken(string name, string email, string? language) =>
        RegisterRules.Check(new RegisterRequest(name, email, null, language));

    [Theory]
    [InlineData("A", "aya@lagune.example", null, "name")]
    [InlineData(null, "aya@lagune.example", null, "name")]
    [InlineData("Aya", "aya", null, "email")]
    [InlineData("Aya", null, null, "email")]
    [InlineData("Aya", "Aya <aya@lagune.example>", null, "email")]
    [InlineData("Aya", "aya@lagune.example, other@lagune.example", null, "email")]
    [InlineData("Aya", "aya@lagune.example", "français", "language")]
    public void What_cannot_be_is_refused_with_its_field(string? name, string? email, string? language, string field)
    {
        var refused = Assert.Throws<ProblemException>(() => RegisterRules.Check(new RegisterRequest(name!, email!, null, language)));

        Assert.Equal([field], refused.Fields!.Keys);
    }

    [Fact]
    public void A_name_or_an_address_that_is_too_long_is_refused()
    {
        Assert.Throws<ProblemException>(() => RegisterRules.Check(new RegisterRequest(new string('a', 201), "a@b.example", null, null)));
        Assert.Throws<ProblemException>(() => RegisterRules.Check(new RegisterRequest("Aya", new string('a', 250) + "@b.example", null, null)));
    }
}
