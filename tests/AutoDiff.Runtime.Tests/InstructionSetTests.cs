using System;
using System.Diagnostics;
using System.Linq;
using Xunit;

namespace AutoDiff.Runtime.Tests;

public sealed class InstructionSetTests
{
    [Theory]
    [InlineData("DOTNET_EnableAVX512", "AVX512 False")]
    [InlineData("DOTNET_EnableAVX2", "AVX2 False")]
    [InlineData("DOTNET_EnableHWIntrinsic", "AVX2 False")]
    public void Without_an_instruction_set_every_kernel_gives_the_same_bits(string variable, string proof)
    {
        string[] expected = [.. KernelHashes.All().Select(item => $"{item.Name} {item.Hash}")];
        string[] actual = Run(variable);
        Assert.Contains(proof, actual);
        Assert.Equal(expected, actual[2..]);
    }

    private static string[] Run(string variable)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(typeof(Program).Assembly.Location);
        start.Environment[variable] = "0";
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd()).ToArray();
    }
}
