using System;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Tests.Harness;
using AutoDiff.Generator.Transforms;
using Xunit;

namespace AutoDiff.Generator.Tests.Analysis;

public class ActivityTests
{
    [Theory]
    [InlineData("double a = x * x; double b = a; return b;", "a b x")]
    [InlineData("double a = x * x; return x;", "x")]
    [InlineData("double a = y; return a * x;", "x")]
    [InlineData("double a = 0; for (int i = 0; i < n; i++) { double t = a; a = x; x = t + 1; } return a;", "a t x")]
    [InlineData("int k = (int)x; return k * x;", "x")]
    [InlineData("double a = Math.Floor(x); return a;", "")]
    [InlineData("double a = 1; if (x > 0) { a = 2; } return a;", "")]
    [InlineData("double[] q = new double[n]; q[0] = x; return q[1];", "q x")]
    [InlineData("double[] q = new double[n]; q[0] = y; return q[1] * x;", "x")]
    [InlineData("double[] q = new double[n]; Span<double> v = q.AsSpan(1); v[0] = x; return q[1];", "q x")]
    [InlineData("double[] q = new double[n]; q.AsSpan().Fill(x); double[] r = new double[n]; q.CopyTo(r, 0); return r[0];", "q r x")]
    public void DerivativesFlow_WhereTheResultDependsOnTheParameter(string body, string active)
    {
        Function function = LowerExits.Run(FrontEndHarness.Accept($"static double F(double x, [NoGradient] double y, int n) {{ {body} }}").Primal);
        Activity activity = Activity.Of(function, Roots.Of(function));
        Assert.Equal(active, string.Join(' ', function.Variables().Where(activity.IsActive).Select(variable => variable.Name).Distinct().Order(StringComparer.Ordinal)));
    }
}
