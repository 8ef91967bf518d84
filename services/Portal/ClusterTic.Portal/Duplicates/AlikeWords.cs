using ClusterTic.Membership;
using ClusterTic.Portal.Layout;

namespace ClusterTic.Portal.Duplicates;

static class AlikeWords
{
    public static string Why(Texts texts, IReadOnlyList<string> why) => string.Join(", ", why.Select(one => texts.Code("duplicate-reason", one)));

    /// <summary>The one that is more likely to be kept first: a member, then whoever was entered first.</summary>
    public static (AlikeOrganisation Kept, AlikeOrganisation Other) Order(AlikeOrganisation one, AlikeOrganisation other) =>
        Rank(other) > Rank(one) || (Rank(other) == Rank(one) && other.MemberSince < one.MemberSince) ? (other, one) : (one, other);

    static int Rank(AlikeOrganisation one) => one.Status switch { "member" => 2, "suspended" => 1, _ => 0 };
}
