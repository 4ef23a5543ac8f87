namespace AutoDiff.Generator.Tests.Emit;

/// <summary>As much of the runtime library as hand-written IR calls, as source, so that these tests need no other room.</summary>
internal static class RuntimeStandIn
{
    public const string Source = """
        namespace AutoDiff.CompilerServices
        {
            using System;

            public static class Destination
            {
                public static void Check<T, U>(Span<T> destination, ReadOnlySpan<U> source)
                {
                    if (destination.Length != source.Length)
                    {
                        throw new ArgumentException("length", nameof(destination));
                    }
                }
            }
        }
        """;
}
