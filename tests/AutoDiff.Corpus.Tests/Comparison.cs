using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace AutoDiff.Corpus.Tests;

/// <summary>The gradients of a corpus that can be called with random arguments, compared with differences.</summary>
/// <param name="Right">How many agree.</param>
/// <param name="Unknown">How many could not be compared: no arguments were found, or the result is random.</param>
/// <param name="Wrong">Those that do not agree, with the place.</param>
internal sealed record Comparison(int Right, int Unknown, IReadOnlyList<string> Wrong)
{
    private const string Bracketed = "the root is bracketed by steps that are constant, or that only approach its slope; dual numbers through the same code give what the gradient gives";

    /// <summary>Methods whose gradient is that of the program but not of the function that it computes, and why.</summary>
    private static readonly Dictionary<string, string> Known = new()
    {
        ["MathNet.Numerics.SpecialFunctions.DiGammaInv(double)"] = "bisection: the result is the sum of a start value and steps that are constant almost everywhere",
        ["MathNet.Numerics.SpecialFunctions.GammaLowerRegularizedInv(double, double)"] = Bracketed,
        ["MathNet.Numerics.Distributions.ChiSquared.InvCDF(double, double)"] = Bracketed,
    };

    public static Comparison Of(CorpusRun run)
    {
        // What does not compile has failed already; the rest can be run without it.
        CSharpCompilation compilation = run.Output.RemoveSyntaxTrees(run.Uncompilable.Select(problem => problem.Location.SourceTree!).Distinct());
        using MemoryStream image = new();
        EmitResult emitted = compilation.Emit(image);
        if (!emitted.Success)
        {
            return new(0, 0, [.. emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(10).Select(error => error.ToString())]);
        }

        image.Position = 0;
        AssemblyLoadContext context = new(compilation.AssemblyName);
        Assembly assembly = context.LoadFromStream(image);
        int right = 0;
        int unknown = 0;
        List<string> wrong = [];
        foreach (IMethodSymbol method in run.Outcomes.Where(outcome => outcome.File is { } file && compilation.ContainsSyntaxTree(file)).Select(outcome => outcome.Method))
        {
            if (GradientCall.Find(assembly, method) is not { } call || Known.ContainsKey(method.ToDisplayString()))
            {
                continue;
            }

            (Agreement agreement, string detail) = DifferenceCheck.Run(call, seed: 1);
            right += agreement == Agreement.Right ? 1 : 0;
            unknown += agreement == Agreement.Unknown ? 1 : 0;
            if (agreement == Agreement.Wrong)
            {
                wrong.Add(method.ToDisplayString() + " " + detail);
            }
        }

        return new(right, unknown, wrong);
    }
}
