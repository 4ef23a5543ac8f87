using System;
using AutoDiff;

namespace Gradients;

/// <content>Second names of variables and elements.</content>
public static partial class Functions
{
    [Differentiable]
    public static double RefElement(Span<double> p, double x)
    {
        for (int i = 0; i < p.Length; i++)
        {
            ref double cell = ref p[i];
            cell *= x;
            cell += cell * p[0];
        }
        return p[0] * p[1] + p[^1];
    }

    [Differentiable]
    public static double RefMoved(double[] p, double[] q, double x)
    {
        int i = 1;
        ref double cell = ref p[i];
        i++;
        cell = cell * x + p[i];
        cell = ref q[i];
        cell *= p[1] * cell;
        if (x > 1)
        {
            cell = ref p[0];
        }
        cell += x * x * cell;
        return cell * q[2] + p[0] * i;
    }

    [Differentiable]
    public static double RefLoop(Span<double> p, double x)
    {
        ref double best = ref p[0];
        for (int i = 1; i < p.Length; i++)
        {
            if (p[i] > best)
            {
                best = ref p[i];
            }
            best *= x;
        }
        best = best * best;
        double s = 0;
        foreach (double e in p)
        {
            s += e * e;
        }
        return s;
    }

    [Differentiable]
    public static double RefScalar(double x, double y)
    {
        ref double a = ref x;
        double t = a * y;
        a = t * t;
        ref double b = ref t;
        b *= a;
        return x * t + a;
    }

    [Differentiable]
    public static double RefForEach(Span<double> p, double x)
    {
        foreach (ref double e in p[1..])
        {
            e = e * x + p[0];
            p[0] *= 0.5;
        }
        foreach (ref readonly double e in p)
        {
            x += e * e;
        }
        return x;
    }

    [Differentiable]
    public static double RefOfRef(Span<double> p, double x)
    {
        int k = 2;
        ref double a = ref p[k];
        k = 3;
        ref double b = ref a;
        b *= x;
        a += p[k];
        return b * p[2];
    }
}
