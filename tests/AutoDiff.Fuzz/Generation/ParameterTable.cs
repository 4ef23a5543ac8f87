using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Generation;

/// <summary>The types of parameters.</summary>
internal static class ParameterTable
{
    public static readonly ParameterKind Number = new("", Sort.Number, "double $", "source.Number()") { IsAssignable = true };

    public static readonly ParameterKind Integer = new("", Sort.Integer, "int $", "source.Integer()") { HasNumbers = false, IsAssignable = true, Local = "int" };

    public static readonly ParameterKind Indices = new("integer-tables", Sort.Indices, "int[] $", "source.Indices()") { HasNumbers = false, Local = "int[]" };

    public static readonly ImmutableArray<ParameterKind> Buffers =
    [
        Buffer(Sort.Array, "double[] $") with { IsWritable = true },
        Buffer(Sort.Span, "Span<double> $") with { IsWritable = true },
        Buffer(Sort.ReadOnlySpan, "ReadOnlySpan<double> $"),
    ];

    /// <summary>Parameters for a program: numbers, at most two buffers, integers.</summary>
    public static ImmutableArray<Parameter> Choose(Site site, FeatureChoice choice)
    {
        List<Parameter> parameters = [Of(site, Number, "x"), Of(site, Number, "y")];
        for (int i = site.Between(0, 2); i > 0; i--)
        {
            parameters.Add(Of(site, site.Pick(Buffers), "p"));
        }

        parameters.Add(Of(site, Integer, "n"));
        if (choice.Has(Indices.Feature))
        {
            parameters.Add(Of(site, Indices, "table"));
        }

        foreach (ParameterKind kind in Extra.Where(kind => choice.Has(kind.Feature)))
        {
            parameters.Add(Of(site, kind, "arg"));
        }

        if (site.Chance(0.3))
        {
            int at = site.Between(1, parameters.Count - 1);
            parameters[at] = parameters[at] with { HasGradient = false };
        }

        return [.. parameters.Select(parameter => parameter.Kind.HasNumbers ? parameter : parameter with { HasGradient = false })];
    }

    private static Parameter Of(Site site, ParameterKind kind, string name) => new(site.Fresh(name), kind, HasGradient: true);

    /// <summary>One of each in a program that uses its feature.</summary>
    private static readonly ImmutableArray<ParameterKind> Extra = [];

    private static ParameterKind Buffer(Sort sort, string type) => new("", sort, type, "source.Buffer()")
    {
        IsBuffer = true,
        Local = "double[]",
        Count = "$.Length",
        Observe = "source.Observe($);",
    };
}
