using System;
using System.Globalization;
using System.Text;
using Tour;

// Four stops. At each, a method marked [Differentiable] is used first; then its generated source is shown.
Console.OutputEncoding = Encoding.UTF8;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

Stop("Functions of numbers");
Console.WriteLine($"Wavelet(0.5)    = {Functions.Wavelet(0.5):F6}   slope {Functions.WaveletGradient(0.5):F6}");
(double distance, (double byX, double byY)) = Functions.DistanceValueAndGradient(3, 4);
Console.WriteLine($"Distance(3, 4)  = {distance:F6}   gradient ({byX:F6}, {byY:F6})\n");
GeneratedSource.Print(nameof(Functions.Wavelet));
GeneratedSource.Print(nameof(Functions.Distance));

Stop("Rosenbrock's valley, walked down by gradient descent");
(double x, double y) = (-1.2, 1.0);
for (int step = 0; step <= 20_000; step++)
{
    (double value, (double X, double Y) gradient) = Functions.RosenbrockValueAndGradient(x, y);
    if (step is 0 or 10 or 100 or 1_000 or 10_000 or 20_000)
    {
        Console.WriteLine($"step {step,6}   ({x,9:F6}, {y,9:F6})   value {value:E3}");
    }

    x -= 0.001 * gradient.X;
    y -= 0.001 * gradient.Y;
}

Console.WriteLine();
GeneratedSource.Print(nameof(Functions.Rosenbrock));

Stop("A polynomial by Horner's rule");
double[] coefficients = [1, -2, 0, 3];
double[] coefficientsGradient = new double[coefficients.Length];
double polynomial = Functions.HornerValueAndGradient(coefficients, 2, coefficientsGradient, out double slope);
Console.WriteLine($"1 - 2x + 3x³ at 2 = {polynomial}   slope {slope}   by coefficients [{string.Join(", ", coefficientsGradient)}]\n");
GeneratedSource.Print(nameof(Functions.Horner));

Stop("A square root by Newton's method");
(double root, double rootSlope) = Functions.SquareRootValueAndGradient(2);
Console.WriteLine($"√2 = {root}   slope {rootSlope}   1/(2√2) = {1 / (2 * Math.Sqrt(2))}\n");
GeneratedSource.Print(nameof(Functions.SquareRoot));

static void Stop(string title)
{
    Console.WriteLine(title);
    Console.WriteLine(new string('=', title.Length));
    Console.WriteLine();
}
