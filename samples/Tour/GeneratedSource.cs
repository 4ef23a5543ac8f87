using System;
using System.IO;
using System.Linq;

namespace Tour;

/// <summary>The files that the generator wrote while this program was built. Tour.csproj copies them beside it.</summary>
internal static class GeneratedSource
{
    /// <summary>Prints the file that belongs to a method of <see cref="Functions"/>.</summary>
    public static void Print(string method)
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "generated");

        // A file's name ends in a hash of the parameter types, so one from before they were edited may still lie there.
        string file = Directory.EnumerateFiles(folder, $"*.{method}-*.cs").MaxBy(File.GetLastWriteTimeUtc)
            ?? throw new FileNotFoundException($"Nothing was generated for {method}.");

        Console.WriteLine($"--- {Path.GetFileName(file)}");
        Console.WriteLine();
        Console.WriteLine(File.ReadAllText(file));
    }
}
