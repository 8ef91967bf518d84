using ClusterTic.Identity.Accounts;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace ClusterTic.Identity.Pages.Account;

[Authorize(Policies.Public)]
[EnableRateLimiting(Limits.SignIn)]
sealed class SignInModel(PasswordSignIn signIn, IOptions<IssuerOptions> issuer) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    [BindProperty(Name = "name")]
    public string? AccountName { get; set; }

    [BindProperty(Name = "password")]
    public string? Password { get; set; }

    public bool Failed { get; private set; }

    public int LockoutMinutes => issuer.Value.LockoutMinutes;

    public async Task<IActionResult> OnPostAsync()
    {
        if (!string.IsNullOrWhiteSpace(AccountName) && !string.IsNullOrEmpty(Password)
            && await signIn.Try(AccountName, Password))
            return Url.IsLocalUrl(ReturnUrl) ? LocalRedirect(ReturnUrl) : RedirectToPage("/Account/Index");

        (Failed, Password) = (true, null);
        return Page();
    }
}
