using ClusterTic.Membership;
using ClusterTic.Portal.Components;
using ClusterTic.Portal.Layout;

namespace ClusterTic.Portal.Commitment;

/// <summary>Choices of the forms here.</summary>
static class Codes
{
    public static IReadOnlyList<Option> Of(Texts texts, string list, params string[] codes) =>
        [.. codes.Select(code => new Option(code, texts.Code(list, code)))];

    public static IReadOnlyList<Option> Of(IReadOnlyList<OrganisationContact> people) =>
        [.. people.Select(one => new Option(one.PersonId.ToString(), one.Name))];
}
