using ClusterTic.Identity.Accounts;
using ClusterTic.Identity.Resources;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace ClusterTic.Identity.Pages.Account;

[Authorize(Policies.Public)]
[EnableRateLimiting(Limits.SignIn)]
sealed class ResetModel(PasswordReset reset, Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "account")]
    public Guid Account { get; set; }

    [BindProperty(SupportsGet = true, Name = "code")]
    public string Code { get; set; } = "";

    public IReadOnlyList<string> Errors { get; private set; } = [];

    public async Task<IActionResult> OnPostAsync(string? password, string? again, CancellationToken cancel)
    {
        if (password != again)
        {
            Errors = [texts["reset.differs"]];
            return Page();
        }

        var codes = await reset.Set(Account, Code, password ?? "", cancel);
        if (codes.Count == 0)
            return RedirectToPage("/Account/Done", new { what = "password" });

        Errors = [.. codes.Select(code => texts[code switch
        {
            nameof(IdentityErrorDescriber.PasswordTooShort) => "reset.too-short",
            _ => "reset.bad-link",
        }]).Distinct()];
        return Page();
    }
}
