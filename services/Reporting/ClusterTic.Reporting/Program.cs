using ClusterTic.Messaging;
using ClusterTic.Reporting;
using ClusterTic.Reporting.Figures;
using ClusterTic.Reporting.Indicators;
using ClusterTic.Reporting.Log;
using ClusterTic.Reporting.Projections;
using ClusterTic.Reporting.Reports;
using ClusterTic.ServiceDefaults;
using ClusterTic.ServiceDefaults.Data;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("reporting");
builder.AddServiceDb<ReportingDb>(restrict: role => $"revoke update, delete on facts from {role};");
builder.AddMessaging<ReportingDb>(messaging => messaging
    .HandleReceived<FactLog>("log", "#")
    .Handle<OnErasure, ClusterTic.Membership.ErasureOrdered>("erasures"));

builder.Services.AddSingleton<IMaintenance, LogMaintenance>();
builder.Services.AddSingleton<Rebuild>();
builder.Services.AddSingleton(new ServiceCommand("--rebuild", Rebuild.CommandAsync));
builder.Services.AddSingleton<Snapshots>();
builder.Services.AddOptions<AsOfOptions>().BindConfiguration("Reporting:AsOf");
builder.Services.AddSingleton<ReportReader>();
builder.Services.AddSingleton<Lineage>();

var app = builder.Build();
app.UseServiceDefaults();
var api = app.MapServiceApi();
ReportEndpoints.Map(api);
IndicatorEndpoints.Map(api);
PublicFiguresEndpoint.Map(api);
RebuildEndpoint.Map(api);
return await app.RunServiceAsync(args);

/// <summary>Public so that tests can name it.</summary>
public sealed partial class Program;
