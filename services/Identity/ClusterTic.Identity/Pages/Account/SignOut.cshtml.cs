using ClusterTic.Identity.Accounts;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClusterTic.Identity.Pages.Account;

[Authorize(Policies.Public)]
sealed class SignOutModel(SignInManager<Accounts.Account> signIn) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        return Url.IsLocalUrl(ReturnUrl) ? LocalRedirect(ReturnUrl) : RedirectToPage("/Account/SignIn");
    }
}
