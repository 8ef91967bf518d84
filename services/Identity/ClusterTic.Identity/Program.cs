using ClusterTic.Identity;
using ClusterTic.ServiceDefaults;

var app = IdentityService.Create(WebApplication.CreateBuilder(args));
return await app.RunServiceAsync(args);
