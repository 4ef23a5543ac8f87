using System;
using System.Collections.Generic;
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

/// <summary>Whoever types on does not wait for what was asked before, wherever the generator stands in a method of ten thousand statements.</summary>
public class CancellationTests
{
    /// <summary>Of the time that the work takes: every phase is met, and the work is far from done however fast the machine is at that time.</summary>
    private static readonly double[] Moments = [0.1, 0.25, 0.4, 0.55, 0.7];

    [Theory]
    [InlineData("Sum")]
    [InlineData("Assignments")]
    public void AtAnyMoment_EndsWithinFiftyMilliseconds(string name)
    {
        CSharpCompilation compilation = CompilerInput.Compilation(LongMethods.Source(name, 10_000));
        SyntaxTree tree = compilation.SyntaxTrees[0];
        SemanticModel model = compilation.GetSemanticModel(tree);
        MethodDeclarationSyntax declaration = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().First();

        // What the compiler does by itself is not ours: it has bound the method before.
        Assert.NotNull(model.GetOperation(declaration.Body!));
        IMethodSymbol symbol = model.GetDeclaredSymbol(declaration)!;
        DifferentiableMethod method = MethodReader.Read(symbol, model, CancellationToken.None).Method!;
        Assert.NotNull(Compiler.Compile(method).Text);

        // The second time, when the runtime has compiled what runs; of two, because a busy machine may keep one waiting.
        TimeSpan reading = Shortest(() => MethodReader.Read(symbol, model, CancellationToken.None));
        TimeSpan compiling = Shortest(() => Compiler.Compile(method));

        List<double> delays = [];
        foreach (double moment in Moments)
        {
            delays.Add(Delay(reading * moment, cancellation => MethodReader.Read(symbol, model, cancellation)));
            delays.Add(Delay(compiling * moment, cancellation => Compiler.Compile(method, cancellation)));
        }

        // A busy machine may keep one or another waiting; a phase that does not listen keeps many.
        delays = [.. delays.Where(delay => delay >= 0).Order()];
        Assert.True(delays.Count >= Moments.Length, "The runs ended before they were cancelled.");
        Assert.True(delays[delays.Count * 3 / 4] < 50, string.Join(" ", delays.Select(delay => (int)delay)));
    }

    private static TimeSpan Shortest(Action work)
    {
        TimeSpan shortest = TimeSpan.MaxValue;
        for (int i = 0; i < 2; i++)
        {
            long start = Stopwatch.GetTimestamp();
            work();
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            shortest = elapsed < shortest ? elapsed : shortest;
        }

        return shortest;
    }

    /// <summary>Milliseconds from the cancellation to the end; negative if the work was done before.</summary>
    private static double Delay(TimeSpan moment, Action<CancellationToken> work)
    {
        using CancellationTokenSource source = new();
        long cancelled = 0;
        Thread canceller = new(() =>
        {
            Thread.Sleep(moment);
            cancelled = Stopwatch.GetTimestamp();
            source.Cancel();
        });
        canceller.Start();
        try
        {
            work(source.Token);
            canceller.Join();
            return -1;
        }
        catch (OperationCanceledException)
        {
            long ended = Stopwatch.GetTimestamp();
            canceller.Join();
            return Stopwatch.GetElapsedTime(cancelled, ended).TotalMilliseconds;
        }
    }
}
