using ClusterTic.AppHost;
using ClusterTic.AppHost.Opening;
using ClusterTic.AppHost.Servers;
using ClusterTic.AppHost.Services;

try
{
    using var stack = Stack.Prepare(args);

    var postgres = PostgresServer.Add(stack.Builder, stack.Servers);
    var rabbitmq = RabbitMqServer.Add(stack.Builder, stack.Servers);
    var redis = RedisServer.Add(stack.Builder, stack.Servers);

    if (!stack.Options.OnlyServers)
    {
        var identity = stack.Add<Projects.ClusterTic_Identity>("identity").WithDatabase(postgres).WithMessages(rabbitmq).WithCache(redis);
        var membership = stack.Add<Projects.ClusterTic_Membership>("membership").WithDatabase(postgres).WithMessages(rabbitmq).WithCache(redis);
        var events = stack.Add<Projects.ClusterTic_Events>("events").WithDatabase(postgres).WithMessages(rabbitmq).WithCache(redis);
        var opportunities = stack.Add<Projects.ClusterTic_Opportunities>("opportunities").WithDatabase(postgres).WithMessages(rabbitmq).WithCache(redis);
        var reporting = stack.Add<Projects.ClusterTic_Reporting>("reporting").WithDatabase(postgres).WithMessages(rabbitmq).WithCache(redis);

        // The Portal and its gateway call the services; the services never call one another.
        var portal = stack.Add<Projects.ClusterTic_Portal>("portal", stack.PortalPort()).WithDatabase(postgres).WithCache(redis)
            .Calls(identity, membership, events, opportunities, reporting);

        Service[] services = [identity, membership, events, opportunities, reporting, portal];
        foreach (var service in services)
            service.Trusts(identity, origin: portal);

        var portalSecret = stack.Secret("portal-client-secret");
        identity.WithSetting("Identity__ClientSecret", portalSecret);
        portal.WithSetting("Identity__ClientSecret", portalSecret);
        if (stack.Data is { } data) membership.WithSetting("Mail__Folder", data.Folder("mails")); // until a mail server is configured
        events.WithSetting("People__EmailKey", stack.Secret("people-email-key"));

        stack.OpenWhenHealthy(portal, identity, services);
    }

    await stack.Builder.Build().RunAsync();
    return Environment.ExitCode;
}
catch (UsageException fault)
{
    await Console.Error.WriteLineAsync(fault.Message);
    return 1;
}
