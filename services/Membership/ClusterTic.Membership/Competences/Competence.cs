namespace ClusterTic.Membership.Competences;

/// <summary>One thing that the organisation can do, how well, and what speaks for it.</summary>
sealed class Competence(string code, int level)
{
    readonly List<Evidence> evidences = [];

    /// <summary>CPV 2008, eight digits.</summary>
    public string Code { get; private init; } = code;

    /// <summary>1 (notion) to 5 (reference).</summary>
    public int Level { get; private set; } = level;

    /// <summary>For the cluster team's eyes; never in a fact.</summary>
    public string? Note { get; private set; }

    public DateTimeOffset? VerifiedAt { get; private set; }

    /// <summary>The account.</summary>
    public string? VerifiedBy { get; private set; }

    /// <summary>The last day that the team's word holds.</summary>
    public DateOnly? VerifiedUntil { get; private set; }

    public IReadOnlyList<Evidence> Evidences => evidences;

    /// <summary>A code, without regard to days: what has ended was taken away when it ended.</summary>
    public string Strength =>
        VerifiedUntil is not null ? "verified"
        : evidences.Exists(one => one.Kind == Evidence.Certificate && !one.Lapsed) ? "certificate"
        : evidences.Exists(one => one.Kind == Evidence.ReferenceProject) ? "reference"
        : "declared";

    /// <summary>The same of another organisation, with evidence of its own.</summary>
    internal Competence Copy(DateTimeOffset at)
    {
        var copy = new Competence(Code, Level) { Note = Note, VerifiedAt = VerifiedAt, VerifiedBy = VerifiedBy, VerifiedUntil = VerifiedUntil };
        copy.evidences.AddRange(evidences.Select(one => one.Copy(at)));
        return copy;
    }

    internal void ChangeLevel(int to)
    {
        if (Level != to) Unverify(); // what the team verified was the level
        Level = to;
    }

    internal void Comment(string? note) => Note = note;

    internal void Verify(DateOnly until, string by, DateTimeOffset at) => (VerifiedUntil, VerifiedBy, VerifiedAt) = (until, by, at);

    internal void Unverify() => (VerifiedUntil, VerifiedBy, VerifiedAt) = (null, null, null);

    internal void Add(Evidence evidence) => evidences.Add(evidence);

    internal void Remove(Evidence evidence) => evidences.Remove(evidence);

    /// <returns>Whether anything ended.</returns>
    internal bool LetLapse(DateOnly today)
    {
        var verificationEnds = VerifiedUntil < today;
        if (verificationEnds) Unverify();
        var ended = evidences.FindAll(one => one.LapsesOn(today));
        ended.ForEach(one => one.Lapse());
        return verificationEnds || ended.Count > 0;
    }

    public CompetenceState ToState() => new(Code, Level, Strength, VerifiedUntil);

    public CompetenceDetails ToDetails() => new(
        Code, Level, Strength, Note, VerifiedAt, VerifiedBy, VerifiedUntil,
        [.. evidences.OrderBy(one => one.Id).Select(one => one.ToDetails())]);

    /// <param name="withEvidence">The organisation does not keep it to itself.</param>
    public CompetenceEntry ToEntry(bool withEvidence) => new(Code, Level, Strength, VerifiedUntil,
    [
        .. from one in evidences
           where withEvidence && (one.Kind is Evidence.ReferenceProject || (one.Kind is Evidence.Certificate && !one.Lapsed))
           orderby one.Kind, one.Year descending, one.Id
           select one.ToEntry(),
    ]);
}
