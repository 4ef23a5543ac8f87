using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Generation;

/// <summary>The types of parameters.</summary>
internal static class ParameterTable
{
    public static readonly ParameterKind Number = new("", Sort.Number, "double $", "source.Number()") { IsAssignable = true, HasProducts = true };

    public static readonly ParameterKind Integer = new("", Sort.Integer, "int $", "source.Integer()") { HasNumbers = false, HasProducts = true, IsAssignable = true, Local = "int" };

    public static readonly ParameterKind Indices = new("integer-tables", Sort.Indices, "int[] $", "source.Indices()") { HasNumbers = false, HasProducts = true, Local = "int[]" };

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
            parameters.Add(Of(site, kind, "arg") with { HasGradient = !kind.IsConstant });
            if (kind.Member.Length > 0)
            {
                site.Parts.AddOnce(kind.Feature, kind.Member);
            }
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
    private static readonly ImmutableArray<ParameterKind> Extra =
    [
        new("struct-parameters", Sort.Body, "Body $", "new Program.Body(source.Number(), source.Number())")
        {
            Local = "Program.Body",
            Gradient = "Program.Body",
            Count = "2",
            Put = "sink.Put($Gradient.X); sink.Put($Gradient.V);",
            Member = Features.Structs.Body,
        },
        new("tuple-parameters", Sort.Pair, "(double A, double B) $", "(source.Number(), source.Number())")
        {
            Local = "(double A, double B)",
            Gradient = "(double A, double B)",
            Count = "2",
            Put = "sink.Put($Gradient.A); sink.Put($Gradient.B);",
        },
        new("complex-parameters", Sort.Complex, "Complex $", "new Complex(source.Number(), source.Number())")
        {
            Local = "Complex",
            Gradient = "Complex",
            Count = "2",
            Put = "sink.Put($Gradient.Real); sink.Put($Gradient.Imaginary);",
        },
        new("in-parameters", Sort.Number, "in double $", "source.Number()") { Argument = "in $" },
        new("matrix-parameters", Sort.Matrix, "double[,] $", "source.Matrix()")
        {
            IsBuffer = true,
            IsWritable = true,
            Local = "double[,]",
            Gradient = "double[,]",
            Destination = "Sink.Matrix($.GetLength(0), $.GetLength(1))",
            Count = "$.Length",
            Observe = "foreach (double element in $) source.Observe(element);",
            Put = "foreach (double element in $Gradient) sink.Put(element);",
        },
        new("jagged-parameters", Sort.Rows, "double[][] $", "new[] { source.Buffer(3), source.Buffer(4) }")
        {
            IsBuffer = true,
            IsWritable = true,
            Local = "double[][]",
            Gradient = "double[][]",
            Destination = "new[] { Sink.Destination(3), Sink.Destination(4) }",
            Count = "7",
            Observe = "foreach (double[] row in $) source.Observe(row);",
            Put = "foreach (double[] row in $Gradient) sink.Put(row);",
        },
        new(Features.HeldBuffers.Name, Sort.Held, "Held $", "new Program.Held { Items = source.Buffer(), Scale = source.Number(), Rest = source.Buffer(3) }")
        {
            IsBuffer = true,
            IsWritable = true,
            Local = "Program.Held",
            Gradient = "Program.Held",
            Destination = "new Program.Held { Items = Sink.Destination($.Items.Length), Scale = double.NaN, Rest = Sink.Destination(3) }",
            DestinationArgument = "ref $Gradient",
            Count = "$.Items.Length + 4",
            Observe = "source.Observe($.Items); source.Observe($.Rest);",
            Put = "foreach (double element in $Gradient.Items) sink.Put(element); sink.Put($Gradient.Scale); foreach (double element in $Gradient.Rest) sink.Put(element);",
            Member = Features.HeldBuffers.Held,
        },
        new("lists", Sort.List, "List<double> $", "new List<double>(source.Buffer())") { Local = "List<double>", Count = "$.Count", IsConstant = true },
        new("memory", Sort.Memory, "Memory<double> $", "source.Buffer()") { Local = "Memory<double>", Count = "$.Length", IsConstant = true },
    ];

    private static ParameterKind Buffer(Sort sort, string type) => new("", sort, type, "source.Buffer()")
    {
        IsBuffer = true,
        HasProducts = true,
        Local = "double[]",
        Gradient = "double[]",
        Count = "$.Length",
        Observe = "source.Observe($);",
    };
}
