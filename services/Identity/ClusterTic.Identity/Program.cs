using ClusterTic.Identity;

var builder = WebApplication.CreateBuilder(args);
if (args.Contains("--migrate"))
{
    await IdentityDbSetup.MigrateAsync(builder.Configuration, CancellationToken.None);
    return 0;
}

var app = IdentityService.Create(builder);
if (await Commands.TryRun(app, args, Console.Out, CancellationToken.None) is { } exit)
    return exit;

await app.RunAsync();
return 0;
