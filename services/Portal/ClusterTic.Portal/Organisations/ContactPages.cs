using ClusterTic.Membership;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Organisations;

/// <summary>Who does what for an organisation.</summary>
static class ContactPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapPost("/organisations/{id:guid}/contacts", Add).Requires(Policies.SignedIn);
        pages.MapGet("/organisations/{id:guid}/contacts/{contact:guid}/history", History).Requires(Policies.Manager);
        pages.MapPost("/organisations/{id:guid}/contacts/{contact:guid}", Change).Requires(Policies.SignedIn);
        pages.MapPost("/organisations/{id:guid}/contacts/{contact:guid}/{step:regex(^(main|end)$)}", Step).Requires(Policies.SignedIn);
    }

    static async Task<IResult> Add(Guid id, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        var request = new AddContactRequest(
            form.Text("name") ?? "", form.Text("email") ?? "", form.Text("language"), form.Text("role") ?? "", form.Text("title"), form.Text("phone"));
        var added = await membership.AddContact(id, request, form.Attempt(), cancel);
        return added.IsHere
            ? Done(id)
            : await OrganisationPages.Again(id, added, membership, texts, cancel, form.Typed("name", "email", "language", "role", "title", "phone"));
    }

    static async Task<IResult> History(Guid id, Guid contact, string? after, MembershipService membership, CancellationToken cancel)
    {
        var (asked, contacts, history) = (membership.Organisation(id, cancel), membership.Contacts(id, cancel), membership.ContactHistory(id, contact, after, 100, cancel));
        var organisation = await asked;
        if (!organisation.IsHere) return Show.Instead(organisation);
        var known = await contacts;
        if (!known.IsHere) return Show.Instead(known);
        return known.Value!.Items.FirstOrDefault(one => one.Id == contact) is { } found
            ? Show.Page<ContactHistoryPage>(new { Organisation = organisation.Value, Contact = found, History = await history })
            : Results.NotFound();
    }

    static async Task<IResult> Change(
        Guid id, Guid contact, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        var request = new ChangeContactRequest(form.Text("role") ?? "", form.Text("title"), form.Text("phone"));
        var changed = await membership.ChangeContact(id, contact, request, form.Attempt().Seen ?? 0, cancel);
        if (changed.IsHere) return Done(id);
        var typed = form.Typed("role", "title", "phone").ToDictionary(field => $"{field.Key}-{contact}", field => field.Value, StringComparer.Ordinal);
        return await OrganisationPages.Again(id, changed, membership, texts, cancel, typed, field => $"{field}-{contact}");
    }

    static async Task<IResult> Step(
        Guid id, Guid contact, string step, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        var taken = await membership.ContactStep(id, contact, step, form.Attempt(), cancel);
        return taken.IsHere ? Done(id) : await OrganisationPages.Again(id, taken, membership, texts, cancel);
    }

    static IResult Done(Guid id) => Results.LocalRedirect(Reader.Url($"/organisations/{id}?done=contact"));
}
