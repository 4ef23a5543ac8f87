using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using AutoDiff.CodeFixes;
using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace AutoDiff.Generator.Tests.Diagnostics;

public class CodeFixTests
{
    [Theory]
    [InlineData("static class C { }", "static partial class C { }")]
    [InlineData("// Note.\nclass C { }", "// Note.\npartial class C { }")]
    [InlineData("public class A { partial struct B { record C { } } }", "public partial class A { partial struct B { partial record C { } } }")]
    public async Task MakePartial_MakesAllContainingTypesPartial(string source, string expected) =>
        Assert.Equal(expected, await Fix(new MakePartial(), Descriptors.TypeNotPartial, source, root =>
            root.DescendantNodes().OfType<TypeDeclarationSyntax>().Last().Identifier.GetLocation()));

    [Fact]
    public async Task MarkNoGradient_MarksTheParameter() => Assert.Equal(
        "using AutoDiff;\nclass C { static double F(double x, [NoGradient] double y) => x; }",
        await Fix(new MarkNoGradient(), Descriptors.UnusedParameter, "using AutoDiff;\nclass C { static double F(double x, double y) => x; }", root =>
            root.DescendantNodes().OfType<ParameterSyntax>().Last().Identifier.GetLocation()));

    private static async Task<string> Fix(CodeFixProvider provider, DiagnosticDescriptor descriptor, string source, System.Func<SyntaxNode, Location> place)
    {
        using AdhocWorkspace workspace = new();
        Document document = workspace.AddProject("Consumer", LanguageNames.CSharp)
            .WithCompilationOptions(CompilerInput.Options)
            .AddMetadataReferences(CompilerInput.References)
            .AddDocument("Source.cs", source);
        Location location = place((await document.GetSyntaxRootAsync())!);
        List<CodeAction> actions = [];
        CodeFixContext context = new(document, Diagnostic.Create(descriptor, location), (action, _) => actions.Add(action), CancellationToken.None);
        await provider.RegisterCodeFixesAsync(context);
        ApplyChangesOperation operation = (await Assert.Single(actions).GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single();
        Document changed = operation.ChangedSolution.GetDocument(document.Id)!;
        return (await changed.GetTextAsync()).ToString();
    }
}
