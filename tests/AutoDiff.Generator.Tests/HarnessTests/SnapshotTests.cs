using System;
using System.IO;
using AutoDiff.Generator.Tests.Harness;
using Xunit;
using Xunit.Sdk;

namespace AutoDiff.Generator.Tests.HarnessTests;

public sealed class SnapshotTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("snapshots").FullName;

    private string Verified => Path.Combine(folder, "Tests.Claim.verified.cs");

    private string Received => Path.Combine(folder, "Tests.Claim.received.cs");

    [Fact]
    public void MissingFile_FailsAndLeavesWhatWasReceived()
    {
        Assert.Throws<XunitException>(() => Verify("text\n"));
        Assert.Equal("text\n", File.ReadAllText(Received));
    }

    [Fact]
    public void EqualText_PassesAndRemovesWhatWasReceived()
    {
        File.WriteAllText(Verified, "text\n");
        File.WriteAllText(Received, "older\n");
        Verify("text\n");
        Assert.False(File.Exists(Received));
    }

    [Fact]
    public void OtherText_FailsWithTheDifference()
    {
        File.WriteAllText(Verified, "one\ntwo\n");
        string message = Assert.Throws<XunitException>(() => Verify("one\nthree\n")).Message;
        Assert.Contains("-two", message, StringComparison.Ordinal);
        Assert.Contains("+three", message, StringComparison.Ordinal);
    }

    [Fact]
    public void OtherLineEnds_Fail()
    {
        File.WriteAllText(Verified, "text\r\n");
        Assert.Throws<XunitException>(() => Verify("text\n"));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Verify(string text) => _ = Snapshot.Verify(text, "cs", Path.Combine(folder, "Tests.cs"), "Claim");
}
