using ClusterTic.Testing.Servers;

[assembly: AssemblyFixture(typeof(ServersFixture))]
