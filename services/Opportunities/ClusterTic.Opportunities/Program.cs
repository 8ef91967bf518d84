using ClusterTic.Messaging;
using ClusterTic.Opportunities;
using ClusterTic.Opportunities.Imports;
using ClusterTic.Opportunities.Matches;
using ClusterTic.Opportunities.Opportunities;
using ClusterTic.Opportunities.Suppliers;
using ClusterTic.Opportunities.Tiers;
using ClusterTic.ServiceDefaults;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("opportunities");
builder.AddServiceDb<OpportunitiesDb>();
builder.AddMessaging<OpportunitiesDb>(messaging => messaging
    .Handle<OnOrganisation, ClusterTic.Membership.IOrganisationFact>("organisations")
    .Handle<OnErasure, ClusterTic.Membership.ErasureOrdered>("erasures")
    .Announce<Opportunity, OpportunityAnnounced>((opportunity, at) => new(opportunity.ToState(), at))
    .Announce<Match, MatchAnnounced>((match, at) => new(match.ToState(), at)));
builder.Services.AddSingleton(services => new MarketTiers(services.GetRequiredService<IOptions<ClusterOptions>>().Value.Country));
builder.Services.AddScoped<ImportBatch>();
builder.Services.AddHostedService<CloseOverdue>();

var app = builder.Build();
app.UseServiceDefaults();
var api = app.MapServiceApi();

var opportunities = api.MapGroup("/opportunities").WithTags("Opportunities");
ListOpportunities.Map(opportunities);
GetOpportunity.Map(opportunities);
ListMatches.Map(opportunities);

var imports = api.MapGroup("/imports").WithTags("Imports");
ImportOcds.Map(imports);
GetImport.Map(imports);
ListQuarantine.Map(api);

return await app.RunServiceAsync(args);

/// <summary>Named so that tests can start the service.</summary>
public sealed partial class Program;
