using System;

namespace AutoDiff;

/// <summary>A gradient differs from differences of its function.</summary>
public sealed class GradientCheckException : Exception
{
    /// <summary>Says nothing about where.</summary>
    public GradientCheckException()
        : base("The gradient is wrong.")
    {
    }

    /// <summary>Says where.</summary>
    /// <param name="message">The worst entry and its values.</param>
    public GradientCheckException(string message)
        : base(message)
    {
    }

    /// <summary>Says where and why.</summary>
    /// <param name="message">The worst entry and its values.</param>
    /// <param name="innerException">The cause.</param>
    public GradientCheckException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
