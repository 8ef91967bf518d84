using ClusterTic.Membership.Competences;
using ClusterTic.ServiceDefaults.Http;

namespace ClusterTic.Membership.Organisations;

/// <summary>What an organisation can do, and what speaks for it.</summary>
sealed partial class Organisation
{
    const int MostEvidences = 20;

    readonly List<Competence> competences = [];

    public IReadOnlyList<Competence> Competences => competences;

    public void Declare(string code, int level, string? note, DateTimeOffset at)
    {
        RequireOpen();
        var competence = FindOrAdd(code, level);
        competence.ChangeLevel(level);
        competence.Comment(note);
        Raise(state => new OrganisationProfileChanged(state, at));
    }

    /// <summary>Adds what is not there yet; what is there at a higher level keeps it, and its verification.</summary>
    /// <param name="codes">CPV codes, all eight digits.</param>
    public void DeclareAll(IEnumerable<string> codes, int level, DateTimeOffset at)
    {
        RequireOpen();
        foreach (var competence in codes.Select(code => FindOrAdd(code, level)).ToList())
            if (competence.Level < level) competence.ChangeLevel(level);
        Raise(state => new OrganisationProfileChanged(state, at));
    }

    public void Drop(Competence competence, DateTimeOffset at)
    {
        RequireOpen();
        competences.Remove(competence);
        Raise(state => new OrganisationProfileChanged(state, at));
    }

    public void AddEvidence(Competence competence, Evidence evidence, DateTimeOffset at)
    {
        RequireOpen();
        Rule.Require(competence.Evidences.Count < MostEvidences, Rules.EvidencesTooMany, ("most", MostEvidences));
        competence.Add(evidence);
        Raise(state => new OrganisationProfileChanged(state, at));
    }

    public void RemoveEvidence(Competence competence, Evidence evidence, DateTimeOffset at)
    {
        RequireOpen();
        competence.Remove(evidence);
        Raise(state => new OrganisationProfileChanged(state, at));
    }

    public void Verify(Competence competence, DateOnly until, string by, DateTimeOffset at)
    {
        RequireOpen();
        competence.Verify(until, by, at);
        Raise(state => new OrganisationProfileChanged(state, at));
    }

    public void Unverify(Competence competence, DateTimeOffset at)
    {
        RequireOpen();
        Rule.Require(competence.VerifiedUntil is not null, Rules.OnlyVerifiedCanBeUnverified);
        competence.Unverify();
        Raise(state => new OrganisationProfileChanged(state, at));
    }

    /// <summary>Takes away what has ended, and tells of it where anything has.</summary>
    public void LetLapse(DateOnly today, DateTimeOffset at)
    {
        RequireOpen();
        if (competences.FindAll(one => one.LetLapse(today)).Count > 0) Raise(state => new OrganisationProfileChanged(state, at));
    }

    Competence FindOrAdd(string code, int level)
    {
        if (competences.Find(mine => mine.Code == code) is { } known) return known;
        var added = new Competence(code, level);
        competences.Add(added);
        return added;
    }

    void Take(IReadOnlyList<Competence> given)
    {
        competences.RemoveAll(mine => given.All(one => one.Code != mine.Code));
        foreach (var one in given) FindOrAdd(one.Code, one.Level).ChangeLevel(one.Level);
    }

    CompetenceState[] CompetenceStates() => [.. Sorted().Select(competence => competence.ToState())];

    IEnumerable<Competence> Sorted() => competences.OrderBy(competence => competence.Code, StringComparer.Ordinal);
}
