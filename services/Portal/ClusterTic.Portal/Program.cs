using ClusterTic.Portal;
using ClusterTic.ServiceDefaults;

return await PortalService.Create(WebApplication.CreateBuilder(args)).RunServiceAsync(args);
