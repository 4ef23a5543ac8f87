using System;
using AutoDiff.Benchmarks;
using BenchmarkDotNet.Running;

// dotnet run -c Release --project benchmarks/AutoDiff.Benchmarks              BenchmarkDotNet, minutes
// dotnet run -c Release --project benchmarks/AutoDiff.Benchmarks -- ratios    ratios in one process, seconds
// dotnet run -c Release --project benchmarks/AutoDiff.Benchmarks -- generator speed of the generator itself, seconds
if (args is ["ratios"])
{
    Ratios.Print(Console.Out);
}
else if (args is ["generator"])
{
    GeneratorTimes.Print(Console.Out);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(GradientBenchmarks).Assembly).Run(args);
}
