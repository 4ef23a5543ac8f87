namespace AutoDiff.Generator.Ir;

/// <summary>What becomes of an integer result that does not fit its type.</summary>
internal enum Overflow
{
    /// <summary>Nothing says so: the project's default, which wraps around, or arithmetic that a pass has made and that cannot overflow.</summary>
    Unspecified,

    /// <summary>An exception by the project's default: the text needs no <c>checked</c>.</summary>
    Throws,

    /// <summary>An exception in a project where the default is to wrap around: <c>checked(a + b)</c>.</summary>
    Checked,

    /// <summary>It wraps around in a project where the default is an exception: <c>unchecked(a + b)</c>.</summary>
    Unchecked,
}
