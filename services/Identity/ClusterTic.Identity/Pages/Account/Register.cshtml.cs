using System.ComponentModel.DataAnnotations;
using System.Globalization;
using ClusterTic.Identity.Accounts;
using ClusterTic.Identity.Resources;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace ClusterTic.Identity.Pages.Account;

[Authorize(Policies.Public)]
[EnableRateLimiting(Limits.SignIn)]
sealed class RegisterModel(SelfRegistration registration) : PageModel
{
    const int LongestName = 100, LongestEmail = 254;

    [BindProperty(Name = "name")]
    public string? PersonName { get; set; }

    [BindProperty(Name = "email")]
    public string? Email { get; set; }

    [BindProperty(Name = "language")]
    public string? Language { get; set; }

    public bool Failed { get; private set; }

    public void OnGet() => Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var (name, email) = (PersonName?.Trim() ?? "", Email?.Trim() ?? "");
        if (name.Length is < 2 or > LongestName || name.Any(char.IsControl) || email.Length > LongestEmail
            || !new EmailAddressAttribute().IsValid(email) || !Languages.All.Contains(Language))
        {
            Failed = true;
            return Page();
        }

        await registration.Ask(name, email, Language!, cancel);
        return RedirectToPage("/Account/Done", new { what = "register" });
    }
}
