// Roslyn warns of nullability where such parts come from a method of their own.
#nullable disable

using System.Linq;
using System.Numerics;
using AutoDiff;

namespace Gradients;

public readonly struct Squared
{
    public readonly double Root;

    public Squared(double root) => Root = root;

    public static implicit operator double(Squared s) => s.Root * s.Root;
}

public readonly struct Tenfold
{
    public readonly double Value;

    public Tenfold(double value) => Value = value;

    public static implicit operator Tenfold(double value) => new(value * 10);
}

public readonly struct Coarse
{
    public readonly float Value;

    public Coarse(float value) => Value = value;

    public static explicit operator Coarse(float value) => new(value * 4);
}

public struct Crossed
{
    public double A, B;

    public Crossed(double a, double b)
    {
        A = a;
        B = b;
    }

    public readonly void Deconstruct(out double a, out double b)
    {
        a = B;
        b = A * A;
    }
}

public sealed record Sides(double Width, double Height);

// C# converts the parts of tuples and the items of loops by operators that the source does not name there.
public static partial class Functions
{
    [Differentiable]
    public static double ItemsConvertedByAnOperator(double[] x, double y)
    {
        double sum = 0;
        Squared[] squares = [new(x[0]), new(x[1] * y)];
        foreach (double square in squares)
        {
            sum += square;
        }

        foreach (Tenfold tenfold in x)
        {
            sum += tenfold.Value * tenfold.Value;
        }

        foreach (Tenfold tenfold in x.Select(v => v * y))
        {
            sum *= 1 + tenfold.Value / 100;
        }

        int[] counts = [1, 2];
        foreach (Tenfold tenfold in counts)
        {
            sum += tenfold.Value * y;
        }

        return sum;
    }

    [Differentiable]
    public static double ItemsThatBecomeComplex(double[] x)
    {
        double sum = 0;
        foreach (Complex z in x)
        {
            sum += (double)(z * z * z).Real;
        }

        return sum;
    }

    [Differentiable]
    public static double PartsConvertedByAnOperator(double x, double y)
    {
        (Squared, double) pair = (new Squared(x), y);
        (double, double) numbers = pair;
        var nested = (x, (y, x * y));
        (Tenfold, (Tenfold, double)) tenfold = nested;
        return numbers.Item1 * numbers.Item2 + tenfold.Item1.Value * tenfold.Item2.Item1.Value * tenfold.Item2.Item2;
    }

    [Differentiable]
    public static double AssignedPartsConvertedByAnOperator(double x, double y)
    {
        Tenfold u, w;
        (u, w) = SidesOf(x);
        double sum = u.Value * w.Value;
        (u, (Tenfold v, double t)) = (y, (x, x * y));
        sum += u.Value * v.Value * t;
        double a, b;
        (a, b) = (new Squared(x), new Squared(y));
        (b, a) = (a, new Squared(b));
        (Tenfold only, _) = (x, y);
        return sum + a * b + only.Value * only.Value;
    }

    [Differentiable]
    public static double DeconstructedPartsConvertedByAnOperator(double x, double y)
    {
        (Tenfold a, Tenfold b) = new Crossed(x, y);
        (Tenfold c, double d) = new Sides(x * y, x);
        return a.Value * b.Value + c.Value * c.Value * d;
    }

    [Differentiable]
    public static double ItemsTakenApartByTheirOwnMethod(double x, double y)
    {
        double sum = 0;
        Crossed[] crossed = [new(x, y), new(y, x * y)];
        foreach ((Tenfold a, double b) in crossed)
        {
            sum += a.Value * b;
        }

        (double, double)[] pairs = [(x, y), (x * x, y)];
        foreach ((Tenfold a, double b) in pairs)
        {
            sum += a.Value * a.Value * b;
        }

        (int, int)[] whole = [(1, 2), (3, 4)];
        foreach ((Tenfold a, double b) in whole)
        {
            sum += a.Value * b * x;
        }

        return sum;
    }

    [Differentiable]
    public static double NarrowedAroundAnOperator(double x, double y)
    {
        double w = 2.25;
        Coarse coarse = (Coarse)(w + 1);
        Squared square = new(w);
        return x * coarse.Value + (float)square * x * y + (int)square * y * y;
    }

    [Differentiable]
    public static double NarrowedParts(double x, double y)
    {
        (double, double) pair = (x * 3, 2.5);
        var narrow = ((int, float))pair;
        var whole = ((int, double))(y * 4, x * y);
        return narrow.Item1 * narrow.Item2 * x + whole.Item1 * whole.Item2;
    }

    private static (double Width, double Height) SidesOf(double x) => (x, x * x);

    /// <summary>C# has no operator for an <c>int</c> and a <c>ulong</c>, which stand side by side in the derivative only.</summary>
    [Differentiable]
    public static double IntegersOfAllTypes(double[] x)
    {
        int n = 7;
        uint u = 2;
        long l = -3;
        ulong w = 5;
        nint i = -4;
        nuint j = 6;
        double products = x[0] * n * w + l * (x[1] * w) * u + x[2] * i * j + x[3] * l * j * n;
        double quotients = x[0] * n / w + x[1] / l / w + i * x[2] / j + x[3] * n / l + x[4] * u / n + x[5] / w / i;
        double sums = x[0] * l + x[0] * w + (x[1] * i - x[1] * j) - x[2] * n - w * x[2];
        return products * quotients + sums - -(x[5] * w) * -l;
    }

    [Differentiable]
    public static double TaylorSeriesOfIntegers(double x)
    {
        double sum = 0;
        double power = 1;
        ulong factorial = 1;
        for (int k = 0; k < 8; k++)
        {
            if (k > 0)
            {
                factorial *= (ulong)k;
            }

            int sign = k % 2 == 0 ? 1 : -1;
            sum += sign * power / factorial;
            power *= x * x;
        }

        return sum;
    }

    [Differentiable]
    public static double BinomialSumOfIntegers(double[] x)
    {
        nuint binomial = 1;
        double sum = 0;
        for (nint k = 0; k <= 5; k++)
        {
            sum += x[(int)k] * binomial * (k % 2 == 0 ? k : -k) / (binomial + 1) * x[0];
            binomial = binomial * (nuint)(5 - k) / (nuint)(k + 1);
        }

        return sum;
    }

    [Differentiable]
    public static double WholeQuotients(double[] x)
    {
        int n = 7;
        int m = 2;
        long l = 3;
        return x[0] * n / m + n / m * x[1] + n * x[2] / l - x[3] / n * m;
    }
}
