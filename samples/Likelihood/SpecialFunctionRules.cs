using System;
using AutoDiff;
using MathNet.Numerics;

namespace Likelihood;

/// <summary>
/// The derivatives of MathNet's special functions, once for the whole project. The overload of the function is chosen by
/// the parameters of the rule; a parameter <c>result</c> is the function's value.
/// </summary>
public static class SpecialFunctionRules
{
    private static readonly double TwoOverRootPi = 2 / Math.Sqrt(Math.PI);

    [DerivativeOf(typeof(SpecialFunctions), nameof(SpecialFunctions.Erf))]
    public static double ErfDerivative(double x) => TwoOverRootPi * Math.Exp(-x * x);

    [DerivativeOf(typeof(SpecialFunctions), nameof(SpecialFunctions.Erfc))]
    public static double ErfcDerivative(double x) => -TwoOverRootPi * Math.Exp(-x * x);

    [DerivativeOf(typeof(SpecialFunctions), nameof(SpecialFunctions.GammaLn))]
    public static double GammaLnDerivative(double z) => SpecialFunctions.DiGamma(z);

    [DerivativeOf(typeof(SpecialFunctions), nameof(SpecialFunctions.Gamma))]
    public static double GammaDerivative(double z, double result) => result * SpecialFunctions.DiGamma(z);

    [DerivativeOf(typeof(SpecialFunctions), nameof(SpecialFunctions.Logistic))]
    public static double LogisticDerivative(double p, double result) => result * (1 - result);

    /// <summary>DiGamma' is the trigamma function, which MathNet does not have: recurrence up to 10, then its asymptotic series.</summary>
    [DerivativeOf(typeof(SpecialFunctions), nameof(SpecialFunctions.DiGamma))]
    public static double TriGamma(double x)
    {
        double sum = 0;
        while (x < 10)
        {
            sum += 1 / (x * x);
            x++;
        }

        double s = 1 / (x * x);
        return sum + (1 / x) + (s / 2) + (s / x * ((1.0 / 6) - (s * ((1.0 / 30) - (s * ((1.0 / 42) - (s * ((1.0 / 30) - (s * 5 / 66)))))))));
    }

    /// <summary>A function of several numbers, as a vector-Jacobian product: what a generated one would look like.</summary>
    [VjpOf(typeof(SpecialFunctions), nameof(SpecialFunctions.BetaLn))]
    public static void BetaLnVjp(double z, double w, double cotangent, ref double zGradient, ref double wGradient)
    {
        double both = SpecialFunctions.DiGamma(z + w);
        zGradient += cotangent * (SpecialFunctions.DiGamma(z) - both);
        wGradient += cotangent * (SpecialFunctions.DiGamma(w) - both);
    }
}
