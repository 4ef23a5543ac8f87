namespace AutoDiff.Fuzz.Checking;

/// <summary>How much two computations of one number may differ, relative to the sum of the absolute values of its terms.</summary>
internal static class Tolerance
{
    /// <summary>Reverse mode, forward mode and dual numbers.</summary>
    public const double Evaluation = 1e-10;

    /// <summary>⟨w, Jv⟩ and ⟨Jᵀw, v⟩.</summary>
    public const double Duality = 1e-12;

    /// <summary>The same program with named subexpressions.</summary>
    public const double Splitting = 1e-13;

    /// <summary>Below this relative distance a comparison is a tie.</summary>
    public const double Tie = 1e-9;

    /// <summary>The same for programs that compute with <c>float</c>, which dual numbers evaluate in <c>double</c>.</summary>
    public const double SingleTie = 1e-4;

    /// <summary>How much less a <c>float</c> keeps than a <c>double</c>.</summary>
    public const double Single = 5e6;

    /// <summary>Derivatives of this size pass through a <c>float</c> as a number below its smallest normal one, or as zero.</summary>
    public const double SingleUnderflow = 1e-30;

    public static bool IsClose(double actual, double expected, double scale, double tolerance) =>
        actual.Equals(expected) || System.Math.Abs(actual - expected) <= tolerance * (scale + System.Math.Abs(expected));

    /// <summary>The same bits. All NaNs are one.</summary>
    public static bool IsSame(double left, double right) =>
        System.BitConverter.DoubleToInt64Bits(left) == System.BitConverter.DoubleToInt64Bits(right) || (double.IsNaN(left) && double.IsNaN(right));
}
