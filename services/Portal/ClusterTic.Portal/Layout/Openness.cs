using ClusterTic.Membership;

namespace ClusterTic.Portal.Layout;

static class Openness
{
    /// <summary>Whether anything of it can still change: not of who was rejected, has left, or goes on as another one.</summary>
    public static bool IsOpen(this OrganisationDetails organisation) => organisation.Status is not ("rejected" or "withdrawn" or "merged");
}
