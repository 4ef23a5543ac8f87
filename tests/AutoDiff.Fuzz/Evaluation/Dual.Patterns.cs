using System;

namespace AutoDiff.Fuzz.Evaluation;

/// <content>Patterns.</content>
public readonly partial struct Dual
{
    /// <summary>The value, to be matched against patterns with these constants.</summary>
    public double At(params ReadOnlySpan<double> constants)
    {
        foreach (double constant in constants)
        {
            Trace.Note(Value, constant);
        }

        return Value;
    }
}
