using System.Linq;
using System.Threading.Tasks;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoDiff.Generator.Tests.Diagnostics;

/// <summary>Buffers whose numbers would be taken for constants or written where nobody can write them.</summary>
public class BufferRefusalTests
{
    private const string Members = """
        readonly record struct Pt(double X, double Y);
        ref struct Problem { public ReadOnlySpan<double> X; public double K; }
        record Model(double K, double[] W);
        struct Marked { public double[] W; [NoGradient] public double[] D; }
        readonly struct Hidden { private readonly double product; public Hidden(double a, double b) { product = a * b; } public double Square => product * product; }
        [NoGradient] static int Count(Pt[] ps) => ps.Length;
        static Span<double> Tail(Span<double> p, int n) => n == 0 ? p : Tail(p[1..], n - 1);
        static double[] table = [1, 2];
        static double[] Shared(int n) => n == 0 ? table : Shared(n - 1);
        static ref double Next(double[] p, int i) => ref p[i++];
        static int[] Picked(int[] order, double x, int n) => n == 0 ? order : Picked(order, 0.5 * x, n - 1);
        static double Added(IEnumerable<double> v) => v.DefaultIfEmpty(2.0).Sum();
        static double Paired(IReadOnlyList<double> v) { var t = (v, 2.0); return t.v[0] * t.Item2; }
        static double Horizontal(IReadOnlyList<Pt> q) { IEnumerable<Pt> e = q; double s = 0; foreach (Pt t in e) s += t.X; return s; }
        static IEnumerable<double> Yielded(double a) { yield return a; }
        static double[] Nothing(double[] p, int n) => n == 0 ? null! : Nothing(p, n - 1);
        static (double[] A, double[] B) Two(double[] p, int n) { if (n == 0) { return (p, p); } var (a, b) = Two(p, n - 1); return (b, a); }
        static (double[] A, double[] B) Same(double[] p, int n) { if (n == 0) { double[] c = [p[0], p[1]]; return (c, c); } return Same(p, n - 1); }
        static double[] Giver(double[] p, int n) => n == 0 ? [p[0]] : Passed(p, n - 1);
        static double[] Passed(double[] p, int n) => n == 0 ? p : Giver(p, n - 1);
        static double[,] Whole(double[,] m, int n) => n == 0 ? m : Whole(m, n - 1);
        static double[,] NoGrid(double[] p, int n) => n == 0 ? null! : NoGrid(p, n - 1);
        static double[][] SameRows(double[] p, int n) { double[] c = [p[0], p[1]]; return n == 0 ? [c, c] : SameRows(p, n - 1); }
        static double[] Squares(double[] p, int n) { if (n == 0) { return p; } double[] r = new double[p.Length]; r[0] = p[0] * p[0]; return Squares(r, n - 1); }
        static Pt[] Other(Pt[] ps, double x) => x > 0 ? ps : [new Pt(x, x)];
        """;

    [Theory]
    [InlineData("double F(Problem p) => p.X[0] * p.K;", "DIFF0007 p")]
    [InlineData("double F(ref Model m) => m.W[0] * m.K;", "DIFF0007 m")]
    [InlineData("double F((List<double> W, double K) m) => m.W[0] * m.K;", "DIFF0007 m")]
    [InlineData("double F(Marked m) { m.D = m.W; return m.D[0] * m.W[0]; }", "DIFF0010 m.D = m.W;")]
    [InlineData("double F(Model[] ms) => ms[0].K;", "DIFF0007 ms")]
    [InlineData("double F(Hidden h) => h.Square;", "DIFF0007 h")]
    [InlineData("double F(Hidden[] h) => h[0].Square;", "DIFF0007 h")]
    [InlineData("double F(IReadOnlyList<double> xs, double x) => xs[0] * x;", "DIFF0007 xs")]
    [InlineData("double F(IList<double> xs, double x) => xs[0] * x;", "DIFF0007 xs")]
    [InlineData("double F(IEnumerable<double> xs, double x) => xs.Sum() * x;", "DIFF0007 xs")]
    [InlineData("double F(Dictionary<int, double> xs, double x) => xs[0] * x;", "DIFF0007 xs")]
    [InlineData("double F(List<double[]> xs, double x) => xs[0][0] * x;", "DIFF0007 xs")]
    [InlineData("double F(List<double> xs, double x) { xs[0] = x; return xs[1]; }", "DIFF0010 xs[0]")]
    [InlineData("double F(List<double> xs, double x) { xs.Add(x); return xs[1]; }", "DIFF0010 xs")]
    [InlineData("double F(double x) { List<double> xs; xs = [x]; return xs[0]; }", "DIFF0010 [x]")]
    [InlineData("double F(Pt[] ps, int n) { Pt[] qs = new Pt[n]; qs = ps; return qs[0].X; }", "DIFF0010 qs = ps;")]
    [InlineData("double F(Pt[] ps, int n) { Pt[] qs = n > 1 ? ps : new Pt[3]; return qs[0].X; }", "DIFF0010 Pt[] qs = n > 1 ? ps : new Pt[3];")]
    [InlineData("double F(Pt[] ps, double x) { Pt[] qs = Other(ps, x); return qs[0].X; }", "DIFF0010 x > 0 ? ps : [new Pt(x, x)]")]
    [InlineData("double F(double x, int n) { Pt[] ps = new Pt[n]; return Count(ps) * x; }", "DIFF0010 ps")]
    [InlineData("double F(Span<double> p) { Span<double> q = Tail(p, 1); return q[0]; }", "DIFF0013 Tail(p, 1)")]
    [InlineData("double F(double[] p) { double[] q = Squares(p, 1); q[0] = 2; return p[0]; }", "DIFF0013 Squares(p, 1)")]
    [InlineData("double F(double[] p) { double[] q = Squares(p, 1); p[0] = 2; return q[0]; }", "DIFF0013 Squares(p, 1)")]
    [InlineData("double F(double[] p) { double[] q = Shared(1); q[0] = p[0]; return q[0]; }", "DIFF0013 Shared(1)")]
    [InlineData("double F(double[] p) { int[] order = [0, 1]; int[] r = Picked(order, p[0], 2); r[0] = 1; return p[order[0]]; }", "DIFF0013 Picked(order, p[0], 2)")]
    [InlineData("double F(double[] p) { int[][] t = [[1], p[0] > 0 ? [2, 3] : null!]; double s = 0; foreach (int[] r in t) foreach (int i in r) s += p[i]; return s; }", "DIFF0013 int[][] t = [[1], p[0] > 0 ? [2, 3] : null!];")]
    [InlineData("double F(double[] p) => p[0] * Added(p);", "DIFF0011 v.DefaultIfEmpty(2.0)")]
    [InlineData("double F(double[] p) { IEnumerable<double> e = p; return p[0] * e.Distinct().ToArray()[0]; }", "DIFF0011 e.Distinct()")]
    [InlineData("double F(double[] p) => p[0] * Paired(p);", "DIFF0012 var t = (v, 2.0);")]
    [InlineData("double F(double[] p) { Pt[] q = [new(p[0], p[1])]; IEnumerable<Pt> e = q; double s = 0; foreach (Pt t in e) s += t.X; return s; }", "DIFF0010 q", "DIFF0010 e")]
    [InlineData("double F(double[] p) { Pt[] q = [new(p[0], p[1])]; return Horizontal(q); }", "DIFF0010 q", "DIFF0010 e")]
    [InlineData("double F(double x) => Yielded(x).Sum();", "DIFF0010 yield return a;")]
    [InlineData("double F(double[] p) { Next(p, 1) = 2; return p[1]; }", "DIFF0010 Next(p, 1)")]
    [InlineData("double F(double[] p) { double[] q = Nothing(p, 1); return q[0]; }", "DIFF0013 Nothing(p, 1)")]
    [InlineData("double F(double[] p) { var (q, r) = Two(p, 1); q[0] = 2; return p[0] * r[0]; }", "DIFF0013 Two(p, 1)")]
    [InlineData("double F(double[] p) { var (q, r) = Same(p, 1); q[0] = 2; return p[0] * r[0]; }", "DIFF0013 Same(p, 1)")]
    [InlineData("double F(double[] p) { double[] q = Giver(p, 1); q[0] = 2; return p[0] * p[1]; }", "DIFF0013 Giver(p, 1)")]
    [InlineData("double F(double[] p) { double[] q = new double[2]; q = Passed(p, 1); q[0] = 2; return p[0] * p[1]; }", "DIFF0013 Passed(p, 1)")]
    [InlineData("double F(double[] p) { double[,] m = { { p[0], p[1] } }; double[,] q = Whole(m, 1); m[0, 0] = p[1]; return q[0, 0] * p[1]; }", "DIFF0013 Whole(m, 1)")]
    [InlineData("double F(double[] p) { double[][] q = SameRows(p, 1); q[0][0] = 2; return p[0] * q[1][0]; }", "DIFF0013 SameRows(p, 1)")]
    [InlineData("double F(double[] p) { double[,] q = NoGrid(p, 1); return q[0, 0]; }", "DIFF0013 NoGrid(p, 1)")]
    [InlineData("double F(double x, double[][] a) { double[][] t = new double[1][]; t[0] = a[0]; t[0][1] = x; return t[0][0] * x; }", "DIFF0013 double[][] t = new double[1][];")]
    [InlineData("double F(double x, int n) { Pt[][][] ps = new Pt[n][][]; return x; }", "DIFF0010 new Pt[n][][]")]
    [InlineData("double F(Pt[,] ps, int n) { ps = new Pt[n, n]; return ps[0, 0].X; }", "DIFF0010 ps = new Pt[n, n];")]
    [InlineData("double F(Pt[][] ps, int n) { Pt[][] qs = new Pt[n][]; qs[0] = ps[0]; return qs[0][0].X; }", "DIFF0010 qs[0] = ps[0];")]
    [InlineData("double F(Pt[] ps, int n) { (Pt[] A, int N) t = (ps, n); t.A = new Pt[n]; return t.A[0].X; }", "DIFF0010 t.A = new Pt[n];")]
    public async Task Buffer_IsRefusedWhereItStands(string method, params string[] expected)
    {
        Compilation compilation = CompilerInput.Compilation("using AutoDiff; using System; using System.Linq; using System.Collections.Generic;\npartial class C { [Differentiable] static " + method + Members + " }");
        string[] refusals =
        [
            .. (await GeneratorHarness.Analyze(compilation, [new DifferentiableAnalyzer()]))
                .Where(refusal => refusal.Severity == DiagnosticSeverity.Error)
                .Select(refusal => refusal.Id + " " + refusal.Location.SourceTree!.GetText().ToString(refusal.Location.SourceSpan)),
        ];
        Assert.Equal(expected, refusals);
    }

    [Theory]
    [InlineData("double F([NoGradient] Problem p, double x) => p.X[0] * p.K * x;")]
    [InlineData("double F([NoGradient] Model m, double x) => m.W[0] * x;")]
    [InlineData("double F([NoGradient] IReadOnlyList<double> xs, double x) => xs[0] * x;")]
    [InlineData("double F([NoGradient] List<double> xs, double x) => xs[0] * x;")]
    [InlineData("double F([NoGradient] ReadOnlyMemory<double> xs, double x) => xs.Span[0] * x;")]
    [InlineData("double F(ReadOnlySpan<double> xs, double k) { Problem p = new() { X = xs, K = k }; return p.X[0] * p.K; }")]
    [InlineData("double F(double[] w, double k) { Model m = new(k, w); return m.W[0] * m.K; }")]
    public void BufferWithoutGradient_IsAllowed(string method)
    {
        GeneratorRun run = GeneratorHarness.Run("using AutoDiff; using System; using System.Linq; using System.Collections.Generic;\npartial class C { [Differentiable] static " + method + Members + " }");
        Assert.Single(run.Files);
        Assert.Empty(run.Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id.StartsWith("CS", System.StringComparison.Ordinal) && diagnostic.Location.SourceTree!.FilePath.EndsWith(".g.cs", System.StringComparison.Ordinal)));
    }
}
