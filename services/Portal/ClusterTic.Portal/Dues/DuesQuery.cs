using ClusterTic.Membership;
using ClusterTic.Portal.Layout;

namespace ClusterTic.Portal.Dues;

/// <summary>What the address of the page of dues asks for.</summary>
public sealed record DuesQuery(string? DaysLate, string? After, string? From, string? To, string? DueOn)
{
    /// <summary>Null until a term was typed; what is wrong with it, the service says.</summary>
    public RunDuesRequest? Term => From is null && To is null && DueOn is null
        ? null : new(NamedForm.Day(From), NamedForm.Day(To), NamedForm.Day(DueOn));
}
