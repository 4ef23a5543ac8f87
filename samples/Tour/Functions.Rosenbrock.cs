using AutoDiff;

namespace Tour;

internal static partial class Functions
{
    /// <summary>Rosenbrock's curved valley, with its lowest point 0 at (1, 1).</summary>
    [Differentiable]
    public static double Rosenbrock(double x, double y)
    {
        double a = 1 - x;
        double b = y - x * x;
        return a * a + 100 * b * b;
    }
}
