using System;
using AutoDiff;

namespace Gradients;

/// <content>Structures without floating-point numbers, which change when they are asked: whoever gets one by value has a copy.</content>
public static partial class Functions
{
    private interface ITicket
    {
        static abstract double Scale { get; }

        int Next();
    }

    [Differentiable]
    public static double GeneratorByValue(double[] p)
    {
        Lottery dice = new() { State = 7 };
        double sum = 0;
        foreach (double item in p)
        {
            sum += Noisy(item * item, dice);
        }

        return sum * dice.Next();
    }

    [Differentiable]
    public static double TicketByValueInLocalFunctionAndLambda(double[] p)
    {
        Ticket counter = default;
        Func<Ticket, double> picked = c => p[c.Next()] * p[c.Next()];
        return Local(counter) + picked(counter) * p[counter.Next()] + Strategy(counter, p) + p[counter.Next()];

        double Local(Ticket c) => p[c.Next()] - 2 * p[c.Next()];
    }

    private static double Noisy(double item, Lottery dice)
    {
        double sum = item;
        for (int i = 0; i < 3; i++)
        {
            sum += item * dice.Next();
        }

        return sum;
    }

    private static double Strategy<TCounter>(TCounter counter, double[] p)
        where TCounter : struct, ITicket => p[counter.Next()] * p[counter.Next()] * TCounter.Scale;

    private struct Lottery
    {
        public uint State;

        public double Next()
        {
            State = unchecked(State * 1664525u + 1013904223u);
            return (State >> 8) / 16777216.0;
        }
    }

    private struct Ticket : ITicket
    {
        private int n;

        public static double Scale => 1.5;

        public int Next() => n++ & 1;
    }
}
