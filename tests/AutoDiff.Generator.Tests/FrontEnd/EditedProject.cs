using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AutoDiff.Generator.Tests.FrontEnd;

/// <summary>
/// A project in which many things have several versions: whatever the meaning of a method may depend on, in its own file
/// and in others. An edit chooses another version of one of them.
/// </summary>
internal sealed class EditedProject
{
    private const string Annotated = """
        {define}
        using System;
        using AutoDiff;
        {using}
        {alias}
        namespace Demo;
        {nullable}
        public static partial class Annotated
        {
            private const {local type} Local = {local value};

            public static double Unannotated(double x)
            {
        {pragma}
                return {unannotated};
            }

            {branch}
            [Differentiable{request}]
            public static double Constants(double x) => x * Local * Settings.Factor;
        {end}

            // {comment}
            [Differentiable]
            public static double Own(double x, double y) => {own};

            [Differentiable]
            public static double Second(double x, double y) => OwnGradient(x, y).X * x;

            [Differentiable]
            public static double Conditional(double x)
            {
        #if FAST
                return x;
        #else
                return x * x * 3;
        #endif
            }

            [Differentiable]
            public static double Overload(double x, int n) => x * Settings.Pick(n);

            [Differentiable]
            public static double Default(double x) => x * Settings.Optional();

            [Differentiable]
            public static double Initialised(double x) => x * Settings.Enumerated(Choice.Second) * Settings.Table[1] * Settings.Fixed;

            [Differentiable]
            public static double Looked(double x) => Math.Sin(x) * Exp(x);

            [Differentiable]
            public static Real Aliased(Real x) => x * x;

            [Differentiable]
            public static double Referenced(double x) => x * Demo.Library.Factor;

            [Differentiable]
            public static double Inlined(double x) => Settings.Curve(x) * new Pair(x, 2).Sum;

            [Differentiable]
            public static double Helped(double x) => x * Settings.Helper(3) * Settings.Property;
        }
        """;

    private const string Settings = """
        namespace Demo;
        public readonly record struct Pair(double X, double Y)
        {
            public double Sum => {sum};
        }
        public enum Choice { First{first}, Second }
        public static partial class Settings
        {
            public const {factor type} Factor = {factor value};
            public static readonly double[] Table = [1, {table}];
            public static readonly {fixed type} Fixed = 2;
            {overload}
            public static double Pick(long n) => {picked};
            public static {optional type} Optional({optional type} value = {optional value}) => value;
            public static double Enumerated(Choice choice) => (int)choice;
            {accessibility} static double Helper(double x) { {statements} return x; }
            internal static double Curve(double x) => {curve};
            private static double Deeper(double x) { return {deeper}; }
            public static {property type} Property => {property};
            public static double Exp(double x) => x;
        }
        """;

    private const string Others = """
        {global using}
        namespace Demo
        {
            public static class {shadow}
            {
                public static double Sin(double x) => x;
            }

            public static partial class Annotated
            {
                {member}
            }
        }
        """;

    private static readonly string[] Templates = [Annotated, Settings, Others];

    /// <summary>What has versions, besides the references, the options and the order of the files.</summary>
    private static readonly Dictionary<string, string[]> Versions = new(StringComparer.Ordinal)
    {
        ["{define}"] = ["", "#define FAST", "#define SLOW"],
        ["{using}"] = ["using static System.Math;", "using static Demo.Settings;", ""],
        ["{alias}"] = ["using Real = double;", "using Real = float;"],
        ["{nullable}"] = ["", "#nullable enable", "#nullable disable"],
        ["{local type}"] = ["double", "int", "float"],
        ["{local value}"] = ["1", "2", "3"],
        ["{pragma}"] = ["", "#pragma warning disable CS0618", "#pragma warning disable CS0612, CS1234"],
        ["{unannotated}"] = ["x", "x + 1", "x +"],
        ["{branch}"] = ["", "#if FAST\n", "#if !FAST\n", "#if SLOW\n"],
        ["{end}"] = ["#endif", ""],
        ["{request}"] = ["", "(Name = \"Named\")", "(WithRespectTo = [nameof(x)])"],
        ["{comment}"] = ["", "a comment", "x * y"],
        ["{own}"] = ["x * y", "x * y /* commented */", "x + Math.Exp(y)", "x * ", "x"],
        ["{first}"] = ["", " = 3"],
        ["{factor type}"] = ["double", "float", "int"],
        ["{factor value}"] = ["2", "4"],
        ["{table}"] = ["2", "3"],
        ["{fixed type}"] = ["double", "float", "string"],
        ["{overload}"] = ["", "public static float Pick(int n) => n;", "public static double Pick(int n) => n;", "public static string Pick(int n) => \"\";"],
        ["{picked}"] = ["n", "2 * n"],
        ["{optional type}"] = ["double", "float"],
        ["{optional value}"] = ["1", "2"],
        ["{accessibility}"] = ["public", "private"],
        ["{statements}"] = ["", "x += 1;", "x *= Factor;", "{"],
        ["{curve}"] = ["x * x", "Deeper(x) * x", "Missing(x)", "Curve(x * 0.5, 3)", "x * x * Factor"],
        ["{deeper}"] = ["x + 1", "System.Math.Sin(x)", "x *"],
        ["{sum}"] = ["X + Y", "X * Y", "X"],
        ["{property type}"] = ["double", "float"],
        ["{property}"] = ["1", "2"],
        ["{global using}"] = ["", "global using static Demo.Settings;", "global using Math = Demo.Settings;"],
        ["{shadow}"] = ["Unrelated", "Math", "Settings2"],
        ["{member}"] = ["", "public static double OwnGradient(double x, double y) => x;", "private static double xGradient => 1;", "public static double Overload(double x, long n) => x;"],
    };

    private static readonly MetadataReference[] Libraries = [.. new[] { "double", "float", "string" }.Select(Library)];

    private static readonly CSharpParseOptions[] Parsing = [CompilerInput.ParseOptions, CompilerInput.ParseOptions.WithPreprocessorSymbols("FAST")];

    private readonly Dictionary<string, int> chosen = Versions.Keys.ToDictionary(key => key, _ => 0, StringComparer.Ordinal);
    private int library;
    private int parsing;

    /// <summary>What an editor holds: trees that did not change are the same objects.</summary>
    public CSharpCompilation Compilation { get; private set; }

    public EditedProject() => Compilation = Cold();

    /// <summary>The same project opened anew: nothing in it was there before.</summary>
    public CSharpCompilation Cold() => CSharpCompilation.Create(
        "Consumer",
        Templates.Select((_, file) => Tree(file)),
        [.. CompilerInput.References, Libraries[library]],
        CompilerInput.Options);

    /// <summary>Makes one edit, and tells which.</summary>
    public string Edit(Random random)
    {
        int kind = random.Next(Versions.Count + 2);
        if (kind == Versions.Count)
        {
            MetadataReference before = Libraries[library];
            library = (library + 1) % Libraries.Length;
            Compilation = Compilation.ReplaceReference(before, Libraries[library]);
            return "reference " + library;
        }

        if (kind == Versions.Count + 1)
        {
            parsing = 1 - parsing;
            Compilation = Compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(Templates.Select((_, file) => Tree(file)));
            return "parse options " + parsing;
        }

        string key = Versions.Keys.ElementAt(kind);
        chosen[key] = (chosen[key] + 1 + random.Next(Versions[key].Length - 1)) % Versions[key].Length;
        int edited = Array.FindIndex(Templates, template => template.Contains(key, StringComparison.Ordinal));
        Compilation = Compilation.ReplaceSyntaxTree(Compilation.SyntaxTrees[edited], Tree(edited));
        return key + " " + Versions[key][chosen[key]];
    }

    private SyntaxTree Tree(int file)
    {
        string text = chosen.Aggregate(Templates[file], (text, version) => text.Replace(version.Key, Versions[version.Key][version.Value], StringComparison.Ordinal));
        return CSharpSyntaxTree.ParseText(text, Parsing[parsing], $"Source{file}.cs");
    }

    private static PortableExecutableReference Library(string type)
    {
        CSharpCompilation library = CSharpCompilation.Create(
            "Library",
            [CSharpSyntaxTree.ParseText($"namespace Demo {{ public static class Library {{ public static readonly {type} Factor; }} }}")],
            CompilerInput.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using MemoryStream image = new();
        Assert.True(library.Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
