namespace AutoDiff.Fuzz.Checking;

/// <summary>Why a program fails.</summary>
/// <param name="Kind">The same for the same defect, so that a smaller program can be told to fail in the same way.</param>
/// <param name="Message">Expected and actual.</param>
/// <param name="Inputs">Where there are any.</param>
internal sealed record Failure(FailureKind Kind, string Message, Inputs? Inputs = null);
