using ClusterTic.Events.People;
using Microsoft.Extensions.Options;

namespace ClusterTic.Events.Tests.People;

public sealed class EmailKeyTests
{
    readonly EmailKey keys = KeyOf("a secret of the installation, long enough");

    [Theory]
    [InlineData("aya@lagune.example", "AYA@Lagune.Example")]
    [InlineData("aya@lagune.example", "  aya@lagune.example ")]
    [InlineData("aya@café.example", "aya@cafe\u0301.example")]
    [InlineData("aya@café.example", "aya@xn--caf-dma.example")]
    public void One_address_written_in_two_ways_is_one_person(string one, string other) =>
        Assert.Equal(keys.Of(one), keys.Of(other));

    [Theory]
    [InlineData("aya.k@lagune.example", "ayak@lagune.example")]
    [InlineData("aya+atelier@lagune.example", "aya@lagune.example")]
    [InlineData("aya@lagune.example", "aya@lagune.example.org")]
    public void Two_addresses_are_two_people(string one, string other) =>
        Assert.NotEqual(keys.Of(one), keys.Of(other));

    [Fact]
    public void Without_the_secret_the_key_cannot_be_made() =>
        Assert.NotEqual(keys.Of("aya@lagune.example"), KeyOf("another secret, also quite long enough").Of("aya@lagune.example"));

    [Fact]
    public void An_address_that_is_none_has_a_key_all_the_same() => Assert.Equal(32, keys.Of("Chez Aya").Length);

    static EmailKey KeyOf(string secret) => new(Options.Create(new PeopleOptions { EmailKey = secret }));
}
