using System;
using AutoDiff.Benchmarks;
using BenchmarkDotNet.Running;

// dotnet run -c Release --project benchmarks/AutoDiff.Benchmarks              BenchmarkDotNet, minutes
// dotnet run -c Release --project benchmarks/AutoDiff.Benchmarks -- ratios    ratios in one process, seconds
if (args is ["ratios"])
{
    Ratios.Print(Console.Out);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(GradientBenchmarks).Assembly).Run(args);
}
