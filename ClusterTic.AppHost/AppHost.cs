using ClusterTic.AppHost;
using ClusterTic.AppHost.Servers;

var options = RunOptions.Parse(args);
var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, DisableDashboard = options.OnlyServers });
var data = options.Data is { } folder ? DataFolder.Open(folder) : DataFolder.Temporary();
var servers = ServerHost.Choose(options, data, builder.ExecutionContext.IsPublishMode);

var postgres = PostgresServer.Add(builder, servers);
var rabbitmq = RabbitMqServer.Add(builder, servers);
var redis = RedisServer.Add(builder, servers);

await builder.Build().RunAsync();
data.DeleteIfTemporary();
