using ClusterTic.Opportunities.Ocds;

namespace ClusterTic.Opportunities.Tests.Ocds;

public sealed class RealFileTests
{
    [Fact]
    public void Every_real_file_is_read_without_a_fault()
    {
        var faults = new List<string>();
        foreach (var file in RealFiles.Ocds)
        {
            using var check = File.OpenRead(file);
            using var read = File.OpenRead(file);
            foreach (var entry in OcdsFile.Read(read, OcdsFile.Check(check, OcdsLimits.Default), OcdsLimits.Default))
                if (OcdsReleaseReader.Read(entry, TimeProvider.System.GetUtcNow(), out var fault) is null)
                    faults.Add($"{Path.GetFileName(file)} {fault}");
        }
        Assert.Empty(faults);
    }
}
