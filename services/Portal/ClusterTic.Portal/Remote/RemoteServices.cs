using System.Net.Http.Headers;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Sessions;

namespace ClusterTic.Portal.Remote;

/// <summary>The typed clients of the other services, found by service discovery.</summary>
static class RemoteServices
{
    /// <summary>A page is worth more in time without a part than late with it.</summary>
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public static string OperationsClient(string service) => service + "-operations";

    public static void AddRemoteServices(this IServiceCollection services)
    {
        services.AddTransient<ReaderHandler>();
        Configure(services.AddHttpClient<MembershipService>(), "membership");
        Configure(services.AddHttpClient<EventsService>(), "events");
        Configure(services.AddHttpClient<OpportunitiesService>(), "opportunities");
        Configure(services.AddHttpClient<ReportingService>(), "reporting");
        foreach (var service in OperationsService.All) Configure(services.AddHttpClient(OperationsClient(service)), service);
        services.AddScoped<OperationsServices>();
    }

    static void Configure(IHttpClientBuilder client, string service) => client
        .ConfigureHttpClient(http => (http.BaseAddress, http.Timeout) = (new Uri($"http://{service}/"), Limit))
        .AddHttpMessageHandler<ReaderHandler>()
        .AddHttpMessageHandler<AccessTokenHandler>();

    /// <summary>Problems come back in the reader's language, and limits count the reader's address, not the Portal's.</summary>
    sealed class ReaderHandler(IHttpContextAccessor http) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
        {
            request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(Reader.Language));
            if (http.HttpContext?.Connection.RemoteIpAddress is { } address)
                request.Headers.TryAddWithoutValidation("X-Forwarded-For", address.ToString());
            return base.SendAsync(request, cancel);
        }
    }
}
