namespace ClusterTic.EndToEnd.Tests.StratSession;

/// <summary>Counted once by hand, so that a change to the files is noticed and said.</summary>
public sealed class ExpectedFiguresTests
{
    [Fact]
    public void The_cluster_has_43_members_of_whom_12_founded_it()
    {
        Assert.Equal(43, ExpectedFigures.ActiveMembers);
        Assert.Equal(12, ExpectedFigures.FoundingPartners);
        Assert.Equal(4, ExpectedFigures.Applications);
        Assert.Equal(43, ExpectedFigures.ActiveByType.Values.Sum());
    }

    [Fact]
    public void Forty_six_were_invited_ninety_registered_and_eighty_one_came()
    {
        Assert.Equal((46, 90, 81), (ExpectedFigures.Invitations, ExpectedFigures.Registrations, ExpectedFigures.Attendances));
        Assert.Equal(90, ExpectedFigures.ByOrganisation.Sum(line => line.Registered));
    }

    [Fact]
    public void Matches_follow_the_rule_of_common_digits()
    {
        var byName = ExpectedFigures.ByOrganisation.ToDictionary(line => line.Name, StringComparer.Ordinal);
        Assert.Equal(0, byName["Agence Côte d'Ivoire PME"].Matched); // declares nothing
        Assert.Equal(0, byName["Établissements Yao-Brou Quincaillerie"].Matched); // was not admitted
        Assert.True(byName["Cauris Paiements SA"].Matched > byName["Blolo Studio SAS"].Matched);
        Assert.Equal(626, ExpectedFigures.Matches);
    }
}
