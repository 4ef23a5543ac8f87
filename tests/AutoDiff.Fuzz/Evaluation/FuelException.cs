using System;

namespace AutoDiff.Fuzz.Evaluation;

/// <summary>The run is too long.</summary>
public sealed class FuelException : Exception
{
    public FuelException()
        : base("The run is too long.")
    {
    }
}
