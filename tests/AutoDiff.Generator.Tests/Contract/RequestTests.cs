using System;
using System.Linq;
using System.Reflection;
using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Contract;

/// <summary>What the arguments of the attributes ask for.</summary>
public class RequestTests
{
    private const string Source = """
        using System;
        using AutoDiff;
        namespace Demo;
        public static partial class C
        {
            [Differentiable]
            [Differentiable(WithRespectTo = [nameof(y)], Name = "ByY")]
            [Differentiable(WithRespectTo = [nameof(p), nameof(x)], Name = "ByXAndP", Vectorize = false)]
            public static double F(double x, double y, ReadOnlySpan<double> p)
            {
                double s = x * y;
                for (int i = 0; i < p.Length; i++)
                {
                    s += p[i] * p[i] * y;
                }

                return s;
            }
        }
        """;

    private static readonly double[] P = [3, 4];

    [Fact]
    public void EveryAttribute_GivesItsMembers()
    {
        using LoadedAssembly loaded = GeneratorHarness.CompileAndLoad(Source);
        string[] names = [.. loaded.Type("Demo.C").GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(method => method.Name).Order(StringComparer.Ordinal)];
        Assert.Equal(["ByXAndPGradient", "ByXAndPValueAndGradient", "ByYGradient", "ByYValueAndGradient", "F", "FGradient", "FValueAndGradient"], names);
    }

    [Fact]
    public void AllMembersOfAMethod_AreInOneFile() => Assert.Single(GeneratorHarness.Run(Source).Files);

    [Fact]
    public void WithoutSelection_AllParametersAreActive()
    {
        object[] gradients = Differentiated.In(Source, "Demo.C", "F").Gradients(5.0, 2.0, P);
        Assert.Equal([2.0, 5 + 9 + 16.0, new[] { 12.0, 16 }], gradients);
    }

    [Fact]
    public void WithRespectTo_LeavesTheOthersOut() => Assert.Equal(5 + 9 + 16.0, Differentiated.In(Source, "Demo.C", "ByY").Slope(5.0, 2.0, P));

    [Fact]
    public void WithRespectTo_KeepsTheOrderOfTheParameters()
    {
        object[] gradients = Differentiated.In(Source, "Demo.C", "ByXAndP").Gradients(5.0, 2.0, P);
        Assert.Equal([2.0, new[] { 12.0, 16 }], gradients);
    }

    [Fact]
    public void NoGradient_IsTakenAsConstant() => Assert.Equal(
        [3.0, 4.0],
        Differentiated.Method("public static double F(ReadOnlySpan<double> p, [NoGradient] ReadOnlySpan<double> q, [NoGradient] double w) => p[0] * q[0] + p[1] * q[1] * w;")
            .Gradient(new double[2], P, 1.0));

    [Fact]
    public void PrivateMethodOfANestedType_IsDifferentiated()
    {
        GeneratorRun run = GeneratorHarness.Run("""
            using AutoDiff;
            internal partial class Outer
            {
                public static double Call(double x) => Inner.Call(x);

                private partial struct Inner
                {
                    public static double Call(double x) => FGradient(x);

                    [Differentiable]
                    private static double F(double x) => x * x * x;
                }
            }
            """);
        using LoadedAssembly loaded = LoadedAssembly.Load(run.Compilation);
        Assert.Equal(12.0, loaded.Method<Func<double, double>>("Outer", "Call")(2));
    }

    [Fact]
    public void Overloads_GetOverloads()
    {
        using LoadedAssembly loaded = GeneratorHarness.CompileAndLoad("""
            using AutoDiff;
            public static partial class C
            {
                [Differentiable]
                public static double F(double x) => x * x;

                [Differentiable]
                public static float F(float x) => x * x * x;
            }
            """);
        Assert.Equal(4.0, loaded.Method<Func<double, double>>("C", "FGradient")(2));
        Assert.Equal(12f, loaded.Method<Func<float, float>>("C", "FGradient")(2));
    }

    [Fact]
    public void GradientOfOneMethod_MayBeCalledByAnother()
    {
        // Ordinary code calls the generated members of its own type.
        using LoadedAssembly loaded = GeneratorHarness.CompileAndLoad("""
            using AutoDiff;
            public static partial class C
            {
                [Differentiable]
                public static double F(double x) => x * x * x;

                public static double NewtonStep(double x) => FValueAndGradient(x) is var (value, gradient) ? x - value / gradient : x;
            }
            """);
        Assert.Equal(2.0 - (8.0 / 12), loaded.Method<Func<double, double>>("C", "NewtonStep")(2), 15);
    }
}
