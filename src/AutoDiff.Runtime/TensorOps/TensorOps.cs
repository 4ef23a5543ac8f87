namespace AutoDiff;

/// <summary>
/// Operations on row-major matrices and vectors held in spans, each above its own derivative.
/// Destinations are parameters; nothing is allocated; results have the same bits on every machine.
/// </summary>
/// <remarks>
/// Element types are <see cref="float"/> and <see cref="double"/>; any other throws <see cref="System.NotSupportedException"/>.
/// Shapes are checked before anything is written.
/// </remarks>
public static partial class TensorOps;
