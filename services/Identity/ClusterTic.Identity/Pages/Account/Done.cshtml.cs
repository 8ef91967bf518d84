using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClusterTic.Identity.Pages.Account;

/// <summary>What comes after a form, so that reloading sends nothing again.</summary>
[Authorize(Policies.Public)]
sealed class DoneModel : PageModel
{
    [BindProperty(SupportsGet = true, Name = "what")]
    public string What { get; set; } = "";
}
