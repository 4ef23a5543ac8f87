using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary>Functions of AutoDiff's runtime.</summary>
internal static class Primitives
{
    public static readonly ImmutableArray<Feature> Rows =
    [
        Feature.Number("activations", 4, site => Node.Of(Sort.Number, $"TensorOps.{site.Pick("Sigmoid", "Tanh", "Softplus")}({Site.Literal(1)} * {site.Number()})", Traits.Approximate)),
        Feature.Number("log-sum-exp", 2, site => Read(site) is { } span ? Node.Of(Sort.Number, $"(0.1 * TensorOps.LogSumExp<double>({span}[..3]))", Traits.Approximate) : null),
        Feature.Number("norms", 2, site => Read(site) is { } span ? Node.Of(Sort.Number, $"(0.1 * Losses.{site.Pick("L2Norm", "SquaredL2Norm")}<double>({span}[..2]))", Traits.Approximate) : null),
        Feature.Statement("element-wise", 4, site => Whole(site) is { } source && Whole(site) is { } target
            ? Node.Of(Sort.Statement, $"TensorOps.{site.Pick("Sigmoid", "Tanh", "Softplus", "Softmax", "LogSoftmax")}<double>({source}[..3], {target}[..3]);", Traits.Approximate)
            : null) with { IsLeaf = true },
        Feature.Statement("element-wise-in-place", 3, site => Written(site) is { } target
            ? Node.Of(Sort.Statement, $"TensorOps.{site.Pick("Sigmoid", "Tanh", "Softplus", "Softmax")}<double>({target}, {target});", Traits.Approximate)
            : null) with { IsLeaf = true },
    ];

    private static Node? Read(Site site) => site.Buffer() is { } buffer ? Site.AsSpan(buffer) : null;

    /// <summary>A writable buffer that is no view: the primitives take an operand in place, but none that overlaps in part.</summary>
    private static Node? Whole(Site site) =>
        site.Scope.All(variable => variable.Sort.IsBuffer && variable.IsWritable && variable.Owner == variable.Symbol && site.IsVisible(variable)) is { Count: > 0 } buffers ? Site.AsSpan(site.Pick(buffers)) : null;

    private static Node? Written(Site site) => site.Buffer(writable: true) is { } buffer ? Site.AsSpan(buffer) : null;
}
