using System;
using AutoDiff;
using MathNet.Numerics;

namespace Likelihood;

/// <summary>Negative log-likelihoods, as statisticians write them down. Their gradients are generated.</summary>
public static partial class Models
{
    /// <summary>Of gamma-distributed observations. The parameters are logarithms, so that every number is a legal one.</summary>
    [Differentiable]
    public static double Gamma(ReadOnlySpan<double> parameters, [NoGradient] ReadOnlySpan<double> observations)
    {
        double shape = Math.Exp(parameters[0]);
        double rate = Math.Exp(parameters[1]);
        double sum = 0;
        for (int i = 0; i < observations.Length; i++)
        {
            sum += (shape - 1) * Math.Log(observations[i]) - rate * observations[i];
        }

        return observations.Length * (SpecialFunctions.GammaLn(shape) - shape * parameters[1]) - sum;
    }

    /// <summary>Of normal observations of which those above <paramref name="limit"/> were only seen to be above it.</summary>
    [Differentiable]
    public static double CensoredNormal(ReadOnlySpan<double> parameters, [NoGradient] ReadOnlySpan<double> observations, [NoGradient] double limit)
    {
        double mean = parameters[0];
        double deviation = Math.Exp(parameters[1]);
        double sum = 0;
        for (int i = 0; i < observations.Length; i++)
        {
            if (observations[i] < limit)
            {
                double z = (observations[i] - mean) / deviation;
                sum += 0.5 * z * z + parameters[1] + 0.5 * Math.Log(2 * Math.PI);
            }
            else
            {
                sum -= Math.Log(0.5 * SpecialFunctions.Erfc((limit - mean) / (deviation * Math.Sqrt(2))));
            }
        }

        return sum;
    }

    /// <summary>Of shares between 0 and 1 that follow a beta distribution.</summary>
    [Differentiable]
    public static double Beta(ReadOnlySpan<double> parameters, [NoGradient] ReadOnlySpan<double> observations)
    {
        double a = Math.Exp(parameters[0]);
        double b = Math.Exp(parameters[1]);
        double sum = 0;
        for (int i = 0; i < observations.Length; i++)
        {
            sum += (a - 1) * Math.Log(observations[i]) + (b - 1) * Math.Log(1 - observations[i]);
        }

        return observations.Length * SpecialFunctions.BetaLn(a, b) - sum;
    }
}
