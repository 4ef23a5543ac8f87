using System;
using AutoDiff;

namespace Gradients;

/// <content><c>is</c>, and exceptions thrown by expressions.</content>
public static partial class Functions
{
    [Differentiable]
    public static double IsBetween(double x, double y)
    {
        double r = x is > 0.75 and < 1.5 ? x * y : y * y;
        if (y is < 0.75 or > 1.25)
        {
            r *= Math.Sin(y);
        }

        if (x is not > 1)
        {
            r += x * x;
        }

        return r;
    }

    [Differentiable]
    public static double IsWithVariable(ReadOnlySpan<double> p, double limit)
    {
        double s = 0.5;
        for (int i = 0; i < p.Length; i++)
        {
            if (p[i] * s is > 0.5 and var v && v < limit)
            {
                s += v * v;
            }

            if (s > 1 && s is var t && t * t is < 4 and var square)
            {
                s = s * 0.5 + square * p[i];
                t = 2;
                s *= t;
            }
        }

        return s;
    }

    [Differentiable]
    public static double IsInLoopCondition(ReadOnlySpan<double> p)
    {
        int i = 0;
        double s = 1;
        while (i < p.Length && p[i] is var v && s * v is < 20 and var next)
        {
            s = next + v;
            i++;
        }

        do
        {
            i--;
            s = s * p[i] * 0.5 + 1;
        }
        while (i is > 0 and var k && p[k] is > 0.6);
        return s * s;
    }

    [Differentiable]
    public static double IsLength(double[] p) => p is { Length: > 2 and var n } ? p[0] * n + p[1] * p[2] : 0;

    [Differentiable]
    public static double ComputedMembers(double x, double y)
    {
        Extent r = new(x, y);
        return r is { Width: > 1.5 } ? r.Low * r.High
            : r is { IsWide: true, Low: < 0 } ? r.Low * r.Low * r.High
            : r.Width * x;
    }

    [Differentiable]
    public static double MembersOfMembers(double x, double y)
    {
        Rectangle b = new() { Width = new Extent(x, y), Height = new Extent(y, x * y) };
        double area = 0;
        for (int i = 1; i < 3; i++)
        {
            area += b switch
            {
                { Ratio: < 0, Width.Low: > 0 } => b.Ratio * b.Height.Low,
                { Height: { Width: var s, Low: > 0 } height } when s > 0.5 => s * s * b.Width.Low * height.High,
                { Width: (< 0, var t) } => t * b.Height.Low * i,
                _ => b.Width.Low * b.Height.High,
            };
            b = new Rectangle { Width = b.Height, Height = b.Width };
        }

        return area;
    }

    [Differentiable]
    public static double ElementsOfABuffer(double[] p)
    {
        if (p is [> 1, .., var last])
        {
            return last * p[0] * p[1];
        }

        return p is [_, var second, ..] && second > 0.9 ? second * second : p is [] ? 0 : p[0] * p.Length;
    }

    [Differentiable]
    public static double ThrowExpressions(double x, double[] p)
    {
        double y = x > 0 ? x : throw new ArgumentOutOfRangeException(nameof(x));
        double[] q = p ?? throw new ArgumentNullException(nameof(p));
        double z = q.Length switch
        {
            0 => throw new ArgumentException("Empty."),
            > 3 => q[3] * y,
            _ => y,
        };
        return z * y + (q.Length == 0 ? throw new InvalidOperationException() : q[0]);
    }

    [Differentiable]
    public static double ShortCircuitsWithEffects(ReadOnlySpan<double> p)
    {
        double s = 1;
        int n = 0;
        for (int i = 0; i < p.Length; i++)
        {
            bool a = p[i] > 1 && n++ < 3 || p[i] < 0.8 && ++n > 1;
            s = a ? n > 2 ? s * p[i] : s + p[i] : n++ == 1 ? s * s * 0.4 : (s -= 0.25) * p[i];
        }

        return s * n;
    }

    private readonly record struct Extent(double Low, double High)
    {
        public double Width => High - Low;

        public bool IsWide
        {
            get { return Low * Low + High * High > 1; }
        }
    }

    private struct Rectangle
    {
        public Extent Width;
        public Extent Height;

        public double Ratio => Width.Width - Height.Width;
    }
}
