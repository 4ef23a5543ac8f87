using System;

namespace AutoDiff;

/// <summary>
/// Compares a gradient, generated or hand-written, with differences of its function, and says where they part.
/// </summary>
/// <remarks>
/// Steps are chosen automatically; the differences carry an error estimate, and an entry fails only if it is off by
/// more than the tolerance and that estimate together. Choose points away from kinks, where differences mean nothing.
/// Destinations are filled with NaN before each call, so an entry that is not written fails.
/// </remarks>
/// <example>
/// <code>
/// GradientCheck.Scalar(x => x * x, x => 2 * x, 3.0).ThrowIfFailed();
/// GradientCheck.Span&lt;double&gt;(Loss, LossGradient, weights).ThrowIfFailed();
/// </code>
/// </example>
public static class GradientCheck
{
    private const double DoubleTolerance = 1e-6;

    private const double SingleTolerance = 5e-3;

    private const double DoubleEpsilon = 2.220446049250313e-16;

    private const double SingleEpsilon = 1.1920928955078125e-07;

    /// <summary>Checks the derivative of a function of one number.</summary>
    /// <param name="function">The function.</param>
    /// <param name="gradient">Its derivative.</param>
    /// <param name="x">The point.</param>
    /// <param name="tolerance">Relative error that is allowed beyond the error of the differences.</param>
    /// <returns>The verdict.</returns>
    public static GradientCheckResult Scalar(
        Func<double, double> function, Func<double, double> gradient, double x, double tolerance = DoubleTolerance)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(gradient);
        GradientComparison comparison = new(tolerance, 1);
        (double numeric, double error) = NumericDerivative.At(function, x, DoubleEpsilon, static point => point);
        comparison.Add(gradient(x), numeric, error);
        return comparison.Result;
    }

    /// <inheritdoc cref="Scalar(Func{double, double}, Func{double, double}, double, double)"/>
    public static GradientCheckResult Scalar(
        Func<float, float> function, Func<float, float> gradient, float x, double tolerance = SingleTolerance)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(gradient);
        GradientComparison comparison = new(tolerance, 1);
        (double numeric, double error) = NumericDerivative.At(
            point => function((float)point), x, SingleEpsilon, static point => (float)point);
        comparison.Add(gradient(x), numeric, error);
        return comparison.Result;
    }

    /// <summary>Checks the gradient of a function of a vector, entry by entry.</summary>
    /// <param name="function">The function.</param>
    /// <param name="gradient">Writes its gradient.</param>
    /// <param name="x">The point, shape [n].</param>
    /// <param name="tolerance">Relative error that is allowed beyond the error of the differences.</param>
    /// <returns>The verdict.</returns>
    public static GradientCheckResult Span(
        SpanFunction<double> function,
        SpanGradient<double> gradient,
        ReadOnlySpan<double> x,
        double tolerance = DoubleTolerance)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(gradient);
        return SpanGradientCheck.Run(function, gradient, x.ToArray(), tolerance, DoubleEpsilon);
    }

    /// <inheritdoc cref="Span(SpanFunction{double}, SpanGradient{double}, ReadOnlySpan{double}, double)"/>
    public static GradientCheckResult Span(
        SpanFunction<float> function,
        SpanGradient<float> gradient,
        ReadOnlySpan<float> x,
        double tolerance = SingleTolerance)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(gradient);
        return SpanGradientCheck.Run(function, gradient, x.ToArray(), tolerance, SingleEpsilon);
    }

    /// <summary>Checks value and gradient of a function of a vector.</summary>
    /// <param name="function">The function.</param>
    /// <param name="valueAndGradient">Writes its gradient and returns its value.</param>
    /// <param name="x">The point, shape [n].</param>
    /// <param name="tolerance">Relative error that is allowed beyond the error of the differences.</param>
    /// <returns>The verdict.</returns>
    /// <exception cref="GradientCheckException">The two values differ by more than the tolerance.</exception>
    public static GradientCheckResult Span(
        SpanFunction<double> function,
        SpanValueAndGradient<double> valueAndGradient,
        ReadOnlySpan<double> x,
        double tolerance = DoubleTolerance)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(valueAndGradient);
        double expected = function(x);
        return SpanGradientCheck.Run(
            function,
            (point, gradient) => SpanGradientCheck.RequireValue(expected, valueAndGradient(point, gradient), tolerance),
            x.ToArray(),
            tolerance,
            DoubleEpsilon);
    }

    /// <inheritdoc cref="Span(SpanFunction{double}, SpanValueAndGradient{double}, ReadOnlySpan{double}, double)"/>
    public static GradientCheckResult Span(
        SpanFunction<float> function,
        SpanValueAndGradient<float> valueAndGradient,
        ReadOnlySpan<float> x,
        double tolerance = SingleTolerance)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(valueAndGradient);
        double expected = function(x);
        return SpanGradientCheck.Run(
            function,
            (point, gradient) => SpanGradientCheck.RequireValue(expected, valueAndGradient(point, gradient), tolerance),
            x.ToArray(),
            tolerance,
            SingleEpsilon);
    }
}
