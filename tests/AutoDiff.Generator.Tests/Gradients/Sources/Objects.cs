using System;
using AutoDiff;

namespace Gradients;

internal sealed class SquareMatrix
{
    private readonly int n;
    private double[,] cells;

    public SquareMatrix(int n)
    {
        this.n = n;
        cells = new double[n, n];
    }

    public double this[int i, int j]
    {
        get => cells[i, j];
        set => cells[i, j] = value;
    }

    public static SquareMatrix operator *(SquareMatrix a, SquareMatrix b)
    {
        SquareMatrix product = new(a.n);
        for (int i = 0; i < a.n; i++)
        {
            for (int j = 0; j < a.n; j++)
            {
                for (int k = 0; k < a.n; k++)
                {
                    product[i, j] += a[i, k] * b[k, j];
                }
            }
        }

        return product;
    }

    public static SquareMatrix Identity(int n)
    {
        SquareMatrix identity = new(n);
        for (int i = 0; i < n; i++)
        {
            identity[i, i] = 1;
        }

        return identity;
    }
}

internal class Planet
{
    public double X;
    public double V;
    public readonly double Mass;

    public Planet(double x, double v, double mass)
    {
        X = x;
        V = v;
        Mass = mass;
    }

    public double Energy => 0.5 * Mass * V * V;

    public void Move(double time) => X += V * time;

    public static void Attract(Planet a, Planet b, double time)
    {
        double distance = b.X - a.X;
        double force = distance / (1 + distance * distance * distance * distance);
        a.V += force * b.Mass * time;
        b.V -= force * a.Mass * time;
    }
}

internal class Regulator(double gain)
{
    private double integral;
    private double previous;

    public static double Damping => 0.1;

    public double Update(double error, double time)
    {
        integral += error * time;
        double slope = (error - previous) / time;
        previous = error;
        return gain * (error + 0.5 * integral + Damping * slope);
    }
}

internal class Vehicle
{
    private readonly Regulator regulator = new(1.5);

    public double Place { get; set; }

    public double Speed { get; private set; } = 0.25;

    public void Step(double target, double time)
    {
        Speed += regulator.Update(target - Place, time) * time;
        Place += Speed * time;
    }
}

internal class RunningVariance
{
    private double mean;
    private double squares;
    private int count;

    public double Value => squares / (count - 1);

    public void Push(double x)
    {
        count++;
        double difference = x - mean;
        mean += difference / count;
        squares += difference * (x - mean);
    }
}

internal class CoefficientList(params double[] coefficients)
{
    private readonly double[] coefficients = coefficients;

    public double At(double x)
    {
        double value = 0;
        for (int i = coefficients.Length - 1; i >= 0; i--)
        {
            value = value * x + coefficients[i];
        }

        return value;
    }

    public CoefficientList Derivative()
    {
        double[] derivative = new double[coefficients.Length - 1];
        for (int i = 0; i < derivative.Length; i++)
        {
            derivative[i] = (i + 1) * coefficients[i + 1];
        }

        return new CoefficientList(derivative);
    }
}

internal abstract class Profile
{
    public abstract double At(double x);

    public double Rise(double x) => At(2 * x) - At(x);
}

internal sealed class Bump : Profile
{
    private readonly double width;

    public Bump(double width) => this.width = width;

    public override double At(double x) => Math.Exp(-width * x * x);
}

internal sealed class Parabola : Profile
{
    private readonly double a;

    public Parabola(double a) => this.a = a;

    public override double At(double x) => a * x * x;
}

internal record Gauge(double Level)
{
    public double Level { get; set; } = Level;

    public void Double() => Level *= 2;
}

internal class Mixture<T>
    where T : System.Numerics.IFloatingPointIeee754<T>
{
    public T First { get; set; } = T.One;

    public T Second { get; set; } = T.Zero;

    public void Mix()
    {
        T sum = First + Second;
        Second = First * Second;
        First = sum;
    }
}

public static partial class Functions
{
    [Differentiable]
    public static double MatrixPowerOfObjects(double a, double b)
    {
        SquareMatrix m = new(2);
        m[0, 0] = a;
        m[0, 1] = b;
        m[1, 0] = 0.5;
        m[1, 1] = a * b;
        SquareMatrix power = SquareMatrix.Identity(2);
        for (int i = 0; i < 3; i++)
        {
            power = power * m;
        }

        power *= m;
        return power[0, 1] + power[1, 1];
    }

    [Differentiable]
    public static double PlanetsThatAttract(double x, double v)
    {
        Planet sun = new(0, 0, 3);
        Planet earth = new(x, v, 0.5);
        for (int step = 0; step < 4; step++)
        {
            Planet.Attract(sun, earth, 0.25);
            sun.Move(0.25);
            earth.Move(0.25);
        }

        return earth.X * sun.X + earth.Energy;
    }

    [Differentiable]
    public static double PlanetThatAttractsItself(double x, double v)
    {
        Planet planet = new(x, v, 2);
        Planet.Attract(planet, planet, v);
        planet.V *= x;
        Planet.Attract(planet, new Planet(v, x, 1.5), 0.5);
        return planet.X * planet.V;
    }

    [Differentiable]
    public static double ObjectWithinAnObject(double target, double time)
    {
        Vehicle vehicle = new() { Place = 0.5 };
        double cost = 0;
        for (int step = 0; step < 5; step++)
        {
            vehicle.Step(target, time);
            cost += (target - vehicle.Place) * (target - vehicle.Place) + 0.1 * vehicle.Speed;
        }

        return cost;
    }

    [Differentiable]
    public static double StateOfAnObjectBetweenItsCalls(double x, double y)
    {
        Regulator regulator = new(x);
        return regulator.Update(y, 0.5) * 2 + regulator.Update(x * y, 0.5) * new Regulator(y).Update(x, 1);
    }

    [Differentiable]
    public static double VarianceByAnObject(double[] x)
    {
        RunningVariance variance = new();
        foreach (double value in x)
        {
            variance.Push(value * value);
        }

        return variance.Value;
    }

    [Differentiable]
    public static double PolynomialObject(double a, double x)
    {
        CoefficientList p = new(a, 2, a * a, 1);
        return p.At(x) * p.Derivative().At(x);
    }

    [Differentiable]
    public static double ObjectBehindItsBase(double width, double x)
    {
        Profile profile = new Bump(width);
        return profile.At(x) + profile.At(2 * x);
    }

    [Differentiable]
    public static double ObjectOfAGenericClass(double x, double y)
    {
        Mixture<double> pair = new() { Second = x };
        pair.Mix();
        pair.First *= y;
        pair.Mix();
        return pair.First + 2 * pair.Second;
    }

    [Differentiable]
    public static double ObjectThatIsReplaced(double x, double y)
    {
        Planet planet = new(x, y, 1);
        for (int step = 0; step < 3; step++)
        {
            planet = Next(planet, y);
            planet.Move(0.5);
        }

        planet = x > 0 ? new Planet(planet.V, planet.X, 2) : new Planet(1, 2, 3);
        return planet.Energy + planet.X;

        static Planet Next(Planet from, double time)
        {
            from.V -= from.X * time;
            return new Planet(from.X + from.V * time, from.V, from.Mass);
        }
    }

    [Differentiable]
    public static double BodiesInAnArray(double[] x)
    {
        Planet[] planets = Planets(x);
        for (int step = 0; step < 3; step++)
        {
            for (int i = 0; i < planets.Length; i++)
            {
                Planet first = planets[i];
                for (int j = i + 1; j < planets.Length; j++)
                {
                    Planet.Attract(first, planets[j], 0.125);
                }
            }

            foreach (Planet planet in planets)
            {
                planet.Move(0.125);
            }
        }

        double energy = 0;
        foreach (Planet planet in planets)
        {
            energy += planet.Energy * planet.X;
        }

        return energy;
    }

    private static Planet[] Planets(double[] x)
    {
        Planet[] planets = new Planet[x.Length];
        double momentum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            Planet planet = new(i, x[i] * x[i], 1 + 0.5 * i);
            planet.X += x[i];
            planets[i] = planet;
            momentum += planets[i].V * planets[i].Mass;
        }

        planets[0].V -= momentum;
        return planets;
    }

    [Differentiable]
    public static double ElementsOfObjectsByOtherNames(double x, double y)
    {
        Planet[] planets = [new(x, y, 1), new(y, x, 2), new Planet(x * y, 1, 3)];
        int n = 0;
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                Planet.Attract(planets[i], planets[(i * j) % 3], 0.5);
                n++;
            }
        }

        Planet last = planets[n - 7];
        n = 0;
        last.X *= y;
        Planet again = last;
        again.Move(x);
        return planets[0].X * planets[1].V + planets[2].X * last.Energy;
    }

    [Differentiable]
    public static double ElementThatIsReplaced(double x, double y)
    {
        Planet[] planets = { new(x, y, 1), new(y, x, 2) };
        for (int i = 0; i < 3; i++)
        {
            planets[i % 2].Move(y);
            planets[0] = new Planet(planets[1].V, planets[0].X, 1 + x * x);
        }

        return planets[0].Energy * planets[1].X;
    }

    [Differentiable]
    public static double NewObjectIsNotItsArgument(double x, double y)
    {
        double level = x * y;
        new Gauge(level).Double();
        Filled(new Gauge(level), y);
        Gauge gauge = new(level);
        gauge.Double();
        Gauge same = gauge;
        same.Level += x;
        return level * gauge.Level;

        static void Filled(Gauge gauge, double by) => gauge.Level += by;
    }

    [Differentiable]
    public static double ObjectBehindAMethodOfItsBase(double a, double x)
    {
        Parabola parabola = new(a * a);
        Profile profile = parabola;
        return parabola.Rise(x) * profile.Rise(2 * x) + parabola.At(a);
    }

    private static double Moved(Planet planet, double time)
    {
        planet.Move(time);
        return planet.X;
    }

    private static double LeftWithItsSpeed(Planet planet)
    {
        try
        {
            return planet.X;
        }
        finally
        {
            planet.X = planet.V;
        }
    }

    [Differentiable]
    public static double ObjectReadBeforeAndAfterItChanges(double x, double y)
    {
        Planet planet = new(x, y, 1);
        double product = planet.X * Moved(planet, 0.5) + planet.V * Moved(planet, planet.X);
        planet.X += Moved(planet, y);
        ref double speed = ref planet.V;
        speed *= planet.X;
        (planet.X, planet.V) = (planet.V, planet.X * y);
        return product * LeftWithItsSpeed(planet) + planet.X;
    }
}
