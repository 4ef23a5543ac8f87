namespace AutoDiff.Generator.Emit;

/// <summary>How a factor's text behaves next to others.</summary>
internal enum FactorShape
{
    /// <summary>A decimal number, which goes first.</summary>
    Number,

    /// <summary>A name, element or function value.</summary>
    Simple,

    /// <summary>A sum of terms: needs parentheses.</summary>
    Compound,

    /// <summary><c>sum_i …</c>: takes in all that follows, so it goes last.</summary>
    Open,
}
