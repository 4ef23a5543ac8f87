using System;
using System.Collections.Generic;
using System.IO;

namespace AutoDiff.Corpus.Tests;

/// <summary>A library that somebody else wrote, as it was built.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">The file.</param>
/// <param name="OneIn">One method in how many is marked.</param>
internal sealed record ForeignAssembly(string Name, string Path, int OneIn)
{
    /// <summary>What the tests mark: a part of the large library, because all of it takes minutes.</summary>
    public static IReadOnlyList<ForeignAssembly> Tested { get; } = [Beside("MathNet.Numerics", 4), Beside("Perfolizer", 1)];

    /// <summary>What the page is about: all of every library, and the parts that the tests mark.</summary>
    public static IReadOnlyList<ForeignAssembly> All { get; } = [Beside("MathNet.Numerics", 1), .. Tested];

    private static ForeignAssembly Beside(string name, int oneIn) => new(name, System.IO.Path.Combine(AppContext.BaseDirectory, name + ".dll"), oneIn);
}
