using System;
using System.Numerics;
using AutoDiff;

namespace Gradients;

public readonly record struct Point(double X, double Y)
{
    public double Norm => Math.Sqrt(X * X + Y * Y);

    public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y);

    public static Point operator *(double s, Point a) => new(s * a.X, s * a.Y);

    public double Dot(Point other) => X * other.X + Y * other.Y;
}

public struct Counter
{
    public double Amount;
    public int Steps;

    public Counter(double amount)
    {
        Amount = amount;
        Steps = 1;
    }

    public void Grow(double rate)
    {
        Amount += rate * Amount;
        Steps++;
    }

    public readonly double Twice() => 2 * Amount;
}

public struct Advanced(double a, double b)
{
    public double First = a++;
    public double Second = a *= b;

    public readonly double Product => First * Second * a;
}

public record Lever(double Arm, double Load)
{
    public double Arm { get; init; } = Arm * 10;

    public double Torque { get; init; } = Arm * Load;
}

public static class Apart
{
    public static void Deconstruct(this Ray ray, out double reach, out double twice)
    {
        reach = ray.Reach * ray.Reach;
        twice = 2 * ray.Angle;
    }
}

public readonly record struct Offset(double X, double Y)
{
    public Offset(double both)
        : this(both, both)
    {
    }

    public Offset(double a, double b, double c)
        : this(Y: a * b, X: c)
    {
    }
}

public enum Phase
{
    First,
    Second,
    Third,
}

[Flags]
public enum Signs
{
    None = 0,
    OfX = 1,
    OfY = 2,
}

public readonly struct Ray(double a, double b)
{
    public double Angle { get; } = a;

    public double Reach { get; } = b;
}

public readonly struct Interval
{
    private readonly double low;
    private readonly double high;

    public Interval(double low, double high)
    {
        this.low = low;
        this.high = high;
    }

    public double Width => high - low;

    public double this[int end] => end == 0 ? low : high;

    public static Interval operator *(Interval a, double b) => new(a.low * b, a.high * b);

    public static implicit operator Interval(double x) => new(x, x * x);
}

public record class Spring(double Stiffness, Point Rest)
{
    public double Energy(Point at) => 0.5 * Stiffness * (at + -1.0 * Rest).Dot(at + -1.0 * Rest);
}

public struct Body
{
    public Point Position;
    public Point Velocity;
    public double Mass;
}

public struct Bead
{
    public double Mass, Speed;
    public int Kind;
}

/// <summary>Structs, records and tuples.</summary>
public static partial class Functions
{
    [Differentiable]
    public static double TuplesDeconstructed(double x, double y)
    {
        var (a, b) = (x * y, x + y);
        (a, b) = (b, a);
        var t = (P: a * b, Q: b);
        t.P *= 2;
        return t.P * t.Q + t.Item2;
    }

    [Differentiable]
    public static double TupleReturned(double x)
    {
        var (s, c) = SineAndCosine(x * x);
        var both = SineAndCosine(x);
        return s * c + both.Sine * both.Cosine;
    }

    [Differentiable]
    public static double TupleParameter((double A, double B) t, double x) => t.A * t.B * t.B * x;

    [Differentiable]
    public static double RecordStructs(double x, double y)
    {
        var p = new Point(x, y);
        Point q = 2.0 * p + new Point(y, x * x);
        var r = q with { Y = q.X * 3 };
        return r.Norm * p.Dot(q) + q.Norm;
    }

    [Differentiable]
    public static double MutableStruct(double x)
    {
        var m = new Counter(x);
        m.Grow(x);
        for (int i = 0; i < 3; i++)
        {
            m.Grow(0.5 * x);
        }

        Counter copy = m;
        copy.Amount *= 2;
        Counter empty = default;
        empty.Amount = x;
        return m.Twice() * copy.Amount + empty.Amount * m.Steps;
    }

    [Differentiable]
    public static double ReadOnlyStruct(double x, double y)
    {
        Interval interval = new(x, x + y);
        Interval scaled = interval * y;
        Interval converted = x * y;
        return scaled.Width * interval[1] + converted[0] * converted.Width;
    }

    [Differentiable]
    public static double RecordClass(double x, double y)
    {
        Spring spring = new(x, new Point(y, 1));
        Spring stiffer = spring with { Stiffness = x * x };
        return spring.Energy(new Point(x, y)) + stiffer.Energy(new Point(y, x));
    }

    [Differentiable]
    public static double StructInLoop(double[] x)
    {
        var sum = new Point(0, 1);
        foreach (double v in x)
        {
            sum = sum + 0.1 * v * new Point(sum.Y, v);
            if (sum.X > 100)
            {
                break;
            }
        }

        return sum.X * sum.Y;
    }

    [Differentiable]
    public static double ArrayOfStructs(double x)
    {
        var counters = new Counter[3];
        for (int i = 0; i < 3; i++)
        {
            counters[i].Amount = x * i;
            counters[i].Grow(x);
        }

        double s = 0;
        foreach (var counter in counters)
        {
            s += counter.Amount * counter.Amount * counter.Steps;
        }

        return s;
    }

    [Differentiable]
    public static double StructParameter(Point p, double k) => p.Norm * k + p.X * p.Y;

    [Differentiable]
    public static double StructAndBufferParameters(Point p, double[] w)
    {
        double s = 0;
        foreach (double v in w)
        {
            s += v * p.X + p.Y;
        }

        return s;
    }

    [Differentiable]
    public static double StructWithInteger(Counter c, double x)
    {
        c.Grow(x);
        return c.Amount * c.Steps;
    }

    [Differentiable]
    public static double NestedStructs(Body body, double time)
    {
        body.Position = body.Position + time * body.Velocity;
        body.Velocity = new Point(body.Velocity.X, body.Velocity.Y - 9.81 * time);
        return body.Mass * (body.Velocity.Dot(body.Velocity) * 0.5 + body.Position.Y);
    }

    [Differentiable]
    public static double SpanOfStructs(ReadOnlySpan<Bead> bodies, double x)
    {
        double energy = 0;
        foreach (var body in bodies)
        {
            energy += 0.5 * body.Mass * body.Speed * body.Speed * x;
        }

        return energy + bodies[0].Speed * bodies[1].Mass;
    }

    [Differentiable]
    public static double ComplexFunctionsInATry(Complex z, double k)
    {
        double s = 0;
        for (int i = 0; i < 4; i++)
        {
            z = Stepped(z, k);
            s += (double)(z.Real * z.Imaginary);
        }

        return s;
    }

    private static Complex Stepped(Complex z, double k)
    {
        if (z.Real > 1000)
        {
            return z;
        }

        int calls = 0;
        try
        {
            Complex w = 0.2 * Complex.Exp(new Complex(Math.Tanh((double)z.Real), z.Imaginary * k));
            return w.Real > 700 ? w : Complex.Sqrt(w);
        }
        finally
        {
            calls++;
        }
    }

    [Differentiable]
    public static double ComplexNumber(Complex z, double k)
    {
        Complex w = new(z.Real * k, z.Imaginary);
        return (double)(w.Real * z.Imaginary + w.Imaginary);
    }

    [Differentiable]
    public static double PrimaryConstructor(Ray ray, double k)
    {
        Ray longer = new(ray.Angle * k, ray.Reach + k);
        return Math.Cos(longer.Angle) * longer.Reach * ray.Reach;
    }

    [Differentiable]
    public static double ConstructorOfConstructor(double x, double y)
    {
        Offset both = new(x * y);
        Offset three = new(x, y, 2 * y);
        return both.X * three.X + both.Y * three.Y;
    }

    [Differentiable]
    public static double EnumerationsThatCount(double x, double y)
    {
        double s = 0;
        for (Phase phase = Phase.First; phase <= Phase.Third; phase++)
        {
            s += phase switch { Phase.First => x, Phase.Second => x * y, _ => y * y };
        }

        Signs signs = Signs.None;
        if (x > 0)
        {
            signs |= Signs.OfX;
        }

        if (y > 0)
        {
            signs |= Signs.OfY;
        }

        signs &= ~Signs.OfY;
        decimal price = 1.5m;
        price += 1;
        string text = "a";
        text += "bc";
        return (signs & Signs.OfX) != 0 ? s * x * (double)price : s * text.Length;
    }

    [Differentiable]
    public static double RecordWithInitializersTakenApart(double x, double y)
    {
        (double arm, double load) = new Lever(x, y);
        (double longer, double same) = new Lever(x, y) with { Arm = x * x };
        return arm * load + longer * same * new Lever(x, y).Torque;
    }

    [Differentiable]
    public static double DeconstructOfAnExtension(double x, double y)
    {
        var (reach, twice) = new Ray(x * x + 1, y);
        double other;
        (reach, other) = new Ray(reach, twice);
        return reach * twice * other;
    }

    [Differentiable]
    public static double TypeArgumentsThatAreSpelled(double x) => x * Converted<int, double>(Converted<double, int>(2.7));

    private static TOut Converted<TIn, TOut>(TIn value)
        where TIn : INumber<TIn>
        where TOut : INumber<TOut> => TOut.CreateChecked(value);

    [Differentiable]
    public static double ParameterThatInitializersAssign(double x, double y)
    {
        Advanced advanced = new(x, y);
        return advanced.Product + advanced.First * y;
    }

    private static (double Sine, double Cosine) SineAndCosine(double x) => (Math.Sin(x), Math.Cos(x));

    [Differentiable]
    public static double StructThatIsIncremented(double[] x)
    {
        var a = new Incremented { Sum = x[0], Change = x[1] };
        Incremented b = a++;
        Incremented c = ++a;
        Incremented d = a--;
        --a;
        var cells = new Incremented[2];
        cells[0] = b;
        cells[1] = new Incremented { Sum = x[2], Change = x[0] };
        int i = 0;
        cells[i++]++;
        Incremented e = cells[i++]--;
        return (a.Sum * a.Change) + (b.Sum * c.Change) + (d.Sum * d.Change) + (cells[0].Sum * cells[1].Change) + (cells[1].Sum * e.Sum * i);
    }

    private struct Incremented
    {
        public double Sum;
        public double Change;

        public static Incremented operator ++(Incremented a) => new() { Sum = a.Sum + 1, Change = a.Change * a.Sum };

        public static Incremented operator --(Incremented a)
        {
            a.Sum -= a.Change;
            return a;
        }
    }
}
