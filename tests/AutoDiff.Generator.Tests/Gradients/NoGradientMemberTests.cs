using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Gradients;

/// <summary>What is read of a member that is marked <c>[NoGradient]</c> is a constant, whatever was assigned to it.</summary>
public class NoGradientMemberTests
{
    private const string Types = """
        public struct Knobs
        {
            public double A;
            [NoGradient] public double B;
            [NoGradient] public double Twice => 2 * A;
            [NoGradient] public double Times(double x) => A * x;
            public double Both => A * B;
            public static Knobs Of(double a, double b) => new() { A = a, B = b };
        }
        public readonly record struct Pair([property: NoGradient] double A, double B);
        """;

    [Theory]
    [InlineData("Knobs k = new() { A = x, B = 3 * x }; return k.A * k.B;", 6)]
    [InlineData("Knobs k = new() { A = x, B = 3 * x }; return k.Both;", 6)]
    [InlineData("Knobs k = new() { A = x }; return k.A * k.Twice;", 4)]
    [InlineData("Knobs k = new() { A = x }; return k.A + k.Times(x);", 1)]
    [InlineData("Knobs k = new() { A = x }; k.B += x; k.B *= 2; return k.B * x;", 4)]
    [InlineData("Pair p = new(x, 5 * x); return p.A * p.B;", 10)]
    [InlineData("var (a, b) = new Pair(x, 5 * x); return a * b;", 10)]
    [InlineData("Knobs[] ks = new Knobs[2]; ks[1].A = x; ks[1].B = 3 * x; double s = 0; foreach (Knobs k in ks) { s += k.A * k.B; } return s;", 6)]
    public void MarkedMember_IsAConstant(string body, double slope)
    {
        Differentiated method = Differentiated.Method($"public static double F(double x) {{ {body} }}", Types);
        object[] destinations = [0.0];
        method.CallGradient([2.0], destinations);
        Assert.Equal(slope, (double)destinations[0], 12);
    }

    [Fact]
    public void MarkedMemberOfAParameter_HasGradientZero()
    {
        string source = $$"""
            using AutoDiff;
            namespace Demo;
            {{Types}}
            public static partial class C
            {
                [Differentiable] public static double F(Knobs k, double x) => k.A * k.B * x;
                public static double[] All() { var g = FGradient(new Knobs { A = 2, B = 3 }, 0.5); return [g.K.A, g.K.B, g.X]; }
            }
            """;
        Differentiated method = Differentiated.In(source, "Demo.C", "F");
        Assert.Equal([1.5, 0, 6], (double[])method.Assembly.GetType("Demo.C")!.GetMethod("All")!.Invoke(null, null)!);
    }
}
