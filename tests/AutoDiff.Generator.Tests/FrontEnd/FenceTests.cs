using System.Linq;
using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.FrontEnd;

public class FenceTests
{
    private const string Members = """
        static double M;
        static double P { get; set; }
        static readonly double[] T = { 1 };
        static void Use(object o, object p) { }
        record R(double A, double B);
        class Body { public double V; public Body(double v) { V = v; } public Body Same() => this; }
        static ref double Of(Body b) => ref b.V;
        readonly struct Sure { public double V { get; } public Sure(double v) { V = v; } public static Sure operator &(Sure a, Sure b) => a; public static bool operator true(Sure a) => a.V > 0; public static bool operator false(Sure a) => a.V <= 0; }
        sealed record Copied(double A, double B) { private Copied(Copied o) { A = o.A; B = 0; } }
        struct Asked { public double A; public int Times; public double B { get { Times++; return A; } } }
        struct Half { public double V; public static bool operator ==(Half a, Half b) => a.V < b.V; public static bool operator !=(Half a, Half b) => a.V > b.V; }
        struct Sum { public double V; public static double operator +(Sum a, Sum b) => a.V + b.V; public static implicit operator Sum(double v) => new() { V = 2 * v }; }
        record Shut(double A) : IDisposable { public virtual void Dispose() { } }
        struct Turned { public double A, B; public void Deconstruct(out double u, out double v) { u = B; v = 2 * A; } }
        """;

    [Theory]
    [InlineData("x += System.Linq.Enumerable.Sum(System.Linq.Enumerable.Where(a, (v, i) => i > 0));", "(v, i) => i > 0")]
    [InlineData("x += System.Linq.Enumerable.Sum(System.Linq.Enumerable.SelectMany(a, v => a));", "v => a")]
    [InlineData("x += System.Linq.Enumerable.Count(System.Linq.Enumerable.Skip(System.Linq.Enumerable.Where(a, v => v > 0), 1));", "v => v > 0")]
    [InlineData("x += Array.Find(a, v => v > 0);", "v => v > 0")]
    [InlineData("Body[] b = { new(1), new(x) }; foreach (Body c in System.Linq.Enumerable.Where(b, c => c.V > 0)) c.V = 2; x += b[0].V;", "b")]
    [InlineData("Body[] b = { new(1), new(x) }; Body c = System.Linq.Enumerable.First(b, c => c.V > 0); c.V = 2; x += b[0].V;", "System.Linq.Enumerable.First(b, c => c.V > 0)", "c => c.V > 0")]
    [InlineData("try { } catch { }", "catch { }")]
    [InlineData("try { x++; } catch (Exception) when (n > 0) { x = 1; } finally { }", "catch (Exception) when (n > 0) { x = 1; }")]
    [InlineData("if (a is [1, .. var r]) { x = r[0]; }", "[1, .. var r]")]
    [InlineData("switch (n) { case 0: goto end; case 1: x = 2; end: x++; break; }", "goto end;")]
    [InlineData("again: using (var q = new System.IO.MemoryStream()) { } using var r = new System.IO.MemoryStream(); if (n++ < 3) goto again;", "goto again;")]
    [InlineData("int? k = n; k ??= 3;", "k ??= 3")]
    [InlineData("int.TryParse(\"1\", out var k);", "out var k")]
    [InlineData("double u, v, w; ((u, v), w) = (new Turned { A = x, B = 2 }, x); x += u * v;", "((u, v), w) = (new Turned { A = x, B = 2 }, x)")]
    [InlineData("foreach (decimal d in a) x += (double)d;", "a")]
    [InlineData("var t = (new Half { V = x }, n); if (t == (new Half(), 1)) x = 2;", "t == (new Half(), 1)")]
    [InlineData("Sum s = x; s += new Sum(); x = s.V;", "s += new Sum()")]
    [InlineData("var r = new Copied(x, x); x = (r with { A = 1 }).B;", "r with { A = 1 }")]
    [InlineData("var t = new Asked { A = x }; if (t is { B: > 0 }) x *= t.Times;", "B: > 0")]
    [InlineData("var g = new (double A, double B)[2, 2]; object o = g; x += g[0, 0].A;", "g")]
    [InlineData("var g = new (double A, double B)[2]; foreach (ref var c in System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref g[0], 2)) c.A *= x;", "ref g[0]")]
    [InlineData("lock (T) { }", "lock (T) { }")]
    [InlineData("int.TryParse(\"1\", out int k);", "out int k")]
    [InlineData("System.Threading.Interlocked.Exchange(ref x, 1);", "ref x")]
    [InlineData("M = x;", "M")]
    [InlineData("P += x;", "P")]
    [InlineData("T[0] = x;", "T[0] = x;")]
    [InlineData("var w = T; w[0] += x;", "w[0] += x;")]
    [InlineData("Span<double> w = T; a.CopyTo(w);", "a.CopyTo(w);")]
    [InlineData("foreach (var q in new System.Collections.Generic.List<int>()) { }", "new System.Collections.Generic.List<int>()")]
    [InlineData("using (Shut q = new(x)) { x++; }", "q = new(x)")]
    [InlineData("int r = a.Rank;", "a")]
    [InlineData("byte[] b = { 1 }; System.DayOfWeek[] d = new System.DayOfWeek[2]; d[1]++;", "d[1]")]
    [InlineData("int? d = 1; d += 1;", "d += 1")]
    [InlineData("Index i = n; double y = a[i];", "i")]
    [InlineData("dynamic d = n; d.Foo();", "d.Foo()")]
    [InlineData("R r = new R(x, 1); if (n > 0) { r = null; } if (r is null) { x = 2; }", "null")]
    [InlineData("R r = default; x += r.A;", "default")]
    [InlineData("R[] r = new R[2]; if (r[n] is { A: 2 }) { x = 2; }", "{ A: 2 }")]
    [InlineData("R q = new(x, x); if (q is null) { x = 2; } R[] r = new R[2]; r[1] = q; x += r[1].A;", "new R[2]")]
    [InlineData("if (new Sure(x) && new Sure(n)) { x = 2; }", "new Sure(x) && new Sure(n)")]
    [InlineData("Body b = new(x), c = new(1); (b, c) = (c, b); b.V = 2;", "b")]
    [InlineData("Body[] b = new Body[2]; Body c = new(x); b[n] = c; c.V = 2; x += b[0].V;", "c")]
    [InlineData("Body[] b = { new(1), new(x) }; Body c = b[n]; b[n] = new(2); c.V = x; x += b[1].V;", "b[n]")]
    [InlineData("Body b = new(x); Func<double> f = () => b.V; b.V = 2; x += f();", "b")]
    [InlineData("Body b = new(x); ref double r = ref b.V; b = new(2); r = 3; x += b.V;", "b")]
    [InlineData("Body[] b = { new(1), new(x) }; ref double r = ref b[n].V; b[n] = new(2); r = x; x += b[1].V;", "b[n]")]
    [InlineData("Body[] b = { new(1), new(x) }; Of(b[n]) = x; x += b[1].V;", "b[n]")]
    [InlineData("Body b = new(x); ref double r = ref Of(b); b = new(2); r = 3; x += b.V;", "r = ref Of(b)", "b")]
    [InlineData("Body[] b = new Body[2]; Body c = new(x); for (int i = 0; i < 2; i++) { b[i] = c; } c = b[0]; x += b[1].V; b[0].V = 1;", "c")]
    [InlineData("Body[] b = new Body[2]; Body c = new(x); Body d = c; b[n] = c; d.V = 2; x += b[0].V;", "c")]
    [InlineData("Body b = new(x); object o = b; b.V = 2; x += b.V;", "b")]
    [InlineData("Body b = new(x); if (b == null) { b.V = 2; } x += b.V;", "b")]
    [InlineData("Body b = new(x); try { b.V = 2; } finally { b?.Same(); } x += b.V;", "b?.Same()")]
    [InlineData("Func<double, double> f = null; for (int i = 0; i < n; i++) { double c = a[i]; f = v => v * c; } x = f(x);", "v => v * c", "f(x)")]
    [InlineData("Func<double, double> f = v => v; void Set() { f = v => 2 * v; } Set(); x = f(x);", "v => v", "f(x)")]
    [InlineData("Func<double, double>[] f = { v => v }; f[0] = v => 2 * v; x = f[0](x);", "v => v", "f[0]", "v => 2 * v", "f[0](x)")]
    [InlineData("Func<double, double>[] f = { v => v }; x = f.Sum(g => g(x));", "v => v")]
    [InlineData("Func<double, double> f = n > 0 ? v => v : v => 2 * v; x = System.Linq.Enumerable.Sum(a, f);", "f")]
    [InlineData("Func<double, double> f = v => v; if (n > 0) f = v => 2 * v; var all = new Func<double, double>[1]; all[0] = f; x = f(x);", "all[0]", "f")]
    [InlineData("Func<double, double> f = v => v; if (n > 0) f = v => 2 * v; Use(f, null); x = f(x);", "v => v", "v => 2 * v", "f(x)")]
    [InlineData("System.Collections.Generic.List<double> l = new() { x }; var m = l; x = m[0];", "l")]
    [InlineData("System.Collections.Generic.List<double> l = new() { x }; object o = l; x = l[0];", "l")]
    [InlineData("System.Collections.Generic.List<double> l = new() { x }; foreach (double v in l) { l.Add(v); } x = l[0];", "l")]
    [InlineData("System.Collections.Generic.List<double> l = new() { x }; foreach (double v in l) { l[0] = 2 * v; } x = l[0];", "l")]
    [InlineData("System.Collections.Generic.List<double> l = new() { x }; var q = System.Linq.Enumerable.Select(l, v => v * v); l.Add(x); x = l[0];", "l")]
    [InlineData("System.Collections.Generic.List<double> l = new() { x }; l.ForEach(v => { }); x = l[0];", "l")]
    [InlineData("System.Collections.Generic.List<double> l = new() { x }; void Put(System.Collections.Generic.List<double> m) { m.Add(1); l.Add(2); } Put(l); x = l[0];", "l")]
    [InlineData("System.Collections.Generic.List<(double[] V, double W)> l = new(); x += l.Count;", "new()")]
    [InlineData("double[] b = { x, 1 }; var q = System.Linq.Enumerable.Append(System.Linq.Enumerable.Select(b, v => v * v), b[0]); b[0] = 3; foreach (double v in q) x += v;", "v => v * v", "q")]
    [InlineData("double[] b = { x, 1 }; var c = (b, 1); var q = System.Linq.Enumerable.Select(c.b, v => v * v); c.b = a; x = System.Linq.Enumerable.Sum(q);", "v => v * v")]
    [InlineData("System.Collections.Generic.List<double> l = null; if (n > 0) l = new(); l.Add(x);", "new()", "l")]
    [InlineData("Func<double, double> f = null; foreach (double c in a) { if (f != null) { x += f(c); } f = v => v * c; }", "f(c)", "v => v * c")]
    public void Construct_IsRefusedWhereItStands(string statements, params string[] places)
    {
        string source = FrontEndHarness.SourceOf($"static double F(double x, double[] a, int n) {{ {statements} return x; }}", Members);
        Assert.Equal(places.Select(place => $"DIFF0010 '{place}'"), FrontEndHarness.Refusals(source).AsEnumerable());
    }

    [Theory]
    [InlineData("a.Where(v => n++ < 3).Last()")]
    [InlineData("a.Select(v => v * n++).Last(v => v > 0)")]
    [InlineData("a.Select(v => v * n++).AsEnumerable().Reverse().Sum()")]
    [InlineData("a.Select(v => v * n).ToArray().Sum(v => v * n++)")]
    [InlineData("a.OrderBy(v => v).First(v => n++ > 2)")]
    [InlineData("a.Zip(a, (u, v) => u * v * n++).Last()")]
    [InlineData("a.Where(v => { log[0]++; return v > 0; }).Last()")]
    [InlineData("a.Min(v => v * n++)")]
    public void QueryWithEffects_IsRefusedWhereItsOrderIsNotKept(string query)
    {
        string source = FrontEndHarness.SourceOf($"static double F(double x, double[] a, int n) {{ var log = new double[1]; return x * {query} * log[0]; }}");
        Assert.Equal($"DIFF0010 '{query}'", Assert.Single(FrontEndHarness.Refusals("using System.Linq; " + source)));
    }

    [Theory]
    [InlineData("a.SelectMany(v => new[] { v }).Sum()", "This call of LINQ")]
    [InlineData("a.Where(v => v > 0).Distinct().ToArray()[0]", "This call of LINQ")]
    [InlineData("Enumerable.Distinct(a.Where(v => v > 0)).ToArray()[0]", "This call of LINQ")]
    [InlineData("Array.Find(a, v => v > 0)", "A lambda for code that is not read")]
    public void LambdaOfOthers_IsRefusedForWhatItIsGivenTo(string expression, string construct)
    {
        string source = FrontEndHarness.SourceOf($"static double F(double x, double[] a) => x * {expression};");
        Assert.Equal(construct, Assert.Single(FrontEndHarness.Read("using System.Linq; " + source).Refusals).Arguments[0]);
    }

    [Fact]
    public void DeepExpression_IsRefused()
    {
        string sum = string.Concat(Enumerable.Repeat("(x + ", 600)) + "x" + new string(')', 600);
        Assert.StartsWith("DIFF0010", FrontEndHarness.Refusals(FrontEndHarness.SourceOf($"static double F(double x) => {sum};"))[0], System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20, 0)]
    [InlineData(60, 1)]
    [InlineData(400, 1)]
    public void GotosThatCross_AreRefusedWhereTheyNestTooDeeply(int labels, int refusals)
    {
        string body = string.Concat(Enumerable.Range(0, labels).Select(i => $"l{i}: x *= 0.9; if (n++ < {i}) goto l{((i * 7) + 3) % labels}; "));
        Assert.Equal(refusals, FrontEndHarness.Refusals(FrontEndHarness.SourceOf($"static double F(double x, int n) {{ {body} return x; }}")).Length);
    }
}
