using System;
using System.Linq;
using AutoDiff;

namespace Gradients;

/// <content>Buffers of structs that the method creates.</content>
public static partial class Functions
{
    private readonly record struct Planar(double X, double Y)
    {
        public double SquaredNorm => X * X + Y * Y;

        public static Planar operator +(Planar a, Planar b) => new(a.X + b.X, a.Y + b.Y);

        public static Planar operator *(double s, Planar a) => new(s * a.X, s * a.Y);
    }

    private readonly struct Grain
    {
        public Grain(Planar position, Planar velocity, double mass)
        {
            Position = position;
            Velocity = velocity;
            Mass = mass;
        }

        public Planar Position { get; }

        public Planar Velocity { get; }

        public double Mass { get; }
    }

    private struct Bond
    {
        public int From;
        public int To;
        public double Strength;
    }

    private sealed record Sample(double At, double Value);

    [Differentiable]
    public static double PolygonArea(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys)
    {
        Span<Planar> ps = new Planar[xs.Length];
        for (int i = 0; i < ps.Length; i++)
        {
            ps[i] = new Planar(xs[i], ys[i]);
        }

        double area = 0;
        for (int i = 0; i < ps.Length; i++)
        {
            Planar a = ps[i];
            Planar b = ps[(i + 1) % ps.Length];
            area += a.X * b.Y - b.X * a.Y;
        }

        return area / 2 * area;
    }

    [Differentiable]
    public static double NBodies(double[] start, double g, int steps)
    {
        Grain[] particles = new Grain[start.Length / 2];
        for (int i = 0; i < particles.Length; i++)
        {
            particles[i] = new Grain(new Planar(start[2 * i], start[2 * i + 1]), new Planar(0.1 * i, -0.2), 1 + 0.5 * i);
        }

        for (int step = 0; step < steps; step++)
        {
            Grain[] next = new Grain[particles.Length];
            for (int i = 0; i < particles.Length; i++)
            {
                Planar force = default;
                for (int j = 0; j < particles.Length; j++)
                {
                    if (i != j)
                    {
                        Planar d = particles[j].Position + -1.0 * particles[i].Position;
                        force += g * particles[j].Mass / Math.Sqrt(d.SquaredNorm + 0.5) * d;
                    }
                }

                Planar velocity = particles[i].Velocity + 0.1 * force;
                next[i] = new Grain(particles[i].Position + 0.1 * velocity, velocity, particles[i].Mass);
            }

            particles = next;
        }

        return particles.Sum(particle => particle.Mass * particle.Velocity.SquaredNorm);
    }

    [Differentiable]
    public static double StructsOnTheStack(double a, double b)
    {
        Span<Planar> corners = stackalloc Planar[3];
        corners[0] = new Planar(a, b);
        corners[1] = new Planar(b * b, a);
        corners[2] = 2.0 * corners[0] + corners[1];
        Span<Planar> last = corners[1..];
        double s = 0;
        foreach (Planar corner in last)
        {
            s += corner.SquaredNorm;
        }

        return s * last.Length + corners[^1].X;
    }

    [Differentiable]
    public static double StructsInACollection(double a, double b)
    {
        Planar[] points = [new(a, b), new(b, a * b), new(a, a)];
        ReadOnlySpan<Planar> view = points;
        double s = 0;
        for (int i = 0; i + 1 < view.Length; i++)
        {
            s += view[i].X * view[i + 1].Y;
        }

        return s;
    }

    [Differentiable]
    public static double CopiedStructs(ReadOnlySpan<double> xs)
    {
        Planar[] ps = new Planar[xs.Length];
        for (int i = 0; i < xs.Length; i++)
        {
            ps[i] = new Planar(xs[i], xs[i] * xs[0]);
        }

        Planar[] copy = ps.ToArray();
        Array.Reverse(ps);
        ps.AsSpan(0, 2).CopyTo(copy.AsSpan(1));
        ps.AsSpan(3).Fill(copy[0]);
        ps.AsSpan(1, 1).Clear();
        double s = 0;
        for (int i = 0; i < ps.Length; i++)
        {
            s += ps[i].X * copy[i].Y + ps[i].Y * i;
        }

        return s;
    }

    [Differentiable]
    public static double StructsThroughMethods(ReadOnlySpan<double> xs, double scale)
    {
        Planar[] ps = PairedUp(xs);
        Stretch(ps, scale);
        Stretch(ps.AsSpan(1), scale * scale);
        return Spread(ps) + Spread(Middle(ps));
    }

    private static Planar[] PairedUp(ReadOnlySpan<double> xs)
    {
        Planar[] pairs = new Planar[xs.Length / 2];
        for (int i = 0; i < pairs.Length; i++)
        {
            pairs[i] = new Planar(xs[2 * i], xs[2 * i + 1]);
        }

        return pairs;
    }

    private static void Stretch(Span<Planar> ps, double scale)
    {
        for (int i = 0; i < ps.Length; i++)
        {
            ps[i] = scale * ps[i];
        }
    }

    private static ReadOnlySpan<Planar> Middle(ReadOnlySpan<Planar> ps) => ps[1..^1];

    private static double Spread(ReadOnlySpan<Planar> ps)
    {
        double s = 0;
        foreach (Planar p in ps)
        {
            s += p.SquaredNorm;
        }

        return Math.Sqrt(s);
    }

    [Differentiable]
    public static double ChangedInPlace(ReadOnlySpan<double> xs)
    {
        Bond[] bonds = new Bond[xs.Length];
        for (int i = 0; i < bonds.Length; i++)
        {
            bonds[i].From = i;
            bonds[i].To = (2 * i + 1) % xs.Length;
            bonds[i].Strength = xs[i];
            bonds[i].Strength *= xs[bonds[i].To];
        }

        for (int i = 0; i < bonds.Length; i++)
        {
            ref Bond bond = ref bonds[i];
            bond.Strength += bonds[bond.To].Strength * 0.5;
        }

        double s = 0;
        foreach (ref Bond bond in bonds.AsSpan())
        {
            bond.Strength = Math.Sin(bond.Strength);
            s += bond.Strength * xs[bond.From];
        }

        return s;
    }

    [Differentiable]
    public static double ChosenStructs(ReadOnlySpan<double> xs, int which)
    {
        Planar[] first = xs.ToArray().Select(x => new Planar(x, x * x)).ToArray();
        Planar[] second = [new(xs[0], xs[1])];
        ReadOnlySpan<Planar> chosen = which > 2 ? first : second;
        Planar total = default;
        while (chosen.Length > 0)
        {
            total += chosen[0];
            chosen = chosen[1..];
        }

        return total.X * total.Y;
    }

    [Differentiable]
    public static double TuplesInABuffer(ReadOnlySpan<double> xs)
    {
        (double Value, int Index)[] ranked = new (double, int)[xs.Length];
        for (int i = 0; i < xs.Length; i++)
        {
            ranked[i] = (xs[i], i);
        }

        for (int i = 1; i < ranked.Length; i++)
        {
            for (int j = i; j > 0 && ranked[j - 1].Value > ranked[j].Value; j--)
            {
                (ranked[j - 1], ranked[j]) = (ranked[j], ranked[j - 1]);
            }
        }

        double s = 0;
        for (int i = 0; i < ranked.Length; i++)
        {
            s += (i + 1) * ranked[i].Value * ranked[i].Value + ranked[i].Index;
        }

        return s;
    }

    [Differentiable]
    public static double RecordsInABuffer(ReadOnlySpan<double> xs)
    {
        Sample[] samples = new Sample[xs.Length];
        for (int i = 0; i < xs.Length; i++)
        {
            samples[i] = new Sample(0.5 * i, xs[i]);
        }

        double s = 0;
        for (int i = 1; i < samples.Length; i++)
        {
            s += (samples[i].At - samples[i - 1].At) * (samples[i].Value * samples[i - 1].Value);
        }

        return s;
    }

    [Differentiable]
    public static double StructsByLinq(ReadOnlySpan<double> xs)
    {
        Planar[] ps = xs.ToArray().Select((x, i) => new Planar(x, i * x * x)).ToArray();
        return ps.Sum(p => p.X * p.Y) + ps.Max(p => p.Y);
    }
}
