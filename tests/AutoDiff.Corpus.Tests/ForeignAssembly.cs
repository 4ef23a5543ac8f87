using System;
using System.Collections.Generic;
using System.IO;

namespace AutoDiff.Corpus.Tests;

/// <summary>A library that somebody else wrote, as it was built.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">The file.</param>
internal sealed record ForeignAssembly(string Name, string Path)
{
    /// <summary>What is decompiled.</summary>
    public static IReadOnlyList<ForeignAssembly> All { get; } = [Beside("MathNet.Numerics"), Beside("Perfolizer")];

    private static ForeignAssembly Beside(string name) => new(name, System.IO.Path.Combine(AppContext.BaseDirectory, name + ".dll"));
}
