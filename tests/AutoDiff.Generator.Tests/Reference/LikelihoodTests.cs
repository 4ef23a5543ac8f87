using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using AutoDiff.Generator.Tests.Harness;
using MathNet.Numerics.Distributions;
using Xunit;

namespace AutoDiff.Generator.Tests.Reference;

/// <summary>The sample's fits, with rules for MathNet's functions, find the parameters that its observations were drawn with.</summary>
public class LikelihoodTests
{
    private const int Count = 20_000;

    private static readonly Lazy<Type> Fits = new(() => GeneratorHarness.CompileAndLoad([.. Sources(), """
        namespace Likelihood;
        public static class Fits
        {
            public static Fit Gamma(double[] data) => Fit.Of((at, gradient) => Models.GammaValueAndGradient(at, data, gradient), data.Length, 0, 0);
            public static Fit Normal(double[] data) => Fit.Of((at, gradient) => Models.CensoredNormalValueAndGradient(at, data, 6, gradient), data.Length, 4, 0);
            public static Fit Beta(double[] data) => Fit.Of((at, gradient) => Models.BetaValueAndGradient(at, data, gradient), data.Length, 0, 0);
        }
        """]).Assembly.GetType("Likelihood.Fits")!);

    [Fact]
    public void Gamma_IsRecovered()
    {
        IReadOnlyList<double> found = Fit("Gamma", random => Gamma.Sample(random, 2.5, 0.8));
        Assert.InRange(Math.Exp(found[0]), 2.4, 2.6);
        Assert.InRange(Math.Exp(found[1]), 0.76, 0.84);
    }

    [Fact]
    public void CensoredNormal_IsRecovered()
    {
        IReadOnlyList<double> found = Fit("Normal", random => Math.Min(6, Normal.Sample(random, 5, 2)));
        Assert.InRange(found[0], 4.93, 5.07);
        Assert.InRange(Math.Exp(found[1]), 1.94, 2.06);
    }

    [Fact]
    public void Beta_IsRecovered()
    {
        IReadOnlyList<double> found = Fit("Beta", random => Beta.Sample(random, 2, 5));
        Assert.InRange(Math.Exp(found[0]), 1.9, 2.1);
        Assert.InRange(Math.Exp(found[1]), 4.75, 5.25);
    }

    private static IReadOnlyList<double> Fit(string model, Func<Random, double> sample)
    {
        Random random = new(11);
        double[] data = [.. Enumerable.Range(0, Count).Select(_ => sample(random))];
        object fit = Fits.Value.GetMethod(model)!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [data], null)!;
        return (IReadOnlyList<double>)fit.GetType().GetProperty("Parameters")!.GetValue(fit)!;
    }

    private static IEnumerable<string> Sources([CallerFilePath] string thisFile = "") =>
        Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "samples", "Likelihood"), "*.cs")
            .Where(path => Path.GetFileName(path) != "Program.cs")
            .Select(File.ReadAllText);
}
