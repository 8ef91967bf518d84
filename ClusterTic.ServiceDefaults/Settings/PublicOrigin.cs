using Microsoft.Extensions.Configuration;

namespace ClusterTic.ServiceDefaults.Settings;

/// <summary>
/// Where people find the suite: <c>Portal:Origin</c>; by default the origin of the issuer, which is below it unless another
/// provider is configured.
/// </summary>
public static class PublicOrigin
{
    /// <summary>Null where neither is an absolute address.</summary>
    public static Uri? Find(IConfiguration configuration)
    {
        var stated = configuration["Portal:Origin"];
        return Uri.TryCreate(string.IsNullOrEmpty(stated) ? configuration["Identity:Issuer"] : stated, UriKind.Absolute, out var address)
            ? new Uri(address.GetLeftPart(UriPartial.Authority))
            : null;
    }
}
