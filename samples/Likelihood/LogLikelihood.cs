namespace Likelihood;

/// <summary>Value and gradient of a negative log-likelihood at some parameters.</summary>
/// <param name="parameters">Where.</param>
/// <param name="gradient">Receives the gradient.</param>
/// <returns>The value.</returns>
public delegate double LogLikelihood(double[] parameters, double[] gradient);
