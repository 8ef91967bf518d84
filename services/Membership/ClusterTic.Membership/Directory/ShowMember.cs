using System.Text;
using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using QRCoder;

namespace ClusterTic.Membership.Directory;

/// <summary>One member's public page, its card, and the code that leads to it; by id or by any address that it ever had.</summary>
static class ShowMember
{
    static readonly Func<MembershipDb, Guid, CancellationToken, Task<PublicProfile?>> ById = EF.CompileAsyncQuery(
        (MembershipDb db, Guid id, CancellationToken cancel) =>
            db.Organisations.AsNoTracking().Where(one => one.Id == id && one.Status == OrganisationStatus.Member).Select(PublicProfile.Of).SingleOrDefault());

    static readonly Func<MembershipDb, Guid, CancellationToken, Task<PublicProfile?>> ByMerged = EF.CompileAsyncQuery(
        (MembershipDb db, Guid id, CancellationToken cancel) => db.Organisations.AsNoTracking()
            .Where(one => one.Status == OrganisationStatus.Member && db.Organisations.Any(merged => merged.Id == id && merged.MergedInto == one.Id))
            .Select(PublicProfile.Of).SingleOrDefault());

    static readonly Func<MembershipDb, string, CancellationToken, Task<PublicProfile?>> ByAddress = EF.CompileAsyncQuery(
        (MembershipDb db, string slug, CancellationToken cancel) => db.Organisations.AsNoTracking()
            .Where(one => one.Status == OrganisationStatus.Member && db.Addresses.Any(address => address.Slug == slug && address.OrganisationId == one.Id))
            .Select(PublicProfile.Of).SingleOrDefault());

    public static void Map(RouteGroupBuilder directory)
    {
        directory.MapGet("/{address}", Show).Requires(Policies.Public).WithSummary("Show a member");
        directory.MapGet("/{address}/vcard", Card).Requires(Policies.Public).WithSummary("A member's card for address books");
        directory.MapGet("/{address}/qr", Code).Requires(Policies.Public).WithSummary("A QR code that leads to a member's page");
    }

    public static async Task<PublicProfile?> FindMemberAsync(this MembershipDb db, string address, CancellationToken cancel) =>
        Guid.TryParse(address, out var id) ? await ById(db, id, cancel) ?? await ByMerged(db, id, cancel) : await ByAddress(db, address, cancel);

    static async Task<Results<Ok<DirectoryEntry>, NotFound>> Show(string address, MembershipDb db, CancellationToken cancel) =>
        await db.FindMemberAsync(address, cancel) is { } member ? TypedResults.Ok(member.ToEntry()) : TypedResults.NotFound();

    static async Task<Results<FileContentHttpResult, NotFound>> Card(
        string address, MembershipDb db, IConfiguration configuration, CancellationToken cancel)
    {
        if (await db.FindMemberAsync(address, cancel) is not { } member) return TypedResults.NotFound();
        var entry = member.ToEntry();
        return TypedResults.File(Encoding.UTF8.GetBytes(MemberCard.Write(entry, Page(configuration, entry))), "text/vcard; charset=utf-8", entry.Slug + ".vcf");
    }

    static async Task<Results<ContentHttpResult, NotFound>> Code(
        string address, MembershipDb db, IConfiguration configuration, HttpResponse response, CancellationToken cancel)
    {
        if (await db.FindMemberAsync(address, cancel) is not { } member) return TypedResults.NotFound();
        response.Headers[HeaderNames.CacheControl] = "public, max-age=3600";
        using var data = QRCodeGenerator.GenerateQrCode(Page(configuration, member.ToEntry()).AbsoluteUri, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(data);
        return TypedResults.Text(picture.GetGraphic(4, "#000000", "#ffffff", sizingMode: SvgQRCode.SizingMode.ViewBoxAttribute), "image/svg+xml");
    }

    /// <summary>Without a language: the page then follows its reader's.</summary>
    static Uri Page(IConfiguration configuration, DirectoryEntry entry) => new(PublicOrigin.Find(configuration)!, "directory/" + entry.Slug);
}
