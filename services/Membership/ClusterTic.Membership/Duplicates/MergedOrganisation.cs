using ClusterTic.Membership.Competences;
using ClusterTic.Membership.Commitment;
using ClusterTic.Membership.Duplicates;
using ClusterTic.ServiceDefaults.Http;

namespace ClusterTic.Membership.Organisations;

/// <summary>What becomes of two organisations that are one, and of the one again when it was a mistake.</summary>
sealed partial class Organisation
{
    /// <summary>The one that goes on in its place; null unless merged.</summary>
    public Guid? MergedInto { get; private set; }

    /// <summary>Where it stood before, to stand there again when the merge is undone.</summary>
    public OrganisationStatus? StatusBeforeMerge { get; private set; }

    /// <summary>It ends here: nothing of it changes any more, and what is told of it counts for the other one.</summary>
    public void MergeInto(Organisation kept, string by, DateTimeOffset at)
    {
        RequireOpen();
        kept.RequireOpen();
        Rule.Require(kept.Id != Id, DuplicateRules.SameOrganisation);
        // A member that ended in an application would leave the cluster by a click.
        Rule.Require(!IsOrWasMember || kept.IsOrWasMember, DuplicateRules.KeepTheMember, ("member", Name));
        (MergedInto, StatusBeforeMerge, Status) = (kept.Id, Status, OrganisationStatus.Merged);
        Raise(state => new OrganisationMerged(state, kept.Id, by, at));
    }

    /// <summary>The one that it was merged into was itself merged: it goes along, or back.</summary>
    public void FollowInto(Organisation kept, string by, DateTimeOffset at)
    {
        MergedInto = kept.Id;
        Raise(state => new OrganisationMerged(state, kept.Id, by, at));
    }

    public void Separate(string by, DateTimeOffset at)
    {
        var from = MergedInto!.Value;
        (MergedInto, Status, StatusBeforeMerge) = (null, StatusBeforeMerge!.Value, null);
        Raise(state => new OrganisationSeparated(state, from, by, at));
    }

    /// <summary>What the other one can do and what is known of its years is added where it is not there yet; its own stays with it.</summary>
    /// <param name="charter">The newest signature that holds now, of both.</param>
    public Taken Absorb(Organisation other, CharterSignature? charter, DateTimeOffset at)
    {
        var taken = new Taken([], [], [], []);
        foreach (var theirs in other.competences)
        {
            var mine = competences.Find(one => one.Code == theirs.Code);
            if (mine is null)
            {
                competences.Add(theirs.Copy(at));
                taken.Competences.Add(theirs.Code);
                continue;
            }

            if (theirs.Level > mine.Level)
            {
                taken.Raised.Add(new(mine.Code, mine.Level, theirs.Level));
                mine.ChangeLevel(theirs.Level);
            }

            foreach (var evidence in theirs.Evidences.Select(one => one.Copy(at)))
            {
                mine.Add(evidence);
                taken.Evidences.Add(evidence.Id);
            }
        }

        foreach (var year in other.figures.Where(theirs => !figures.Exists(mine => mine.Year == theirs.Year)))
        {
            figures.Add(year.Copy());
            taken.Years.Add(year.Year);
        }

        Classify();
        Stand(charter);
        Raise(state => new OrganisationAbsorbed(state, other.Id, at));
        return taken;
    }

    /// <summary>Gives back what it took, but for what was changed since.</summary>
    /// <param name="charter">The newest signature that holds now.</param>
    public void Release(Organisation other, Taken taken, CharterSignature? charter, DateTimeOffset at)
    {
        competences.RemoveAll(one => taken.Competences.Contains(one.Code));
        foreach (var raised in taken.Raised)
            if (competences.Find(one => one.Code == raised.Code) is { } mine && mine.Level == raised.To) mine.ChangeLevel(raised.From);
        foreach (var competence in competences)
            foreach (var evidence in competence.Evidences.Where(one => taken.Evidences.Contains(one.Id)).ToList()) competence.Remove(evidence);
        figures.RemoveAll(one => taken.Years.Contains(one.Year));
        Classify();
        Stand(charter);
        Raise(state => new OrganisationReleased(state, other.Id, at));
    }

    public bool IsOrWasMember => Status is OrganisationStatus.Member or OrganisationStatus.Suspended;
}
