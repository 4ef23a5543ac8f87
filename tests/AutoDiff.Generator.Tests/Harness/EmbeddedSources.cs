using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.Tests.Harness;

/// <summary>The C# files of <c>Gradients/Sources</c>, which are data of the tests.</summary>
internal static class EmbeddedSources
{
    private static readonly Assembly Assembly = typeof(EmbeddedSources).Assembly;

    /// <summary>Every file by its name, such as <c>Loops.cs</c>, in the order of the names.</summary>
    public static IReadOnlyDictionary<string, string> Files { get; } = new SortedDictionary<string, string>(
        Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".cs", StringComparison.Ordinal)).ToDictionary(name => name, Text),
        StringComparer.Ordinal);

    /// <summary>The stems of the members that are to be generated, read off the syntax alone.</summary>
    public static IReadOnlyList<string> Stems { get; } =
    [
        .. Files.Values
            .SelectMany(text => CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes())
            .OfType<AttributeSyntax>()
            .Where(attribute => attribute.Name.ToString() == "Differentiable")
            .Select(StemOf),
    ];

    private static string StemOf(AttributeSyntax attribute) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.Text == "Name")?.Expression is LiteralExpressionSyntax name
            ? name.Token.ValueText
            : ((MethodDeclarationSyntax)attribute.Parent!.Parent!).Identifier.ValueText;

    private static string Text(string name)
    {
        using StreamReader reader = new(Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
