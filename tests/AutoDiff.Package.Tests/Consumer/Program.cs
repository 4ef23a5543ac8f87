using System;
using System.Globalization;
using AutoDiff;

(double value, (double x, double y)) = Functions.RosenbrockValueAndGradient(-1.2, 1);
Print(value, x, y);

double[] logits = [1, 2, 3];
double[] gradient = new double[3];
Print(Functions.CrossEntropyValueAndGradient(logits, [2], gradient));
Print(gradient);

static void Print(params double[] numbers) => Console.WriteLine(
    string.Join(' ', Array.ConvertAll(numbers, number => number.ToString("R", CultureInfo.InvariantCulture))));

internal static partial class Functions
{
    [Differentiable]
    public static double Rosenbrock(double x, double y)
    {
        double a = 1 - x;
        double b = y - x * x;
        return a * a + 100 * b * b;
    }

    [Differentiable]
    public static double CrossEntropy(ReadOnlySpan<double> logits, ReadOnlySpan<int> labels) =>
        Losses.SoftmaxCrossEntropy(logits, labels, 3);
}
