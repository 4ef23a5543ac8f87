namespace AutoDiff;

/// <summary>
/// Scalar losses over row-major matrices and vectors held in spans, each above its own derivative.
/// Nothing is allocated; results have the same bits on every machine.
/// </summary>
/// <remarks>
/// Element types are <see cref="float"/> and <see cref="double"/>; any other throws <see cref="System.NotSupportedException"/>.
/// Every floating-point input has a gradient, targets included.
/// </remarks>
public static partial class Losses;
