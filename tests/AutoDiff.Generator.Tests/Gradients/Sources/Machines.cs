using System;
using AutoDiff;

namespace Gradients;

/// <summary>Instructions of the small machines below.</summary>
public enum Instruction
{
    Push,
    Add,
    Multiply,
    Sine,
    Skip,
    Halt,
}

/// <content>Interpreters: data decides what each step does, what it overwrites and where it goes next.</content>
public static partial class Functions
{
    [Differentiable]
    public static double StackMachine(ReadOnlySpan<double> p, int[] codes)
    {
        Span<double> stack = stackalloc double[8];
        int top = 0;
        double sum = 0.5;
        int steps = 0;
        for (int pc = 0; pc < codes.Length && steps < 20; pc++)
        {
            steps++;
            switch ((Instruction)codes[pc])
            {
                case Instruction.Add when top >= 2:
                    stack[top - 2] += stack[top - 1];
                    top--;
                    goto case Instruction.Sine;
                case Instruction.Push:
                case Instruction.Add:
                case Instruction.Multiply when top == 0:
                    stack[top++] = p[pc] * sum;
                    break;
                case Instruction.Multiply:
                    stack[top - 1] *= stack[top - 1] * p[pc];
                    continue;
                case Instruction.Sine:
                    if (top > 0)
                    {
                        stack[top - 1] = Math.Sin(stack[top - 1]);
                        break;
                    }

                    sum *= p[pc];
                    break;
                case Instruction.Skip:
                    pc += steps > 4 ? 0 : 1;
                    break;
                default:
                    if (steps > 3)
                    {
                        return sum * sum;
                    }

                    break;
            }

            sum += top > 0 ? stack[top - 1] * stack[top - 1] : p[0];
        }

        return sum;
    }

    [Differentiable]
    public static double StateMachine(ReadOnlySpan<double> p, double limit)
    {
        int state = 0;
        double s = 1;
        int i = 0;
        while (true)
        {
            double v = p[i % p.Length] * s;
            try
            {
                switch (state, v)
                {
                    case (0, > 1):
                        s = v * 0.5;
                        state = 1;
                        break;
                    case (0, _):
                        s += v;
                        state = 2;
                        continue;
                    case (1, var w) when w * w < limit:
                        s *= p[0];
                        state = 0;
                        break;
                    case (1, _):
                        s = Math.Sqrt(v);
                        state = 2;
                        if (i > 6)
                        {
                            return s * v;
                        }

                        break;
                    case (2, < 0.5 or > 2.5):
                        s = s * 0.25 + v * v * 0.01;
                        state = 3;
                        break;
                    case (2, _):
                        state = 0;
                        break;
                    default:
                        state = i % 2;
                        s -= v * 0.1;
                        break;
                }
            }
            finally
            {
                i++;
                s *= 0.95;
            }

            if (i > 9)
            {
                break;
            }
        }

        return s * s + limit * s;
    }

    [Differentiable]
    public static double PingPongSwitch(ReadOnlySpan<double> p, int[] codes)
    {
        double[] a = new double[6];
        double[] b = new double[6];
        p.CopyTo(a);
        for (int t = 0; t < 3; t++)
        {
            for (int i = 0; i < 6; i++)
            {
                int j = codes[i];
                b[i] = (j, t) switch
                {
                    (0, _) => a[i] * a[5],
                    (1 or 2, 0) => a[j] + a[i] * 0.5,
                    (_, var k) when k == j => Math.Exp(-a[i]),
                    ( > 3, not 1) => a[j] * p[i],
                    _ => b[i] * 0.5 + a[j],
                };
            }

            for (int i = 0; i < 6; i++)
            {
                a[codes[i]] = b[i] is > 0.25 and var x && x < 1.5 ? x * x : b[i] * 0.75;
            }
        }

        double s = 0;
        foreach (double v in a)
        {
            s += v;
        }

        return s;
    }
}
