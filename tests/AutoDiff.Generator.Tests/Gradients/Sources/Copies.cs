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

    [Differentiable]
    public static double ReadonlyFieldThatItsConstructorChanges(double[] p)
    {
        MeteredClass begun = new(p[0]);
        MeteredStruct other = new(p[1]);
        return begun.First * begun.Meter.Total * other.Meter.Total + begun.Late(p[1]) * other.Late(p[0]);
    }

    [Differentiable]
    public static double ReadonlyMethodThatChangesACopy(double[] p)
    {
        Metered metered = default;
        metered.Meter.Total = p[0];
        return metered.Ahead(p[1]) + 3 * metered.Both(p[1]) * metered.Meter.Total;
    }

    [Differentiable]
    public static double ReferenceThatAMethodIsCalledOn(double[] p)
    {
        Meter[] meters = new Meter[3];
        meters[1].Total = p[0];
        MeterAt(meters, 1).Add(p[1]);
        MeterKeptAt(meters, 1).Add(p[1]);
        double sum = MeterAt(meters, 1).Add(p[0]);
        MeterAt(meters, 2) = MeterAt(meters, 1);
        MeterAt(meters, 1).Total = 3;
        MeterBox box = new(p[0]);
        box.Own.Add(p[1]);
        box.AddTwice(in box.Number);
        return sum + meters[2].Total * meters[1].Total * p[0] + box.Number * box.Meter.Total;
    }

    private static ref Meter MeterAt(Meter[] meters, int i) => ref meters[i];

    private static ref readonly Meter MeterKeptAt(Meter[] meters, int i) => ref meters[i];

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

    private struct Meter
    {
        public double Total;

        public double Add(double amount)
        {
            Total += amount;
            return Total;
        }
    }

    private struct Metered
    {
        public Meter Meter;

        public readonly double Ahead(double amount)
        {
            double sum = 0;
            for (int i = 0; i < 3; i++)
            {
                sum += Meter.Add(amount);
            }

            return sum + Meter.Total;
        }

        public double Both(double amount)
        {
            Meter.Add(amount);
            return Meter.Total + Ahead(amount);
        }
    }

    private sealed class MeteredClass
    {
        public readonly Meter Meter;

        public MeteredClass(double amount)
        {
            Meter.Add(amount);
            Action add = () => Meter.Add(100);
            add();
            First = Meter.Add(amount) + Meter.Total;
        }

        public double First { get; }

        public double Late(double amount)
        {
            Meter.Add(amount);
            return Meter.Total;
        }
    }

    private readonly struct MeteredStruct
    {
        public readonly Meter Meter;

        public MeteredStruct(double amount)
        {
            Meter.Add(amount);
            Meter.Add(2 * amount);
        }

        public double Late(double amount) => Meter.Add(amount) + Meter.Total;
    }

    private sealed class MeterBox(double number)
    {
        public Meter Meter;
        private double value = number;

        public ref double Number => ref value;

        public ref Meter Own => ref Meter;

        public void AddTwice(in double amount)
        {
            value += amount;
            value += amount;
        }
    }
}
