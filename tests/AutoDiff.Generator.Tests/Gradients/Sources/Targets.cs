using System;
using AutoDiff;

namespace Gradients;

/// <content>Targets of assignments: their parts are evaluated once, from left to right, and before what is assigned.</content>
public static partial class Functions
{
    [Differentiable]
    public static double UpdatedThroughIndexer(double x, double y, double z)
    {
        Located.Numbers v = new();
        v[0] = x;
        v[1] = y;
        int k = 0;
        v[k++] += z;
        v[k--] *= x * v[Located.Next(ref k) - 1];
        v[k, 1 - k++]++;
        double before = v[k]--;
        double after = --v[k - 1];
        return v[0] * x + 3 * v[1] * z + k * before * after;
    }

    [Differentiable]
    public static double UpdatedPropertyOfElement(double x, double y, double z)
    {
        Located.Holder[] objects = [new(x), new(y)];
        Located.Plain[] structs = new Located.Plain[2];
        structs[1].Held = y;
        int k = 0;
        objects[k++].Number += z;
        structs[k--].Number -= x * z;
        objects[k].Number *= objects[Located.Next(ref k)].Number;
        structs[k] += new Located.Plain { Held = x * Located.Next(ref k) };
        return objects[0].Held + 3 * objects[1].Held * y + structs[0].Held * z + x * structs[1].Held + k;
    }

    [Differentiable]
    public static double SetterOfElementWhoseIndexChanges(double x, double y)
    {
        double[] p = [x, y * y];
        Located.Plain[] structs = new Located.Plain[2];
        Span<Located.Plain> span = stackalloc Located.Plain[2];
        int k = 0;
        structs[k].Number = p[k++];
        span[k][k] = p[--k];
        return structs[0].Held * x + 3 * structs[1].Held + y * span[0].Held + 5 * x * span[1].Held + k;
    }

    [Differentiable]
    public static double SetterOfObjectThatIsReplaced(double x, double y)
    {
        Located.Renewed o = new();
        Located.Numbers first = o.Numbers;
        o.Numbers[0] = o.Renew(x) * y;
        Located.Numbers second = o.Numbers;
        second[1] = y;
        o.Numbers[1] *= o.Renew(x * y);
        return o.Numbers[0] + 3 * first[0] * x + 5 * second[1] * second[0];
    }

    [Differentiable]
    public static double TupleTargetsWhoseIndexChanges(double x, double y, double z)
    {
        double[] b = [1, 2, 3], c = new double[4];
        double[,] grid = new double[3, 3];
        int k = 0;
        double t;
        (b[k], b[++k]) = (x, y);
        (b[k], b[Located.Next(ref k)]) = (z * b[k], x * b[k - 1]);
        (t, (b[k], c[--k])) = (x, (y * z, z * b[k]));
        (grid[k, k], grid[--k, k]) = (x * t, y);
        return b[0] * x + 3 * b[1] * y + b[2] * z + c[1] * t + grid[1, 1] * y + 5 * z * grid[0, 0] + 7 * x * grid[0, 1] + k;
    }

    [Differentiable]
    public static double TupleTargetsThatReplaceTheBuffer(double x, double y)
    {
        double[] b = [x, 2, 3], old = b, c = [4, y, 6];
        int k = 1;
        (b, b[0], k, b[k]) = (c, x * y, 2, y);
        return b[0] * x + 3 * old[0] * y + old[1] * x + 5 * b[1] + b[2] * k;
    }

    private static class Located
    {
        public static int Next(ref int k) => ++k;

        public sealed class Numbers
        {
            private readonly double[] numbers = new double[4];

            public double this[int i]
            {
                get => numbers[i];
                set => numbers[i] = value;
            }

            public double this[int i, int j]
            {
                get => numbers[i] * numbers[j];
                set => numbers[i + j] = value;
            }
        }

        public sealed class Renewed
        {
            public Numbers Numbers = new();

            public double Renew(double x)
            {
                Numbers = new Numbers();
                Numbers[0] = x;
                Numbers[1] = x * x;
                return x;
            }
        }

        public sealed class Holder(double x)
        {
            public double Held = x;

            public double Number
            {
                get => Held;
                set => Held = value;
            }
        }

        public struct Plain
        {
            public double Held;

            public double Number
            {
                readonly get => Held;
                set => Held = value;
            }

            public double this[int i]
            {
                readonly get => Held * i;
                set => Held = value + i;
            }

            public static Plain operator +(Plain a, Plain b) => new() { Held = a.Held + b.Held };
        }
    }
}
