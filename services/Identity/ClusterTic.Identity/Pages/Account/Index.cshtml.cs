using ClusterTic.Identity.Accounts;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClusterTic.Identity.Pages.Account;

[Authorize(Policies.SignedIn)]
sealed class IndexModel(UserManager<Accounts.Account> accounts, SignInManager<Accounts.Account> signIn, SignOutEverywhere signOut) : PageModel
{
    public string Name { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync()
    {
        if (await accounts.GetUserAsync(User) is not { } account)
            return Challenge();
        Name = account.Name;
        return Page();
    }

    public async Task<IActionResult> OnPostEverywhereAsync(CancellationToken cancel)
    {
        if (await accounts.GetUserAsync(User) is not { } account)
            return Challenge();
        await signOut.For(account, cancel);
        await signIn.SignOutAsync();
        return RedirectToPage("/Account/Done", new { what = "everywhere" });
    }
}
