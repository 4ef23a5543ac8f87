using System;
using System.Globalization;
using System.Linq;
using Likelihood;
using MathNet.Numerics.Distributions;

// Maximum likelihood with special functions of a library that knows nothing of derivatives: SpecialFunctionRules adds them.
const int Count = 5_000;
Random random = new(7);

double[] lifetimes = [.. Enumerable.Range(0, Count).Select(_ => Gamma.Sample(random, 2.5, 0.8))];
Fit gamma = Fit.Of((at, gradient) => Models.GammaValueAndGradient(at, lifetimes, gradient), Count, 0, 0);
Print("Gamma", gamma, ("shape", 2.5, Math.Exp(gamma.Parameters[0])), ("rate", 0.8, Math.Exp(gamma.Parameters[1])));

// A gauge that ends at 6: about a third of the readings stand at its end.
const double Limit = 6;
double[] readings = [.. Enumerable.Range(0, Count).Select(_ => Math.Min(Limit, Normal.Sample(random, 5.0, 2.0)))];
Fit normal = Fit.Of((at, gradient) => Models.CensoredNormalValueAndGradient(at, readings, Limit, gradient), Count, readings.Average(), 0);
Print("Censored normal", normal, ("mean", 5.0, normal.Parameters[0]), ("deviation", 2.0, Math.Exp(normal.Parameters[1])));
Console.WriteLine(Line($"  the average of the readings is {readings.Average():F3}"));

double[] shares = [.. Enumerable.Range(0, Count).Select(_ => Beta.Sample(random, 2.0, 5.0))];
Fit beta = Fit.Of((at, gradient) => Models.BetaValueAndGradient(at, shares, gradient), Count, 0, 0);
Print("Beta", beta, ("a", 2.0, Math.Exp(beta.Parameters[0])), ("b", 5.0, Math.Exp(beta.Parameters[1])));

static void Print(string model, Fit fit, params (string Name, double True, double Found)[] parameters)
{
    Console.WriteLine(Line($"{model}: {fit.Iterations} iterations, negative log-likelihood {fit.Value:F2}"));
    foreach ((string name, double value, double found) in parameters)
    {
        Console.WriteLine(Line($"  {name,-10} {found:F3}   (true: {value:F3})"));
    }
}

static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
