using ClusterTic.Portal.Catalogue;
using ClusterTic.Portal.Commitment;
using ClusterTic.Portal.Competences;
using ClusterTic.Portal.Design;
using ClusterTic.Portal.Directory;
using ClusterTic.Portal.Duplicates;
using ClusterTic.Portal.Dues;
using ClusterTic.Portal.Errors;
using ClusterTic.Portal.Events;
using ClusterTic.Portal.Gateway;
using ClusterTic.Portal.Governance;
using ClusterTic.Portal.Groups;
using ClusterTic.Portal.Home;
using ClusterTic.Portal.Imports;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Operations;
using ClusterTic.Portal.Opportunities;
using ClusterTic.Portal.Organisations;
using ClusterTic.Portal.People;
using ClusterTic.Portal.Privacy;
using ClusterTic.Portal.Remote;
using ClusterTic.Portal.Reports;
using ClusterTic.Portal.Representation;
using ClusterTic.Portal.Sessions;
using ClusterTic.ServiceDefaults;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.Extensions.WebEncoders;

namespace ClusterTic.Portal;

/// <summary>The Portal as a whole: pages, gateway and sessions.</summary>
static class PortalService
{
    public static WebApplication Create(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IProblemDetailsWriter, ErrorPages>(); // before the defaults, which write problems as JSON
        builder.AddServiceDefaults("portal");
        builder.AddPortalSessions();
        builder.AddGateway();
        builder.Services.AddRazorComponents();
        builder.Services.AddAntiforgery(options => options.Cookie.Path = "/");
        builder.Services.Configure<WebEncoderOptions>(options =>
            options.TextEncoderSettings = new(System.Text.Unicode.UnicodeRanges.All)); // accents as they are, not as entities
        builder.Services.AddSingleton<Texts>();
        builder.Services.AddScoped<Reader>();
        builder.Services.AddRemoteServices();

        var app = builder.Build();
        app.UsePageHeaders();
        app.UseServiceDefaults();
        app.UseLanguages();
        app.UsePortalSessions();
        app.UseAntiforgery();
        app.MapStaticAssetsOfPortal();
        app.MapGateway();
        MapPages(app);
        return app;
    }

    static void MapPages(WebApplication app)
    {
        var pages = app.MapGroup("/{lang:regex(^(fr|en)$)}").ExcludeFromDescription();
        HomePages.Map(app, pages);
        DirectoryPages.Map(app, pages);
        ProfilePages.Map(pages);
        PublicationPages.Map(pages);
        SiteMap.Map(app);
        CompetencePages.Map(pages);
        CataloguePages.Map(pages);
        OfferPages.Map(pages);
        OfferPicturePages.Map(pages);
        LogoPages.Map(pages);
        JoinPages.Map(pages);
        OrganisationPages.Map(pages);
        ReviewPages.Map(pages);
        RegistrationPages.Map(pages);
        ImportPages.Map(pages);
        ContactPages.Map(pages);
        PeoplePages.Map(pages);
        MergePages.Map(pages);
        PrivacyPages.Map(pages);
        PersonDataPages.Map(pages);
        BodyPages.Map(pages);
        MandatePages.Map(pages);
        MeetingPages.Map(pages);
        DeclaredPages.Map(pages);
        DuesPages.Map(pages);
        AccountPages.Map(pages);
        MyPages.Map(pages);
        RepresentativePages.Map(pages);
        InviteMembersPages.Map(pages);
        ChangeRequestPages.Map(pages);
        CommitmentPages.Map(pages);
        GroupPages.Map(pages);
        InvitePages.Map(pages);
        DuplicatePages.Map(pages);
        EventPages.Map(pages);
        OpportunityPages.Map(pages);
        ReportPages.Map(pages);
        OperationsPages.Map(pages);
        if (app.Environment.IsDevelopment()) DesignPages.Map(pages);
        // Without it an unknown address would fall to the closed fallback policy and ask for a login.
        app.MapFallback("{**path}", () => TypedResults.NotFound()).Requires(Policies.Public);
    }
}
