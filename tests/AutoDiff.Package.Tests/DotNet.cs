using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit.Sdk;

namespace AutoDiff.Package.Tests;

/// <summary>Runs programs and fails with what they printed.</summary>
internal static class DotNet
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private static string Host => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>A <c>dotnet</c> command of the SDK. Leaves no build server behind: one would keep the output pipe open.</summary>
    public static Task<string> Command(string folder, string verb, params string[] arguments) =>
        Run(Host, folder, [verb, .. arguments, "--disable-build-servers", "-nologo"]);

    /// <summary>Runs a program and returns its output.</summary>
    public static async Task<string> Run(string program, string folder, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };

        // The test itself runs under MSBuild, whose variables would make the inner build load the outer one's settings.
        foreach (string variable in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(variable);
        }

        using Process process = Process.Start(start)!;
        using CancellationTokenSource limit = new(Limit);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
        Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0 ? await output : throw Failure($"exit code {process.ExitCode}", await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw Failure($"no end after {Limit}", "");
        }

        XunitException Failure(string reason, string printed) => new($"{program} {string.Join(' ', arguments)}: {reason}\n{printed}");
    }
}
