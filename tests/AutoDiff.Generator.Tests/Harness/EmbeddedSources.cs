using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.Tests.Harness;

/// <summary>The C# files of a folder <c>Sources</c>, which are data of the tests.</summary>
internal sealed class EmbeddedSources
{
    private static readonly Assembly Assembly = typeof(EmbeddedSources).Assembly;

    private EmbeddedSources(string folder)
    {
        Files =
        [
            .. Assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(Text),
        ];
        Stems =
        [
            .. Files.SelectMany(text => CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes())
                .OfType<AttributeSyntax>()
                .Where(attribute => attribute.Name.ToString() == "Differentiable")
                .Select(StemOf),
        ];
    }

    /// <summary>Methods whose gradients are checked against differences.</summary>
    public static EmbeddedSources Gradients { get; } = new("Gradients");

    /// <summary>Methods whose results are not one number that is returned.</summary>
    public static EmbeddedSources Products { get; } = new("Products");

    /// <summary>Losses whose gradients another system has computed.</summary>
    public static EmbeddedSources Reference { get; } = new("Reference");

    /// <summary>The text of every file, in the order of their names.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>The stems of the members that are to be generated, read off the syntax alone.</summary>
    public IReadOnlyList<string> Stems { get; }

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
