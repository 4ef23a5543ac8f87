using System;
using AutoDiff;

namespace Gradients;

/// <summary>Delegates that get another function while the method runs.</summary>
public static partial class Functions
{
    [Differentiable]
    public static double PayoffByKind(double[] x)
    {
        double strike = x[1];
        Func<double, double> payoff = x[0] > 1 ? s => Math.Max(s - strike, 0) : s => Math.Max(strike - s, 0);
        double sum = 0;
        foreach (double s in x)
        {
            sum += payoff(s * s);
        }

        return sum / x.Length;
    }

    [Differentiable]
    public static double FunctionBySwitch(double[] x)
    {
        Func<double, double> f;
        switch ((int)(x[0] * 2))
        {
            case 0:
                f = Math.Sin;
                break;
            case 1:
                f = v => v * v * x[2];
                break;
            default:
                f = FunctionChosenCube;
                break;
        }

        double sum = 0;
        for (int i = 0; i + 1 < x.Length; i++)
        {
            sum += f(x[i]) * x[i + 1];
            if (sum > 1)
            {
                f = Math.Cos;
            }
        }

        return sum;
    }

    private static double FunctionChosenCube(double v) => v * v * v;

    private static double RootOf(Func<double, double> f, Func<double, double> slope, double x)
    {
        for (int i = 0; i < 6; i++)
        {
            x -= f(x) / slope(x);
        }

        return x;
    }

    [Differentiable]
    public static double ChosenEquation(double[] x)
    {
        bool isSquare = x[0] < 1;
        Func<double, double> f = isSquare ? v => v * v - x[0] : v => v * v * v - x[1];
        Func<double, double> slope = isSquare ? v => 2 * v : v => 3 * v * v;
        return RootOf(f, slope, 1.5);
    }

    private static double AppliedTimes(Func<double, double> f, double v, int n) => n == 0 ? v : AppliedTimes(f, f(v), n - 1);

    [Differentiable]
    public static double ChosenInRecursion(double[] x)
    {
        Func<double, double> f = x[0] < 1 ? v => v * x[1] : Math.Sin;
        return AppliedTimes(f, x[2], 4) + AppliedTimes(f, x[3], 3);
    }

    [Differentiable]
    public static double CopyOfAChosenDelegate(double[] x)
    {
        Func<double, double> f = x[0] < 1 ? v => v * x[1] : Math.Sin;
        Func<double, double> before = f;
        Func<double, double> now = v => f(v) * 2;
        f = Math.Exp;
        return f(x[2]) * before(x[3]) + now(x[1]);
    }

    [Differentiable]
    public static double ActionByChoice(double[] x)
    {
        double sum = 0;
        Action<double> add = x[0] > 1 ? v => sum += v : v => sum += v * v;
        foreach (double v in x)
        {
            add(v * x[1]);
        }

        return sum * sum;
    }

    [Differentiable]
    public static double OperationByTuple(double[] x)
    {
        Func<double, double, double> combine = (x[0] > 1, x[1] > 1) switch
        {
            (true, true) => (a, b) => a + b,
            (true, false) => (a, b) => a * b,
            _ => Math.Max,
        };
        double value = x[0];
        for (int i = 1; i < x.Length; i++)
        {
            value = combine(value, x[i]);
        }

        return value;
    }

    [Differentiable]
    public static double LambdasInTurn(double[] x)
    {
        Func<double, double> f = Math.Sin;
        double sum = f(x[0]);
        f = Math.Cos;
        sum *= f(x[1]);
        f = v => v * sum;
        sum += f(x[2]);
        return sum;
    }

    [Differentiable]
    public static double LambdaOfEachIteration(double[] x)
    {
        double sum = 0;
        for (int i = 0; i + 1 < x.Length; i++)
        {
            double factor = x[i];
            Func<double, double> f = i % 2 == 0 ? v => v * factor : v => v + factor;
            factor *= 2;
            sum += f(x[i + 1]);
        }

        return sum;
    }

    [Differentiable]
    public static double LambdaThatSeesALaterLocal(double[] x)
    {
        Func<double, double> f = x[0] > 1 ? Math.Sin : Math.Cos;
        double first = f(x[0]);
        double factor = x[1] * first;
        f = v => v * factor;
        factor += 1;
        return f(x[2]);
    }

    [Differentiable]
    public static double DelegateThatMayBeNull(double[] x)
    {
        Func<double, double>? f = null;
        if (x[0] > 1)
        {
            f = v => v * v * x[1];
        }

        double first = f == null ? x[1] : f(x[2]);
        return f is not null ? first * f(x[3]) : first * first;
    }

    [Differentiable]
    public static double LambdaThatCallsItself(double[] x)
    {
        Func<int, double>? product = null;
        product = n => n == 0 ? x[0] : n * x[1] * product!(n - 1);
        return product(4);
    }

    [Differentiable]
    public static double LambdasThatCallEachOther(double[] x)
    {
        Func<int, double>? odd = null;
        Func<int, double>? even = null;
        even = n => n == 0 ? x[0] : odd!(n - 1) * x[1];
        odd = n => n == 0 ? x[2] : even(n - 1) + x[1];
        return even(5) * odd(4);
    }

    [Differentiable]
    public static double LambdaGivenBehindItsDeclaration(double[] x)
    {
        double sum = 0;
        for (int i = 0; i + 1 < x.Length; i++)
        {
            double factor = x[i];
            Func<double, double> f;
            factor *= x[i + 1];
            f = v => v * factor;
            factor += 1;
            sum += f(f(x[0]));
        }

        return sum;
    }

    [Differentiable]
    public static double BasisFunctions(double[] c, double t)
    {
        Func<double, double>[] basis = { u => 1, u => u * c[1], Math.Sin, u => u * u };
        double s = 0;
        for (int k = 0; k < basis.Length; k++)
        {
            s += c[k] * basis[k](t);
        }

        foreach (Func<double, double> f in basis)
        {
            s = s * 0.5 + f(s);
        }

        Func<double, double> last = basis[^1];
        return s + CombinedBasis(basis, c, last(t)) * FirstTwice(basis[2], t);
    }

    [Differentiable]
    public static double RightHandSides(double[] x)
    {
        double k = 2;
        var rhs = new Func<double, double[], double>[] { (t, y) => y[1] * t * k, (t, y) => -y[0] * x[3] };
        double[] y = [x[0], x[1]];
        for (int n = 0; n < 5; n++)
        {
            double[] slope = new double[2];
            int i = 0;
            while (i < 2)
            {
                double d = rhs[i](n * 0.1, y);
                slope[i++] = d;
            }

            y = [y[0] + 0.1 * slope[0], y[1] + 0.1 * slope[1]];
            k *= x[2];
        }

        double At(int i) => rhs[i](1, y);
        return At(0) * y[0] + At(1);
    }

    private static double CombinedBasis(Func<double, double>[] functions, double[] c, double t)
    {
        double s = 0;
        for (int k = 0; k < functions.Length; k++)
        {
            s = s * t + functions[k](c[k]);
        }

        return s;
    }

    private static double FirstTwice(Func<double, double> f, double t) => f(f(t));
}
