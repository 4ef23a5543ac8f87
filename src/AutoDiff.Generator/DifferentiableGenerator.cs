using System;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Threading;
using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.FrontEnd;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AutoDiff.Generator;

/// <summary>Writes the derivatives of methods marked <c>[Differentiable]</c>. What it refuses, <see cref="DifferentiableAnalyzer"/> reports.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class DifferentiableGenerator : IIncrementalGenerator
{
    /// <summary>The tracked step whose outputs are <see cref="DifferentiableMethod"/>s.</summary>
    internal const string MethodsStep = "Methods";

    /// <summary>The tracked step whose outputs are generated files.</summary>
    internal const string FilesStep = "Files";

    private static readonly BodyCache Bodies = new();

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<DifferentiableMethod> methods = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                WellKnownNames.Differentiable,
                static (node, _) => node is MethodDeclarationSyntax,
                static (found, cancellation) => Read(found, cancellation))
            .Where(static method => method is not null)
            .Select(static (method, _) => method!)
            .WithTrackingName(MethodsStep);
        IncrementalValuesProvider<GeneratedFile> files = methods
            .Select(static (method, cancellation) => Write(method, cancellation))
            .Where(static file => file is not null)
            .Select(static (file, _) => file!)
            .WithTrackingName(FilesStep);
        IncrementalValuesProvider<GeneratedFile> accessors = methods
            .SelectMany(static (method, _) => method.Accessors)
            .Collect()
            .SelectMany(static (all, _) => GeneratedFile.OfAccessors(all))
            .WithTrackingName(FilesStep);
        context.RegisterSourceOutput(files, static (output, file) => Add(output, file));
        context.RegisterSourceOutput(accessors, static (output, file) => Add(output, file));

        IncrementalValueProvider<EquatableArray<string>> ruleTypes = RuleTypesOf(context, WellKnownNames.DerivativeOf)
            .Combine(RuleTypesOf(context, WellKnownNames.VjpOf))
            .Combine(RuleTypesOf(context, WellKnownNames.JvpOf))
            .Select(static (all, _) => all.Left.Left.Concat(all.Left.Right).Concat(all.Right).ToEquatableArray());
        context.RegisterSourceOutput(ruleTypes, static (output, types) =>
        {
            if (types.Count > 0)
            {
                Add(output, new GeneratedFile(RuleTypes.HintName, RuleTypes.Write(types)));
            }
        });
    }

    private static void Add(SourceProductionContext output, GeneratedFile file) =>
        output.AddSource(file.HintName + ".g.cs", SourceText.From(file.Text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)));

    private static IncrementalValueProvider<ImmutableArray<string>> RuleTypesOf(IncrementalGeneratorInitializationContext context, string attribute) => context.SyntaxProvider
        .ForAttributeWithMetadataName(attribute, static (node, _) => node is MethodDeclarationSyntax, static (found, _) => RuleTypes.Read(found.TargetSymbol))
        .Where(static type => type is not null)
        .Select(static (type, _) => type!)
        .Collect();

    private static DifferentiableMethod? Read(GeneratorAttributeSyntaxContext found, CancellationToken cancellation)
    {
        if (found.TargetSymbol is not IMethodSymbol method
            || found.SemanticModel.SyntaxTree.Options is not CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp12 })
        {
            return null;
        }

        try
        {
            return Bodies.Read(
                found.TargetNode,
                found.SemanticModel.Compilation,
                () => IsRepeated(method, found.TargetNode) ? ReadResult.Nothing : GeneratedMembers.Read(method, found.SemanticModel, cancellation),
                cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The analyzer runs the same code and reports what went wrong.
            return null;
        }
    }

    private static GeneratedFile? Write(DifferentiableMethod method, CancellationToken cancellation)
    {
        try
        {
            CompilationOutcome outcome = Compiler.Compile(method, cancellation);
            return outcome.Text is null || outcome.Refusals.Any(Descriptors.IsError) ? null : new GeneratedFile(method.Placement.HintName, outcome.Text);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether the same method is found elsewhere too: both parts of a partial method may carry the attribute, and code
    /// that does not compile may declare a method twice. Two files of one name would end the generator.
    /// </summary>
    private static bool IsRepeated(IMethodSymbol method, SyntaxNode node)
    {
        bool isOtherPart = method.PartialImplementationPart is not null;
        string name = HintNames.Of(method);
        return isOtherPart || method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Any(other =>
            !SymbolEqualityComparer.Default.Equals(other, method)
            && HintNames.Of(other) == name
            && !SymbolEqualityComparer.Default.Equals(other, method.PartialDefinitionPart)
            && other.DeclaringSyntaxReferences.All(reference => reference.SyntaxTree != node.SyntaxTree || reference.Span != node.Span));
    }
}
