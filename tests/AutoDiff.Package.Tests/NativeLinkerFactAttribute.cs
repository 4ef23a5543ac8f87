using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using Xunit;

namespace AutoDiff.Package.Tests;

/// <summary>
/// A test that publishes native code, which takes a platform linker beside the SDK. It is skipped on a machine that has
/// none, but never in continuous integration.
/// </summary>
public sealed class NativeLinkerFactAttribute : FactAttribute
{
    public NativeLinkerFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") != "true" && !HasLinker)
        {
            Skip = "Publishing native code takes clang or gcc and zlib (on Windows: the C++ tools of Visual Studio).";
        }
    }

    private static bool HasLinker => OperatingSystem.IsWindows() ? HasVisualStudio : Links("clang") || Links("gcc");

    private static bool HasVisualStudio => File.Exists(Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.ProgramFilesX86), "Microsoft Visual Studio", "Installer", "vswhere.exe"));

    /// <summary>Whether a compiler driver links an empty program with the library that native code of .NET needs.</summary>
    private static bool Links(string driver)
    {
        ProcessStartInfo start = new(driver, ["-x", "c", "-", "-lz", "-o", Path.GetTempPath() + Path.GetRandomFileName()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process process = Process.Start(start)!;
            process.StandardInput.Write("int main(void) { return 0; }");
            process.StandardInput.Close();
            process.WaitForExit();
            File.Delete(start.ArgumentList[^1]);
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
