using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoDiff.Generator.Tests.Gradients;

/// <summary>The products of every method of <c>Sources</c>, and of those that return nothing, at several points, in both precisions.</summary>
public class ProductsTests
{
    private const int Points = 3;

    private static readonly Lazy<IReadOnlyDictionary<string, ProductWrapper>> InDouble = new(() => Compile(text => text, inSingle: false));
    private static readonly Lazy<IReadOnlyDictionary<string, ProductWrapper>> InSingle = new(() => Compile(SinglePrecision.Of, inSingle: true));

    /// <summary>Has parameters x and xGradient. Without buffers a gradient has no parameter of that name; its product is refused.</summary>
    private const string Colliding = "GradientNames";

    public static TheoryData<string> Stems { get; } =
        new([.. EmbeddedSources.Gradients.Stems.Concat(EmbeddedSources.Products.Stems).Where(stem => stem != Colliding)]);

    [Theory]
    [MemberData(nameof(Stems))]
    public void Products_AreAdjointAndAgreeWithDifferences(string stem)
    {
        ProductWrapper wrapper = InDouble.Value[stem];
        for (int seed = 0; seed < Points; seed++)
        {
            new ProductTest(wrapper, seed).At(Arguments.For(wrapper.Types, seed));
        }
    }

    [Theory]
    [MemberData(nameof(Stems))]
    public void ProductsInSingle_AreAdjoint(string stem)
    {
        ProductWrapper wrapper = InSingle.Value[stem];
        new ProductTest(wrapper, 0).At(Arguments.For(wrapper.Types, 0));
    }

    private static Dictionary<string, ProductWrapper> Compile(Func<string, string> precision, bool inSingle)
    {
        GeneratorRun run = GeneratorHarness.Run(
        [
            .. EmbeddedSources.Gradients.Files.Concat(EmbeddedSources.Products.Files).Select(precision).Select(WithProducts),
        ]);
        Assert.Equal("", string.Join("\n", run.Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)));
        AnnotatedMethod[] methods = [.. AnnotatedMethod.All(run.Compilation, inSingle).Where(method => method.Stem != Colliding)];
        return ProductWrapper.CreateAll(run.Compilation, methods).ToDictionary(wrapper => wrapper.Method.Stem);
    }

    /// <summary>Every request asks for both products instead of the gradient.</summary>
    private static string WithProducts(string source) => source
        .Replace("[Differentiable]", "[Differentiable(Derivatives.Vjp | Derivatives.Jvp)]", StringComparison.Ordinal)
        .Replace("[Differentiable(WithRespectTo", "[Differentiable(Derivatives.Vjp | Derivatives.Jvp, WithRespectTo", StringComparison.Ordinal)
        .Replace("[Differentiable(Name", "[Differentiable(Derivatives.Vjp | Derivatives.Jvp, Name", StringComparison.Ordinal)
        .Replace("[Differentiable(Vectorize", "[Differentiable(Derivatives.Vjp | Derivatives.Jvp, Vectorize", StringComparison.Ordinal);
}
