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
        string file = Directory.EnumerateFiles(folder, $"*Functions.{method}*.cs").Single();

        Console.WriteLine($"--- {Path.GetFileName(file)}");
        Console.WriteLine();
        Console.WriteLine(File.ReadAllText(file));
    }
}
