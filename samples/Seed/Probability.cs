using System;
using AutoDiff;

namespace Seed;

/// <summary>Softmax written out by hand, one entry at a time.</summary>
internal static partial class Probability
{
    /// <summary><c>p_i = exp(a_i) / Σ_j exp(a_j)</c>; its gradient is row i of the softmax Jacobian.</summary>
    /// <param name="a">Logits, shape [n].</param>
    /// <param name="i">Which entry.</param>
    [Differentiable]
    public static double Of(ReadOnlySpan<double> a, int i)
    {
        double sum = 0;
        foreach (double logit in a)
        {
            sum += Math.Exp(logit);
        }

        return Math.Exp(a[i]) / sum;
    }
}
