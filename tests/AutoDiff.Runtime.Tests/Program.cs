using System;
using System.Runtime.Intrinsics.X86;

namespace AutoDiff.Runtime.Tests;

internal static class Program
{
    /// <summary>Prints a hash of every kernel's output, for the test that compares instruction sets.</summary>
    private static void Main()
    {
        Console.WriteLine($"AVX512 {Avx512F.IsSupported}");
        Console.WriteLine($"AVX2 {Avx2.IsSupported}");
        foreach ((string name, string hash) in KernelHashes.All())
        {
            Console.WriteLine($"{name} {hash}");
        }
    }
}
