using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using AutoDiff.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace AutoDiff.Benchmarks;

/// <summary>How long the generator takes from nothing, and after an edit of a project with a hundred annotated methods.</summary>
internal static class GeneratorTimes
{
    private const int Methods = 100;
    private const int Edits = 31;

    private const string Method = """
            [Differentiable]
            public static double Loss#(ReadOnlySpan<double> w, ReadOnlySpan<double> x, ReadOnlySpan<double> y, double rate)
            {
                double total = 0;
                for (int i = 0; i < y.Length; i++)
                {
                    double z = w[w.Length - 1] + #;
                    for (int j = 0; j < w.Length - 1; j++)
                    {
                        z += w[j] * x[i * (w.Length - 1) + j];
                    }

                    double p = 1 / (1 + Math.Exp(-z));
                    if (p > 0.5)
                    {
                        total -= y[i] * Math.Log(p) + rate * p * p;
                    }
                    else
                    {
                        total += (1 - y[i]) * Math.Sqrt(1 + p * p);
                    }
                }

                return total / y.Length;
            }

        """;

    private const string Other = """
        namespace Demo;
        public static class Other
        {
            public static double Twice(double x) => x * 2;
        }
        """;

    /// <summary>Measures and writes a Markdown table.</summary>
    /// <param name="output">Where the table goes.</param>
    public static void Print(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        string source = Source();
        CSharpCompilation compilation = Compilation(source);

        // The compiler has to be warm, as it is in an editor and on a build server.
        Measure(() => Driver().RunGenerators(Compilation(source)));
        double cold = Enumerable.Range(0, 3).Select(_ => Measure(() => Driver().RunGenerators(Compilation(source)))).Min();
        output.WriteLine("| what | ms |");
        output.WriteLine("| --- | ---: |");
        Row(output, $"cold, per method of {Methods}", cold / Methods);
        Row(output, "edit of a body in another file, in total", Edited(compilation, 1, "x * 2", number => $"x * {number}"));
        Row(output, "edit of a body in the same file, in total", Edited(compilation, 0, "x * 2", number => $"x * {number}"));
        Row(output, "new line in the same file, in total", Edited(compilation, 0, "// here", number => $"// here{new string('\n', number)}"));
        Row(output, "edit of one annotated method, in total", Edited(compilation, 0, "+ 50;", number => $"+ {number};"));
        Row(output, "edit of a declaration, in total", Edited(compilation, 1, "Twice", number => $"Twice{number}"));
    }

    /// <summary>The median time of a run after an edit: what is typed in the editor, keystroke by keystroke.</summary>
    private static double Edited(CSharpCompilation compilation, int file, string old, Func<int, string> edit)
    {
        GeneratorDriver driver = Driver().RunGenerators(compilation);
        List<double> times = [];
        for (int number = 3; number < Edits + 3; number++)
        {
            SyntaxTree tree = compilation.SyntaxTrees[file];
            SourceText text = tree.GetText();
            int start = text.ToString().IndexOf(old, StringComparison.Ordinal);
            SyntaxTree edited = tree.WithChangedText(text.WithChanges(new TextChange(new TextSpan(start, old.Length), old = edit(number))));
            compilation = compilation.ReplaceSyntaxTree(tree, edited);
            times.Add(Measure(() => driver = driver.RunGenerators(compilation)));
        }

        times.Sort();
        return times[times.Count / 2];
    }

    private static double Measure(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static string Source()
    {
        StringBuilder source = new("using System;\nusing AutoDiff;\nnamespace Demo;\npublic static partial class Losses\n{\n    // here\n");
        source.Append("    public static double Twice(double x) => x * 2;\n\n");
        for (int i = 0; i < Methods; i++)
        {
            source.Append(Method.Replace("#", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }

        return source.Append("}\n").ToString();
    }

    private static CSharpCompilation Compilation(string source) => CSharpCompilation.Create(
        "Consumer",
        [CSharpSyntaxTree.ParseText(source, path: "Losses.cs"), CSharpSyntaxTree.ParseText(Other, path: "Other.cs")],
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static CSharpGeneratorDriver Driver() => CSharpGeneratorDriver.Create(new DifferentiableGenerator());

    private static void Row(TextWriter output, string what, double milliseconds) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {milliseconds:F1} |"));
}
