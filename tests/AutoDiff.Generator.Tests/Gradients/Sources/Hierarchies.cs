using System;
using AutoDiff;

namespace Gradients;

/// <content>Overridable members of objects whose type is known: created in the method, passed on, or of a type that has none below.</content>
public static partial class Functions
{
    private static readonly Knocked knocked = new();

    [Differentiable]
    public static double AbstractMember(double x, double y)
    {
        Claim claim = new Vanilla(0.3);
        return claim.At(x) * claim.Twice(y) + claim.Slope * x;
    }

    [Differentiable]
    public static double MemberThatCallsOverridables(double x, double y)
    {
        var claim = new Smoothed(0.3);
        return claim.At(x) * claim.Twice(y) + claim.Bumped(x * y) + claim.Slope * y;
    }

    [Differentiable]
    public static double ObjectsPassedOn(double x, double y)
    {
        Claim first = new Knocked(), second = new Vanilla(0.2);
        return Priced(first, x) + Priced(second, y) * Priced(new Smoothed(0.1), x * y);
    }

    [Differentiable]
    public static double MembersOfASealedType(double x, double y) => knocked.At(x) + knocked.Bumped(y);

    [Differentiable]
    public static double StaticTypeDecides(double x, double y)
    {
        Weighing light = new Hidden(), other = new Hidden();
        double same = light == other ? 10 : 1;
        return light.Weighted(x) * light.Weight * KindOf(light) + light.Times() * y * same * SizeOf(light) + light.Times(n: 2) * x;
    }

    [Differentiable]
    public static double NullTestsOfInterfaces(double x, double y)
    {
        IRated rated = new Pair(0.75, 1.5);
        double sum = rated.Rate(y) * rated.Kind * x;
        return rated is not null && rated != null ? 2 * sum : sum;
    }

    [Differentiable]
    public static double MembersThatHideOthers(double x, double y)
    {
        var claim = new Hidden();
        return claim.Weighted(x) * claim.Weight * y;
    }

    private static double KindOf(Weighing w) => 3;

    private static double KindOf(Hidden w) => 4;

    private static int SizeOf<T>(T value) => typeof(T).Name.Length;

    private static double Priced(Claim claim, double s) => claim.At(s) * claim.Bumped(s);

    private abstract class Claim
    {
        public virtual double Slope => 1;

        public abstract double At(double s);

        public double Twice(double s) => At(s) + At(2 * s);

        public double Bumped(double s) => Bump(s) * Slope;

        protected virtual double Bump(double s) => s;
    }

    private class Vanilla(double strike) : Claim
    {
        public double Strike { get; } = strike;

        public override double Slope => Strike;

        public override double At(double s) => Math.Max(s - Strike, 0) + 0.1 * s * s;
    }

    private class Smoothed(double strike) : Vanilla(strike)
    {
        public override double At(double s) => base.At(s) / (1 + Math.Exp(-s));

        protected override double Bump(double s) => base.Bump(s) * s;
    }

    private sealed class Knocked() : Smoothed(0.5)
    {
        public override double At(double s) => base.At(s) * 3;
    }

    private class Weighing
    {
        public double Weight => 2;

        public double Weighted(double s) => s * Weight * Extra(s);

        public virtual int Times(int n = 3) => n;

        protected virtual double Extra(double s) => s + Weight;
    }

    private sealed class Hidden : Weighing
    {
        public new double Weight => 5;

        public override int Times(int m = 4) => 10 * m;

        protected override double Extra(double s) => base.Extra(s) * Weight;

        public static bool operator ==(Hidden a, Hidden b) => true;

        public static bool operator !=(Hidden a, Hidden b) => false;

        public override bool Equals(object? other) => other is Hidden;

        public override int GetHashCode() => 1;
    }

    private interface IRated
    {
        int Kind => 2;

        double Rate(double s);
    }

    private readonly record struct Pair(double First, double Second) : IRated
    {
        public double Rate(double s) => First * s + Second * s * s;
    }

    [Differentiable]
    public static double InheritedMethodsOfAChangingObject(double[] x)
    {
        var disc = new GrowingDisc { Radius = x[0] };
        disc.GrowTwice(x[1]);
        disc.Grow(x[2]);
        return disc.TwiceTheArea() + disc.Area() + disc.Product() + GrownArea(disc, 1.5);
    }

    [Differentiable]
    public static double ChangingObjectBehindAnInterface(double[] x)
    {
        IMovable first = new Ball { Position = x[0], Velocity = x[1] };
        IMovable second = new Ball { Position = x[2] };
        for (int i = 0; i < 2; i++)
        {
            PushBoth(first, second, x[i]);
            second.Push(first.At(0.5));
        }

        var third = new Ball { Position = x[1] };
        PushBoth(third, third, x[0]);
        return (first.At(2) * second.At(1)) + third.Velocity;
    }

    private static double GrownArea(GrowingShape shape, double factor)
    {
        shape.Grow(factor);
        return shape.Area() * shape.Side;
    }

    private static void PushBoth(IMovable first, IMovable second, double force)
    {
        first.Push(force);
        second.Push(first.At(0.1));
    }

    private interface IMovable
    {
        double At(double time);

        void Push(double force);
    }

    private abstract class GrowingShape
    {
        public virtual double Side => 1;

        public abstract double Area();

        public abstract void Grow(double factor);

        public double TwiceTheArea() => 2 * Area();

        public double Product() => Side * Area();

        public void GrowTwice(double factor)
        {
            Grow(factor);
            Grow(factor * 1.1);
        }
    }

    private sealed class GrowingDisc : GrowingShape
    {
        public double Radius;

        public override double Side => 2 * Radius;

        public override double Area() => Radius * Radius;

        public override void Grow(double factor) => Radius *= factor;
    }

    private sealed class Ball : IMovable
    {
        public double Position;
        public double Velocity;

        public double At(double time) => Position + (Velocity * time);

        public void Push(double force) => Velocity += force;
    }
}
