using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Http;

namespace ClusterTic.Membership.Directory;

/// <summary>What a caller, or a row of a table, says of what the public sees, as it is kept.</summary>
static class PublicationReading
{
    public static PublicationRequest Read(Faults faults, PublicationRequest given, string country)
    {
        var hidden = given.Hidden?.Distinct().ToArray();
        foreach (var (index, field) in (hidden ?? []).Index())
            faults.Check(HiddenFields.All.Contains(field), $"hidden[{index}]", Rules.UnknownPublicField, ("fields", string.Join(", ", HiddenFields.All)));
        faults.Check(ProfileReading.TryPhone(given.Phone, country, out var phone), "phone", Rules.PhoneInvalid);
        return new(hidden, ProfileReading.Blank(given.Email)?.ToLowerInvariant(), phone);
    }
}
