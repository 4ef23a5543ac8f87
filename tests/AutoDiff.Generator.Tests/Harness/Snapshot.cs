using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Tasks;
using DiffPlex.Renderer;
using Xunit.Sdk;

namespace AutoDiff.Generator.Tests.Harness;

/// <summary>
/// Compares a text with the file <c>Class.Method.verified.cs</c> beside the test. File conventions and call shape are
/// those of Verify, so that it could take this class's place.
/// </summary>
internal static class Snapshot
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Passes if the verified file holds exactly this text; otherwise writes <c>.received.cs</c> and fails with the difference.</summary>
    /// <param name="text">What was produced.</param>
    /// <param name="extension">Of the files: <c>cs</c>.</param>
    /// <param name="sourceFile">Filled in by the compiler.</param>
    /// <param name="method">Filled in by the compiler.</param>
    /// <returns>A completed task; failures are thrown at once, so that none is lost where nobody awaits.</returns>
    public static Task Verify(
        string text,
        string extension = "cs",
        [CallerFilePath] string sourceFile = "",
        [CallerMemberName] string method = "")
    {
        Compare(text, extension, sourceFile, method);
        return Task.CompletedTask;
    }

    private static void Compare(string text, string extension, string sourceFile, string method)
    {
        string stem = Path.Combine(Path.GetDirectoryName(sourceFile)!, Path.GetFileNameWithoutExtension(sourceFile) + "." + method);
        string verifiedFile = $"{stem}.verified.{extension}";
        string receivedFile = $"{stem}.received.{extension}";
        string? verified = File.Exists(verifiedFile) ? File.ReadAllText(verifiedFile, Encoding) : null;
        if (verified == text)
        {
            File.Delete(receivedFile);
            return;
        }

        File.WriteAllText(receivedFile, text, Encoding);
        throw new XunitException(verified is null
            ? $"There is no {Path.GetFileName(verifiedFile)}. Read {Path.GetFileName(receivedFile)} as prose, then rename it.\n\n{text}"
            : $"{Path.GetFileName(receivedFile)} differs from the verified file:\n\n{Difference(verified, text)}");
    }

    private static string Difference(string verified, string received)
    {
        string difference = UnidiffRenderer.GenerateUnidiff(verified, received, "verified", "received", ignoreWhitespace: false);
        return difference.Length > 0 ? difference : "Only line ends or invisible characters differ.";
    }
}
