using ClusterTic.Identity.Mail;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClusterTic.Identity.Pages;

/// <summary>On a developer's machine without a mail server: what would have been sent. Anywhere else there is no such page.</summary>
[Authorize(Policies.Public)]
sealed class MailboxModel(IdentityDb db, IWebHostEnvironment environment, IOptions<MailOptions> mail) : PageModel
{
    public IReadOnlyList<OutgoingMail> Mails { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!environment.IsDevelopment() || mail.Value.Sends)
            return NotFound();
        Mails = await db.Mails.AsNoTracking().OrderByDescending(m => m.CreatedAt).Take(50).ToListAsync(cancel);
        return Page();
    }

    public static string? LinkIn(OutgoingMail mail) =>
        mail.Body.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => Uri.TryCreate(line, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https");
}
