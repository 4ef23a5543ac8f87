using System;
using AutoDiff;

namespace Gradients;

/// <content>One buffer under several names.</content>
public static partial class Functions
{
    [Differentiable]
    public static double FilledUnderAnotherName(ReadOnlySpan<double> p, double y)
    {
        double[] buffer = new double[p.Length];
        Span<double> view = buffer;
        for (int i = 0; i < view.Length; i++)
        {
            view[i] = p[i] * p[i];
        }

        double s = view[1] * view[2];
        buffer.AsSpan().Fill(y);
        return s + view[0] * view[1];
    }

    [Differentiable]
    public static double CopiedUnderAnotherName(ReadOnlySpan<double> p)
    {
        double s = 0;
        for (int k = 0; k < 2; k++)
        {
            double[] buffer = new double[p.Length];
            double[] other = buffer;
            other[k] = p[k] * p[k];
            s += other[k] * p[k + 1];
            p.CopyTo(buffer);
            s += other[k] * other[5];
        }

        return s;
    }
}
