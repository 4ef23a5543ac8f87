using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Emit;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator;

/// <summary>A file that the generator adds, its name without <c>.g.cs</c>.</summary>
internal sealed record GeneratedFile(string HintName, string Text)
{
    /// <summary>One file for each type that has accessors.</summary>
    public static IEnumerable<GeneratedFile> OfAccessors(IEnumerable<Accessor> accessors) => accessors
        .GroupBy(accessor => accessor.HintName)
        .OrderBy(type => type.Key, System.StringComparer.Ordinal)
        .Select(type => new GeneratedFile(type.Key, AccessorFileEmitter.Emit(type)));
}
