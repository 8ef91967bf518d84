using Microsoft.AspNetCore;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClusterTic.Identity.Pages;

/// <summary>What a person sees where a request cannot go on; machines get their answer from the endpoints themselves.</summary>
[Authorize(Policies.Public)]
[IgnoreAntiforgeryToken]
sealed class ErrorModel : PageModel
{
    /// <summary>OpenID Connect's own code (<c>invalid_request</c>), for whoever set the client up.</summary>
    public string? Code { get; private set; }

    public bool Busy { get; private set; }

    public void OnGet(int? status) => Show(status);

    public void OnPost(int? status) => Show(status);

    void Show(int? status)
    {
        Busy = status is StatusCodes.Status429TooManyRequests;
        Code = HttpContext.GetOpenIddictServerResponse()?.Error;
    }
}
