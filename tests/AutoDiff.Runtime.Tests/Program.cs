using System;

namespace AutoDiff.Runtime.Tests;

internal static class Program
{
    /// <summary>Prints a hash of every kernel's output, for the test that compares instruction sets.</summary>
    private static void Main()
    {
        foreach ((string name, string hash) in KernelHashes.All())
        {
            Console.WriteLine($"{name} {hash}");
        }
    }
}
