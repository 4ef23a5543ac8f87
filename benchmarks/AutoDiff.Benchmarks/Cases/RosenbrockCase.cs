namespace AutoDiff.Benchmarks.Cases;

/// <summary>Rosenbrock's function at many points: nothing but scalar arithmetic.</summary>
internal sealed partial class RosenbrockCase(int points) : GradientCase($"Rosenbrock at {points} points", 2 * points)
{
    private readonly double[] x = Numbers(points, seed: 1);
    private readonly double[] y = Numbers(points, seed: 2);

    /// <inheritdoc/>
    public override double Primal()
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += Rosenbrock(x[i], y[i]);
        }

        return sum;
    }

    /// <inheritdoc/>
    public override double Hand()
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double a = 1 - x[i];
            double b = y[i] - x[i] * x[i];
            Gradient[2 * i] = -2 * a - 400 * x[i] * b;
            Gradient[2 * i + 1] = 200 * b;
            sum += a * a + 100 * b * b;
        }

        return sum;
    }

    /// <inheritdoc/>
    public override double Generated()
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            (double value, (Gradient[2 * i], Gradient[2 * i + 1])) = RosenbrockValueAndGradient(x[i], y[i]);
            sum += value;
        }

        return sum;
    }

    [Differentiable]
    private static double Rosenbrock(double x, double y)
    {
        double a = 1 - x;
        double b = y - x * x;
        return a * a + 100 * b * b;
    }
}
