using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace Likelihood;

/// <summary>Maximum likelihood with MathNet's BFGS on generated gradients.</summary>
/// <param name="Parameters">Where the likelihood is greatest.</param>
/// <param name="Value">The negative log-likelihood there.</param>
/// <param name="Iterations">Steps of BFGS.</param>
public sealed record Fit(IReadOnlyList<double> Parameters, double Value, int Iterations)
{
    /// <summary>Minimises a negative log-likelihood, which is divided by the number of observations to give steps of order one.</summary>
    public static Fit Of(LogLikelihood likelihood, int observations, params double[] start)
    {
        IObjectiveFunction objective = ObjectiveFunction.Gradient(point =>
        {
            double[] gradient = new double[point.Count];
            double value = likelihood(point.ToArray(), gradient);
            return (value / observations, Vector<double>.Build.Dense([.. gradient.Select(entry => entry / observations)]));
        });
        MinimizationResult result = new BfgsMinimizer(gradientTolerance: 1e-8, parameterTolerance: 1e-10, functionProgressTolerance: 1e-12)
            .FindMinimum(objective, Vector<double>.Build.Dense(start));
        return new Fit(result.MinimizingPoint.ToArray(), result.FunctionInfoAtMinimum.Value * observations, result.Iterations);
    }
}
