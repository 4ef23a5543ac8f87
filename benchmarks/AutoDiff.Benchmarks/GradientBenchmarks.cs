using System.Collections.Generic;
using BenchmarkDotNet.Attributes;

namespace AutoDiff.Benchmarks;

/// <summary>Value alone, value and gradient by hand, value and gradient as generated.</summary>
[MemoryDiagnoser]
public class GradientBenchmarks
{
    /// <summary>What is measured.</summary>
    [ParamsSource(nameof(Cases))]
    public GradientCase Case { get; set; } = GradientCase.All[0];

    /// <summary>The values of <see cref="Case"/>.</summary>
    public static IEnumerable<GradientCase> Cases => GradientCase.All;

    /// <summary>Measures only what is right.</summary>
    [GlobalSetup]
    public void Verify() => Case.Verify();

    /// <inheritdoc cref="GradientCase.Primal"/>
    [Benchmark(Baseline = true)]
    public double Primal() => Case.Primal();

    /// <inheritdoc cref="GradientCase.Hand"/>
    [Benchmark]
    public double Hand() => Case.Hand();

    /// <inheritdoc cref="GradientCase.Generated"/>
    [Benchmark]
    public double Generated() => Case.Generated();
}
