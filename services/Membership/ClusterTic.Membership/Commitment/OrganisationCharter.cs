using ClusterTic.Membership.Commitment;

namespace ClusterTic.Membership.Organisations;

/// <summary>Which version of the charter it stands by, by the signatures that hold.</summary>
sealed partial class Organisation
{
    /// <summary>Kept here so that facts can tell it and SQL can select by it without the signatures; null for none.</summary>
    public string? Charter { get; private set; }

    public DateOnly? CharterSignedOn { get; private set; }

    /// <param name="newest">Of all signatures that hold, the new one too.</param>
    public void SignCharter(CharterSignature signature, CharterSignature newest, DateTimeOffset at)
    {
        RequireOpen();
        Stand(newest);
        Raise(state => new OrganisationCharterSigned(state, signature.Id, signature.Charter, signature.SignedOn, at));
    }

    /// <param name="newest">Of the signatures that still hold; null for none.</param>
    public void RevokeCharter(CharterSignature signature, CharterSignature? newest, string reason, DateTimeOffset at)
    {
        Stand(newest);
        Raise(state => new OrganisationCharterRevoked(state, signature.Id, signature.Charter, reason, at));
    }

    void Stand(CharterSignature? by) => (Charter, CharterSignedOn) = (by?.Charter, by?.SignedOn);
}
