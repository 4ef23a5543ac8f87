namespace AutoDiff.Generator.Ir;

/// <summary>How far a function has come, which decides what may stand in it.</summary>
internal enum IrStage
{
    /// <summary>As read from the source: with <see cref="Break"/>, <see cref="Continue"/> and early <see cref="Return"/>.</summary>
    Source,

    /// <summary>After <c>LowerExits</c>: the only <see cref="Return"/> is the last statement.</summary>
    Lowered,
}
