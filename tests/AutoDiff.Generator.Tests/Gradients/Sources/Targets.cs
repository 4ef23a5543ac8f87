using System;
using AutoDiff;

namespace Gradients;

/// <content>Targets of assignments: their parts are evaluated once, from left to right, and before what is assigned.</content>
public static partial class Functions
{
    [Differentiable]
    public static double TargetThatTheValueMovesThroughMemory(double[] x)
    {
        int[] state = [1];
        double[] a = new double[8];
        a[state[0]] = TargetNext(state, x);
        double[][] rows = [[x[0], x[1]], [x[2], x[3]]];
        rows[0][1] = TargetSwapped(rows, x[0] * x[1]);
        int[] head = [2];
        a[head[0] - 2] = Pop();
        return a[0] + 10 * a[1] + rows[0][0] * rows[0][1] + rows[1][0] * rows[1][0] * rows[1][1];

        double Pop()
        {
            head[0]--;
            return x[head[0]] * x[2];
        }
    }

    private static double TargetNext(int[] state, double[] x)
    {
        state[0] = (state[0] * 5 + 3) % 8;
        return x[state[0]] * 2;
    }

    private static double TargetSwapped(double[][] rows, double value)
    {
        (rows[0], rows[1]) = (rows[1], rows[0]);
        return value * value;
    }

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

    [Differentiable]
    public static double UpdatedThroughIndexerOfRefStruct(double x, double y, double z)
    {
        Span<double> memory = stackalloc double[4];
        Located.Window window = new(memory);
        int k = 0;
        window[k] = x * k++;
        window[k] += y * Located.Next(ref k);
        window[k--] -= z;
        window[k]++;
        return memory[0] * y + memory[1] * x + memory[2] * z + k;
    }

    [Differentiable]
    public static double BufferThatTheValueReplaces(double x, double y, double z)
    {
        double[] b = [1, 2, 3], first = b;
        b[0] = Located.Replaced(ref b, x);
        double[] second = b;
        b[1] += Located.Replaced(ref b, y);
        (b[0], b[2]) = (Located.Replaced(ref b, z), x * y);
        return b[0] * x + 3 * b[1] * y + first[0] * z + 5 * second[1] * x + 7 * second[2];
    }

    [Differentiable]
    public static double ReplacedStructBuffers(double x, double y, double z)
    {
        Located.Plain[] a = new Located.Plain[2], b = new Located.Plain[2];
        a[0].Held = x;
        b[0].Held = y;
        (a, a[0], b) = (b, new Located.Plain { Held = z * a[0].Held }, a);
        (a[0].Held, a, a[1].Held) = (x * y, b, z);
        return a[0].Held * y + 3 * a[1].Held + b[0].Held * x + 5 * b[1].Held * z;
    }

    [Differentiable]
    public static double IntegersThroughSetters(double x, double y)
    {
        Located.Narrow[] narrow = new Located.Narrow[2];
        int k = 0;
        narrow[k].Weight = x;
        narrow[k++].Low += 250;
        narrow[--k].Low += 10;
        int before = narrow[k++].Low++;
        narrow[k].Wide += 3L << before;
        narrow[k--].Wide <<= 2;
        int after = --narrow[k].Low;
        return narrow[0].Low * narrow[0].Weight + narrow[1].Wide * y + (before + after) * x * y + k;
    }

    private static class Located
    {
        public static int Next(ref int k) => ++k;

        public static double Replaced(ref double[] buffer, double x)
        {
            buffer = [x, x * x, 1];
            return x;
        }

        public readonly ref struct Window(Span<double> memory)
        {
            private readonly Span<double> memory = memory;

            public double this[int i]
            {
                get => memory[i];
                set => memory[i] = value;
            }
        }

        public struct Narrow
        {
            public double Weight;
            public int Number;

            public byte Low
            {
                readonly get => (byte)Number;
                set => Number = value;
            }

            public long Wide
            {
                readonly get => Number;
                set => Number = (int)value;
            }
        }

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
