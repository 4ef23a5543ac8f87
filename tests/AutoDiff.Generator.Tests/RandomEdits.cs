using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.Tests;

/// <summary>Edits as they are made while programming: methods come, go, change, are renamed, lose their attributes.</summary>
internal static partial class RandomEdits
{
    /// <summary>A file beside the first, so that edits of one may change what the other means.</summary>
    public const string SecondFile = """
        using System;
        using AutoDiff;
        namespace Demo;
        public static partial class C
        {
            private const double Offset = 1;

            [Differentiable(Name = "Second")]
            public static double H(double x) => Scale * x + Offset * Other(x);
        }
        """;

    private static readonly string[] Expressions = ["x * x", "Math.Sin(x)", "x * Scale", "Offset - x", "x / 3", "Other(x) * x", "Missing(x)", "x +"];

    /// <summary>One edit.</summary>
    public static string Apply(string source, Random random)
    {
        MethodDeclarationSyntax[] methods = [.. CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()];
        int number = random.Next(1000);
        if (methods.Length == 0)
        {
            return Insert(source, number, random);
        }

        MethodDeclarationSyntax method = methods[random.Next(methods.Length)];
        return random.Next(8) switch
        {
            0 => Insert(source, number, random),
            1 => source.Remove(method.FullSpan.Start, method.FullSpan.Length),
            2 => Replace(source, method.Identifier.Span, "M" + number.ToString(CultureInfo.InvariantCulture)),
            3 => method.ExpressionBody is { } body ? Replace(source, body.Expression.Span, Expressions[random.Next(Expressions.Length)]) : source + " ",
            4 => method.AttributeLists.FirstOrDefault() is { } attribute
                ? source.Remove(attribute.FullSpan.Start, attribute.FullSpan.Length)
                : source.Insert(method.SpanStart, "[Differentiable] "),
            5 => Constant().Replace(source, match => match.Groups[1].Value + number.ToString(CultureInfo.InvariantCulture) + ";", 1),
            6 => source.Insert(method.FullSpan.Start, "\n// comment " + number.ToString(CultureInfo.InvariantCulture) + "\n"),
            _ => Replace(source, method.ParameterList.Parameters.FirstOrDefault()?.Identifier.Span ?? default, "x"),
        };
    }

    private static string Insert(string source, int number, Random random) => source.Insert(
        source.LastIndexOf('}'),
        $"    [Differentiable]\n    public static double M{number.ToString(CultureInfo.InvariantCulture)}(double x) => {Expressions[random.Next(Expressions.Length)]};\n");

    private static string Replace(string source, Microsoft.CodeAnalysis.Text.TextSpan span, string text) =>
        span.IsEmpty ? source : source.Remove(span.Start, span.Length).Insert(span.Start, text);

    [GeneratedRegex("(const double [A-Za-z]+ = )[0-9]+;")]
    private static partial Regex Constant();
}
