using System.Linq;
using System.Threading.Tasks;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoDiff.Generator.Tests.Diagnostics;

/// <summary>A constructor that does more than store its arguments would do it again to a gradient, or to a value that is put together.</summary>
public class WholeValueTests
{
    private const string Types = """
        readonly struct Unit { public double X { get; } public double Y { get; } public Unit(double x, double y) { double n = Math.Sqrt(x * x + y * y); X = x / n; Y = y / n; } }
        record Checked(double A) { public double A { get; } = A > 0 ? A : throw new ArgumentException("A"); }
        static int Seen(Unit u) => u.X > 0.5 ? 1 : 2;
        static string Shown(Unit u) => u.X.ToString();
        """;

    [Theory]
    [InlineData("double F(Unit u) => u.X;", "DIFF0007 'u'")]
    [InlineData("double F(Unit[] us) => us[0].X;", "DIFF0007 'us'")]
    [InlineData("double F(Checked c) => c.A;", "DIFF0007 'c'")]
    [InlineData("double F(double x) { Unit u = new Unit(3, 4); return x * Shown(u).Length; }", "DIFF0010 'return x * Shown(u).Length;'")]
    [InlineData("double F(double x, [NoGradient] Unit[] us) { us[0] = new Unit(3, x); return x; }", "DIFF0010 'us[0] = new Unit(3, x);'")]
    public async Task ThatIsNeeded_IsRefused(string method, string expected) => Assert.Equal(
        [expected],
        (await GeneratorHarness.Analyze(GeneratorHarness.Run(FrontEndHarness.SourceOf("static " + method, Types)).Compilation))
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => $"{diagnostic.Id} '{diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan)}'")
            .Distinct());

    [Fact]
    public void GradientOfWhatCanBeSet_IsNotConstructed()
    {
        object gradient = GeneratorHarness.CompileAndLoad(
            """
            using AutoDiff;
            namespace Demo;
            public struct Doubled { public double X, Y; public Doubled(double x, double y) { X = 2 * x; Y = y; } }
            public static partial class C
            {
                [Differentiable] public static double Square(Doubled d) => d.X * d.X - d.Y;
                public static double Slope() => SquareGradient(new Doubled(1.5, 4)).X;
            }
            """).Type("Demo.C").GetMethod("Slope")!.Invoke(null, null)!;
        Assert.Equal(6.0, gradient);
    }
}
