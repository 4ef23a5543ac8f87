namespace AutoDiff.Fuzz.Printing;

/// <summary>What stands for <c>double</c>.</summary>
internal enum Dialect
{
    /// <summary>Itself: the program under test.</summary>
    Source,

    /// <summary><see cref="Evaluation.Dual"/>: the same program as its own evaluator.</summary>
    Dual,
}
