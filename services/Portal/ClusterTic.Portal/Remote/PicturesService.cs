using ClusterTic.Membership;

namespace ClusterTic.Portal.Remote;

/// <summary>Logos and offers' pictures on their way in and out.</summary>
public sealed class PicturesService(HttpClient http, ILogger<PicturesService> log) : RemoteService("membership", http, log)
{
    const string Root = "api/membership/v1/organisations/";

    public Task<Part<OrganisationDetails>> TakeLogo(Guid organisation, IFormFile file, long seen, CancellationToken cancel) =>
        PutForm<OrganisationDetails>($"{Root}{organisation}/logo", Form(file), seen, cancel);

    public Task<Part<OrganisationDetails>> DropLogo(Guid organisation, long seen, CancellationToken cancel) =>
        Delete<OrganisationDetails>($"{Root}{organisation}/logo", seen, cancel);

    public Task<Part<OfferDetails>> Add(
        Guid organisation, Guid offer, IFormFile file, string altFr, string altEn, Attempt attempt, CancellationToken cancel)
    {
        var form = Form(file);
        form.Add(new StringContent(altFr), "altFr");
        form.Add(new StringContent(altEn), "altEn");
        return PostForm<OfferDetails>($"{Root}{organisation}/offers/{offer}/pictures", form, attempt, cancel);
    }

    public Task<Part<OfferDetails>> Remove(Guid organisation, Guid offer, Guid picture, long seen, CancellationToken cancel) =>
        Delete<OfferDetails>($"{Root}{organisation}/offers/{offer}/pictures/{picture}", seen, cancel);

    /// <summary>Where everybody gets an organisation's logo; another address with every new one.</summary>
    public static string Logo(Guid organisation, Guid logo) => $"/{Root}{organisation}/logo?v={logo:N}";

    public static string Of(string slug, Guid picture) => $"/api/membership/v1/catalogue/{slug}/pictures/{picture}";

    /// <summary>Without what the file was called: nobody needs it.</summary>
    static MultipartFormDataContent Form(IFormFile file) => new() { { new StreamContent(file.OpenReadStream()), "file", "picture" } };
}
