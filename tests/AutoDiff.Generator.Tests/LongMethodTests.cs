using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using AutoDiff.Generator.FrontEnd;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace AutoDiff.Generator.Tests;

/// <summary>Long expressions and long methods take as much longer as they are longer, on the stacks that hosts give to generators.</summary>
public class LongMethodTests
{
    private const int HostStack = 1 << 20;

    public static TheoryData<string> Names => [.. LongMethods.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void FourTimesTheLength_TakesFarLessThanSixteenTimesAsLong(string name) => Run(() =>
    {
        // The least of several times is the one that other work on the machine disturbed least.
        double ratio = double.PositiveInfinity;
        (TimeSpan shorter, TimeSpan longer) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (int round = 0; round < 5 && ratio > 8; round++)
        {
            shorter = Least(shorter, Time(name, 500));
            longer = Least(longer, Time(name, 2000));
            ratio = longer / shorter;
        }

        Assert.True(ratio < 8, $"{name}: {shorter.TotalMilliseconds:F0} ms, then {longer.TotalMilliseconds:F0} ms");
    });

    [Theory]
    [InlineData("Sum")]
    [InlineData("Assignments")]
    [InlineData("BodyOfLocals")]
    public void TenThousand_AreDifferentiated(string name) => Run(() => Assert.True(Time(name, 10_000) < TimeSpan.FromMinutes(1)));

    [Theory]
    [InlineData("double t = ", "(x + a * ", "x", ")", 60)]
    [InlineData("double t = ", "Math.Sin(", "x + a", ")", 60)]
    [InlineData("double t = ", "x > a ? x * a : ", "x", "", 60)]
    [InlineData("double t = x; ", "if (t > a) { t = t * x; ", "", "}", 60)]
    [InlineData("double t = x; ", "while (t < a) { t = t * x + 1; ", "", "}", 12)]
    public void NestedCode_IsDifferentiated(string before, string open, string inner, string close, int depth)
    {
        string body = before + string.Concat(Enumerable.Repeat(open, depth)) + inner + string.Concat(Enumerable.Repeat(close, depth)) + "; return t;";
        string source = $"using System; using AutoDiff; namespace Demo; public static partial class C {{ [Differentiable] public static double F(double x, double a) {{ {body} }} }}";
        Run(() => Assert.NotNull(Compiler.Compile(Read(source)).Text));
    }

    private static TimeSpan Least(TimeSpan left, TimeSpan right) => left < right ? left : right;

    /// <summary>The time that the generator takes for itself; the compiler has bound the method before.</summary>
    private static TimeSpan Time(string name, int length)
    {
        TimeSpan bound = TimeSpan.Zero;
        long start = Stopwatch.GetTimestamp();
        DifferentiableMethod method = Read(LongMethods.Source(name, length), () =>
        {
            bound = Stopwatch.GetElapsedTime(start);
        });
        Assert.NotNull(Compiler.Compile(method).Text);
        return Stopwatch.GetElapsedTime(start) - bound;
    }

    private static DifferentiableMethod Read(string source, Action? onBound = null)
    {
        CSharpCompilation compilation = CompilerInput.Compilation(source);
        SyntaxTree tree = compilation.SyntaxTrees[0];
        SemanticModel model = compilation.GetSemanticModel(tree);
        MethodDeclarationSyntax declaration = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().First();
        Assert.NotNull(model.GetOperation(declaration.Body!));
        onBound?.Invoke();
        ReadResult result = MethodReader.Read(model.GetDeclaredSymbol(declaration)!, model, CancellationToken.None);
        Assert.Empty(result.Refusals);
        Assert.NotNull(result.Method);
        return result.Method;
    }

    private static void Run(Action test)
    {
        Exception? thrown = null;
        Thread thread = new(
            () =>
            {
                try
                {
                    test();
                }
                catch (Exception exception) when (exception is not OutOfMemoryException)
                {
                    thrown = exception;
                }
            },
            HostStack);
        thread.Start();
        thread.Join();
        Assert.True(thrown is null, thrown?.ToString());
    }
}
