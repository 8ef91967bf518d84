using ClusterTic.Events;
using ClusterTic.Portal.Directory;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Home;

/// <summary>The public home, and the way there from an address without a language.</summary>
static class HomePages
{
    public static void Map(IEndpointRouteBuilder app, RouteGroupBuilder pages)
    {
        app.MapGet("/", (HttpRequest request, HttpResponse response) =>
        {
            response.Headers.Vary = "Cookie, Accept-Language";
            return Results.LocalRedirect("/" + Languages.Preferred(request));
        }).Requires(Policies.Public).ExcludeFromDescription();
        pages.MapGet("/", Home).Requires(Policies.Public);
    }

    static async Task<IResult> Home(
        MembershipService membership, EventsService events, OpportunitiesService opportunities, Reader reader, TimeProvider clock,
        CancellationToken cancel)
    {
        var today = DateOnly.FromDateTime(reader.Local(clock.GetUtcNow()));
        var members = membership.Directory(DirectoryQuery.OfWords(null), null, 1, cancel);
        var next = events.Events(today, null, "published", null, 3, cancel);
        var held = events.Events(null, null, "held", null, 1, cancel);
        var open = opportunities.Opportunities(null, "open", null, null, null, 1, cancel);
        await Task.WhenAll(members, next, held, open);
        var near = (await next).As(page => new NearEvents(true, page.Items));
        if (near is { IsHere: true, Value.Events.Count: 0 })
            near = (await events.Events(null, null, "held", null, 3, cancel, newestFirst: true)).As(page => new NearEvents(false, page.Items));
        return Show.Page<HomePage>(new
        {
            Members = (await members).As(_ => true),
            Open = (await open).As(_ => true),
            Held = (await held).As(_ => true),
            Near = near,
        });
    }
}

/// <summary>The next events, or the last ones where none is planned.</summary>
public sealed record NearEvents(bool AreNext, IReadOnlyList<EventDetails> Events);
