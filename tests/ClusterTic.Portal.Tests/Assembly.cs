using ClusterTic.Portal.Tests.Hosting;
using ClusterTic.Testing.Servers;

[assembly: AssemblyFixture(typeof(ServersFixture))]
[assembly: AssemblyFixture(typeof(Browser))]
