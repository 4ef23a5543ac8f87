using System;
using AutoDiff;

namespace Gradients;

/// <content>Arguments that are a second name for what the called method sees by another one.</content>
public static partial class Functions
{
    [Differentiable]
    public static double SameElementTwice(double[] p, int i)
    {
        double[] q = (double[])p.Clone();
        Seen.Exchange(ref q[i % 2], ref q[0]);
        Seen.Exchange(ref q[1], ref q[1]);
        return q[0] * q[1];
    }

    [Differentiable]
    public static double ElementAndItsBuffer(double[] p)
    {
        double[] q = (double[])p.Clone();
        Seen.Spread(ref q[0], q);
        return Seen.Scaled(in q[1], q) * q[0];
    }

    [Differentiable]
    public static double ElementOfGrid(double[,] p)
    {
        double[,] q = (double[,])p.Clone();
        Seen.Exchange(ref q[0, 0], ref q[0, 0]);
        Seen.Exchange(ref q[0, 0], ref q[0, 1]);
        return q[0, 0] * q[0, 0] + q[0, 1];
    }

    [Differentiable]
    public static double VariableReadByAnotherName(double x, double y)
    {
        Seen.Doubled(ref x, x);
        Seen.Doubled(ref y, in x);
        Seen.Forwarded(ref y, in y);
        return x * y;
    }

    [Differentiable]
    public static double CapturedByAnotherName(double x)
    {
        double z = x * 2;
        return Local(z) + Local(in z);

        double Local(in double a)
        {
            z *= 3;
            return a * a;
        }
    }

    [Differentiable]
    public static double MemberOfTheReceiver(double x, double v)
    {
        Pearl particle = new() { X = x, V = v };
        particle.Step(in particle.X);
        particle.Step(particle.V);
        return particle.SumAfter(ref particle.X) * particle.V;
    }

    [Differentiable]
    public static double ReceiverInItsBuffer(double[] x, double h)
    {
        Pearl[] particles = new Pearl[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            particles[i].X = x[i];
        }

        for (int i = 0; i < particles.Length; i++)
        {
            particles[i].Attract(particles, h);
        }

        double s = particles[0].SumAfter(ref particles[0].X);
        foreach (Pearl particle in particles)
        {
            s += particle.X * particle.V;
        }

        return s;
    }

    [Differentiable]
    public static double ValueBesideReference(double x) => Seen.Product(x, ref x) + Seen.Product(x, ref x);

    [Differentiable]
    public static double AssignedAfterItWasPassed(double[] p)
    {
        double[] q = (double[])p.Clone();
        int i = 0;
        Seen.Doubled(ref q[i++], q[i] = q[i] * q[0]);
        return q[0] * q[1];
    }

    [Differentiable]
    public static double VariantsWithALocalFunction(double x, double y)
    {
        Seen.Twice(v => v * v, ref x, y);
        Seen.Twice(v => v * y, ref x, x);
        return x * y;
    }

    [Differentiable]
    public static double InactiveCallOfARecursiveMethod(double x, int n)
    {
        double k = 2;
        Seen.Grow(ref k, 0.5, n % 3, out double last);
        Seen.Grow(ref x, k, n % 3, out double made);
        return x * made + k + last;
    }

    [Differentiable]
    public static double ReceiverChangedByItsArgument(double x, double y)
    {
        Pearl pearl = new() { X = x, V = y };
        pearl.Put(pearl.Take() * y);
        pearl.Put(pearl.X = pearl.X * 3);
        return pearl.Read(pearl.Take()) * pearl.V + pearl.X;
    }

    [Differentiable]
    public static double ElementAsReceiver(double[] x, double y)
    {
        Pearl[] pearls = new Pearl[x.Length + 2];
        pearls[0].X = x.Length > 0 ? x[0] : 2;
        for (int i = 0; i + 1 < pearls.Length; i++)
        {
            pearls[i].Give(ref pearls[i + 1], Seen.SumOfSquares(x) * y);
            pearls[i].Put(y > 0 ? pearls[i + 1].Take() : 2);
        }

        foreach (ref Pearl pearl in pearls.AsSpan())
        {
            pearl.Put(Seen.SumOfSquares(x));
        }

        return pearls[0].X * pearls[^1].V + pearls[1].X;
    }

    [Differentiable]
    public static double PlaceIsKnownBeforeTheCall(double[] p)
    {
        double[] q = new double[p.Length + 3];
        int n = 0;
        Seen.Append(ref q[n], ref n, 2.5);
        Seen.Append(ref q[n], ref n, p.Length > 0 ? p[0] : 1);
        int i = 1;
        Seen.Doubled(ref q[i], q[--i]);
        Take(ref q[i]);
        return q[0] * q[1] + q[2] * n;

        void Take(ref double value)
        {
            i++;
            value *= 2;
        }
    }

    [Differentiable]
    public static double TemporaryAsReceiver(double x, double y) =>
        new Pearl { X = x, V = 2 * y }.Take() + default(Pearl).Take() * x + Seen.MakeOf(x).Take() * y;

    /// <summary>What is called.</summary>
    private static class Seen
    {
        public static void Exchange(ref double a, ref double b)
        {
            a += 1.5 * b;
            b *= a;
        }

        public static void Spread(ref double a, Span<double> all)
        {
            a *= 2;
            all[0] += a;
            a *= all[0];
        }

        public static double Scaled(in double a, Span<double> all)
        {
            all[1] *= 3;
            return a * all[0];
        }

        public static void Doubled(ref double a, in double b)
        {
            a *= 2;
            a += b;
        }

        public static void Twice(Func<double, double> f, ref double a, in double b)
        {
            double t = a * 3;
            a = Times(b) + Times(t);

            double Times(double u) => t * f(u);
        }

        public static void Grow(ref double a, in double b, int n, out double last)
        {
            last = a;
            a += b * a;
            if (n > 0)
            {
                Grow(ref a, b, n - 1, out double inner);
                last = inner * b;
            }
        }

        public static double SumOfSquares(double[] x)
        {
            double s = 0.5;
            for (int i = 0; i < x.Length; i++)
            {
                s += x[i] * x[i];
            }

            return s;
        }

        public static void Append(ref double slot, ref int n, double value)
        {
            slot = value;
            n++;
        }

        public static Pearl MakeOf(double x) => new() { X = x, V = x * x };

        public static void Forwarded(ref double a, in double b) => Doubled(ref a, in b);

        public static double Product(double a, ref double b)
        {
            b *= 2;
            return a * b;
        }
    }

    /// <summary>A struct that changes in place.</summary>
    internal struct Pearl
    {
        public double X;
        public double V;

        public void Step(in double h)
        {
            X *= 2;
            V += h * X;
        }

        public void Put(double value)
        {
            X += value;
            V = value * X;
        }

        public double Take()
        {
            V += 0.5 * X;
            return X * V;
        }

        public readonly double Read(double scale) => X * scale;

        public void Give(ref Pearl other, double value)
        {
            other.X += X * value;
            X *= 0.5;
        }

        public readonly double SumAfter(ref double x)
        {
            x *= 2;
            return X + V;
        }

        public void Attract(Pearl[] all, double h)
        {
            for (int i = 0; i < all.Length; i++)
            {
                V += h * (all[i].X - X);
                X += 0.1 * h * V;
            }
        }
    }
}
