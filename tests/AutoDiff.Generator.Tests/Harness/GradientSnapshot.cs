using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoDiff.Generator.Tests.Harness;

/// <summary>One feature: source in, generated file out, compared whole, compiled with warnings as errors, and run.</summary>
internal static class GradientSnapshot
{
    /// <summary>Verifies the file generated for the first annotated method of a source, and its gradients at one point.</summary>
    /// <param name="source">A source file.</param>
    /// <param name="arguments">Where the gradients of every request are compared with differences.</param>
    /// <param name="sourceFile">Filled in by the compiler.</param>
    /// <param name="test">Filled in by the compiler.</param>
    /// <returns>A completed task.</returns>
    public static async Task Verify(string source, object[] arguments, [CallerFilePath] string sourceFile = "", [CallerMemberName] string test = "")
    {
        GeneratorRun run = GeneratorHarness.Run(source);
        Assert.DoesNotContain(await GeneratorHarness.Analyze(run.Compilation), diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error);
        foreach (GradientWrapper wrapper in GradientWrapper.CreateAll(run.Compilation, AnnotatedMethod.All(run.Compilation)))
        {
            new GradientTest(wrapper).At(arguments);
        }

        await Snapshot.Verify(run.File, "cs", sourceFile, test);
    }

    /// <summary>As <see cref="Verify(string, object[], string, string)"/>, of a method of a class <c>Demo.Functions</c>.</summary>
    public static Task VerifyMethod(string method, object[] arguments, [CallerFilePath] string sourceFile = "", [CallerMemberName] string test = "") => Verify(
        $$"""
        using System;
        using AutoDiff;

        namespace Demo;

        public static partial class Functions
        {
            {{method.Replace("\n", "\n    ", System.StringComparison.Ordinal)}}
        }
        """,
        arguments,
        sourceFile,
        test);

    /// <summary>Verifies the file generated for the vector-Jacobian and Jacobian-vector products of a method of a class <c>Demo.Functions</c>.</summary>
    public static async Task VerifyProducts(string method, [CallerFilePath] string sourceFile = "", [CallerMemberName] string test = "")
    {
        GeneratorRun run = GeneratorHarness.Run(
            $$"""
            using System;
            using AutoDiff;

            namespace Demo;

            public static partial class Functions
            {
                {{method.Replace("\n", "\n    ", System.StringComparison.Ordinal)}}
            }
            """);
        Assert.Empty(run.Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        Assert.DoesNotContain(await GeneratorHarness.Analyze(run.Compilation), diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error);
        await Snapshot.Verify(run.File, "cs", sourceFile, test);
    }
}
