using ClusterTic.Identity.Accounts;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace ClusterTic.Identity.Pages.Account;

[Authorize(Policies.Public)]
[EnableRateLimiting(Limits.SignIn)]
sealed class ForgotModel(PasswordReset reset) : PageModel
{
    public async Task<IActionResult> OnPostAsync(string? name, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(name))
            return Page();
        await reset.Ask(name, cancel);
        return RedirectToPage("/Account/Done", new { what = "mail" });
    }
}
