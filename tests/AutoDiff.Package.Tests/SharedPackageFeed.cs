using Xunit;

namespace AutoDiff.Package.Tests;

/// <summary>The tests that share one feed, one after another.</summary>
[CollectionDefinition(Name)]
public sealed class SharedPackageFeed : ICollectionFixture<PackageFeed>
{
    public const string Name = "Package feed";
}
