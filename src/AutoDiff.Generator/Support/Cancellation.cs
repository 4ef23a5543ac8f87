using System;
using System.Threading;

namespace AutoDiff.Generator.Support;

/// <summary>
/// Whether anybody still waits for what this thread computes. Passes are functions of the code that they are given, and
/// this is no part of it, so it is not handed from one to the next: what walks through code asks.
/// </summary>
internal static class Cancellation
{
    [ThreadStatic]
    private static CancellationToken current;

    /// <summary>Lets <see cref="Check"/> obey a token until the result is disposed of.</summary>
    public static IDisposable By(CancellationToken token)
    {
        Scope scope = new(current);
        current = token;
        return scope;
    }

    /// <summary>Throws an <see cref="OperationCanceledException"/> if nobody waits any more. Every loop that may be long calls it.</summary>
    public static void Check() => current.ThrowIfCancellationRequested();

    private sealed class Scope(CancellationToken outer) : IDisposable
    {
        public void Dispose() => current = outer;
    }
}
