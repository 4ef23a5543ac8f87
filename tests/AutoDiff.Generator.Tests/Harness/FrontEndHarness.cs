using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using AutoDiff.Generator.FrontEnd;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace AutoDiff.Generator.Tests.Harness;

/// <summary>Runs the front end alone: C# in, IR or refusals out.</summary>
internal static class FrontEndHarness
{
    /// <summary>A source file around one annotated method; <paramref name="members"/> stand beside it.</summary>
    public static string SourceOf(string method, string members = "") =>
        $$"""
        using System;
        using System.Diagnostics;
        using AutoDiff;
        namespace Demo;
        static partial class C
        {
            [Differentiable]
            {{method}}
            {{members}}
        }
        """;

    /// <summary>Reads the first annotated method of a source file.</summary>
    public static ReadResult Read(string source)
    {
        CSharpCompilation compilation = CompilerInput.Compilation(source);
        SyntaxTree tree = compilation.SyntaxTrees[0];
        SemanticModel model = compilation.GetSemanticModel(tree);
        MethodDeclarationSyntax declaration = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
            .First(method => method.AttributeLists.Any(list => list.Attributes.Any(attribute => attribute.Name.ToString() == "Differentiable")));
        return MethodReader.Read(model.GetDeclaredSymbol(declaration)!, model, CancellationToken.None);
    }

    /// <summary>The model of a method that must be accepted, and whose IR must be legal.</summary>
    public static DifferentiableMethod Accept(string method, string members = "")
    {
        ReadResult result = Read(SourceOf(method, members));
        Assert.Equal("", string.Join("\n", result.Refusals.Select(refusal => refusal.Id + ": " + refusal.Arguments)));
        Assert.False(result.HasCompileErrors, "The source does not compile.");
        Assert.Empty(Verifier.Violations(result.Method!.Primal, IrStage.Source));
        return result.Method;
    }

    /// <summary>The printed statements of a method that must be accepted.</summary>
    public static string Body(string method, string members = "") => Printer.Print(Accept(method, members).Primal.Body);

    /// <summary>The refusals of a method with the source that each is about: <c>DIFF0010 'goto end;'</c>.</summary>
    public static ImmutableArray<string> Refusals(string source)
    {
        ReadResult result = Read(source);
        return
        [
            .. result.Refusals
                .OrderBy(refusal => refusal.Location.SourceSpan.Start)
                .Select(refusal => $"{refusal.Id} '{refusal.Location.SourceTree!.GetText().ToString(refusal.Location.SourceSpan)}'"),
        ];
    }
}
