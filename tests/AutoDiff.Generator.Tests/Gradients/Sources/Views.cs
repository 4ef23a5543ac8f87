using System;
using AutoDiff;

namespace Gradients;

/// <content>Slices, copies and fills.</content>
public static partial class Functions
{
    [Differentiable]
    public static double Views(ReadOnlySpan<double> p, int n)
    {
        ReadOnlySpan<double> head = p.Slice(0, n);
        ReadOnlySpan<double> tail = p[n..];
        double s = 0;
        for (int i = 0; i < n; i++)
        {
            s += head[i] * tail[i] * tail[^1];
        }

        return s;
    }

    [Differentiable]
    public static double ShrinkingView(ReadOnlySpan<double> p)
    {
        ReadOnlySpan<double> s = p;
        double r = 0;
        while (s.Length > 1)
        {
            r = r * s[0] + s[1] * s[^1];
            s = s[1..];
        }

        return r * s[0];
    }

    [Differentiable]
    public static double OverlappingViews(Span<double> p)
    {
        Span<double> a = p[..4];
        Span<double> b = p[2..];
        for (int i = 0; i < 4; i++)
        {
            a[i] = a[i] * b[i];
        }

        double s = 0;
        for (int i = 0; i < b.Length; i++)
        {
            s += b[i] * b[i];
        }

        return s;
    }

    [Differentiable]
    public static double CopyAndFill(ReadOnlySpan<double> p, double x)
    {
        double[] q = new double[p.Length];
        q.AsSpan().Fill(x * x);
        double s = q[0] * q[1];
        p.Slice(0, 3).CopyTo(q);
        s += q[0] * q[1] * q[5];
        q.AsSpan(1, 2).Clear();
        for (int i = 0; i < q.Length; i++)
        {
            s += q[i] * q[i];
        }

        return s;
    }

    [Differentiable]
    public static double OverlappingCopy(Span<double> p)
    {
        p[..5].CopyTo(p[1..]);
        double s = 0;
        for (int i = 0; i < p.Length; i++)
        {
            s += p[i] * (i + 1) * p[i];
        }

        return s;
    }

    [Differentiable]
    public static double ArrayRangeCopies(double[] p)
    {
        double[] head = p[..3];
        head[0] *= 2;
        return head[0] * p[0] + head[1] * p[2];
    }
}
