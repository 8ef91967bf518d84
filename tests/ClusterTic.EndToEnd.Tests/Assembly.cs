using ClusterTic.EndToEnd.Tests;

[assembly: AssemblyFixture(typeof(WholeStack))]
