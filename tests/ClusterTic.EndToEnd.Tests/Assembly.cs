using ClusterTic.EndToEnd.Tests;

// One stack for all journeys, and one journey at a time: some of them stop servers.
[assembly: AssemblyFixture(typeof(WholeStack))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]
