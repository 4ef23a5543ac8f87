using System;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq;
using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.FrontEnd;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoDiff.Generator;

/// <summary>Reports why a method marked <c>[Differentiable]</c> has no derivative, or that it has none for no known reason.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DifferentiableAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            LanguageVersion version = ((CSharpCompilation)start.Compilation).LanguageVersion;
            if (version >= LanguageVersion.CSharp12)
            {
                start.RegisterSyntaxNodeAction(Analyze, SyntaxKind.Attribute);
                return;
            }

            ConcurrentBag<Location> found = [];
            start.RegisterSyntaxNodeAction(
                node =>
                {
                    if (IsDifferentiable(node))
                    {
                        found.Add(node.Node.GetLocation());
                    }
                },
                SyntaxKind.Attribute);
            start.RegisterCompilationEndAction(end =>
            {
                if (found.OrderBy(location => location.SourceTree!.FilePath, StringComparer.Ordinal).ThenBy(location => location.SourceSpan).FirstOrDefault() is { } first)
                {
                    end.ReportDiagnostic(Diagnostic.Create(Descriptors.LanguageVersion, first, version.ToDisplayString()));
                }
            });
        });
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        if (!IsDifferentiable(context) || context.Node.Parent?.Parent is not { } declaration)
        {
            return;
        }

        // A method with several attributes is read once, at the first.
        if (context.SemanticModel.GetDeclaredSymbol(declaration, context.CancellationToken) is not IMethodSymbol method)
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.UnsupportedMethod, context.Node.GetLocation(), "This", "not a method", "move the code to a static method"));
        }
        else if (RequestReader.AttributesOf(method).FirstOrDefault(attribute => declaration.Span.Contains(attribute.ApplicationSyntaxReference?.Span ?? default))
            is { ApplicationSyntaxReference: { } first } && first.Span == context.Node.Span)
        {
            Report(context, method);
        }
    }

    private static void Report(SyntaxNodeAnalysisContext context, IMethodSymbol method)
    {
        try
        {
            ReadResult result = MethodReader.Read(method, context.SemanticModel, context.CancellationToken);
            bool isBodyRefused = result.Refusals.Any(refusal => refusal.Id == RefusalIds.UnsupportedConstruct);
            bool isBeingTyped = isBodyRefused && !Compiles(context);
            foreach (LocatedRefusal refusal in result.Refusals.Where(refusal => !isBeingTyped || refusal.Id != RefusalIds.UnsupportedConstruct))
            {
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(refusal.Id), refusal.Location, Cause(refusal.Location, context), [.. refusal.Arguments]));
            }

            if (result.Method is null)
            {
                return;
            }

            Location name = ShapeReader.NameLocation(context.Node.Parent!.Parent!);
            CompilationOutcome outcome = Compiler.Compile(result.Method, context.CancellationToken);
            result = outcome.IsOtherwise ? result.Otherwise! : result;
            EquatableArray<Refusal> refusals = outcome.Refusals;

            // Where something is refused, a parameter may seem unused because its use is.
            bool isRefused = refusals.Any(Descriptors.IsError);
            foreach (Refusal refusal in refusals.Where(refusal => !isRefused || Descriptors.IsError(refusal)))
            {
                Location location = HintPlaces.Refine(refusal, Locate(refusal, method, result) ?? name, context.SemanticModel, context.CancellationToken);
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(refusal.Id), location, Cause(location, context), Properties(refusal, location, context), [.. refusal.Arguments]));
            }

            if (!isRefused && !result.Method!.Requests.All(request => Exists(method, request)) && Compiles(context))
            {
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.NothingGenerated, name, method.Name));
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            if (!Compiles(context))
            {
                return;
            }

            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.InternalError, context.Node.GetLocation(), method.Name, exception.GetType().Name + ": " + exception.Message));
        }
    }

    /// <summary>What code fixes need: the rule that a call lacks.</summary>
    private static ImmutableDictionary<string, string?>? Properties(Refusal refusal, Location location, SyntaxNodeAnalysisContext context) =>
        refusal.Id == RefusalIds.UnknownDerivative
        && location.SourceTree == context.SemanticModel.SyntaxTree
        && context.SemanticModel.GetSymbolInfo(location.SourceTree!.GetRoot(context.CancellationToken).FindNode(location.SourceSpan, getInnermostNodeForTie: true), context.CancellationToken).Symbol is IMethodSymbol called
        && RuleStub.For(called) is { } stub
            ? ImmutableDictionary<string, string?>.Empty.Add(RuleStub.Property, stub)
            : null;

    /// <summary>While a method is being typed the compiler's own errors are enough.</summary>
    private static bool Compiles(SyntaxNodeAnalysisContext context) =>
        context.SemanticModel.GetDiagnostics(context.Node.Parent!.Parent!.Span, context.CancellationToken).All(diagnostic => diagnostic.Severity != DiagnosticSeverity.Error || diagnostic.IsWarningAsError);

    /// <summary>Where a refusal of the pipeline stands: its site, or the parameter that it names.</summary>
    private static Location? Locate(Refusal refusal, IMethodSymbol method, ReadResult result) =>
        refusal.Site >= 0 && refusal.Site < result.Sites.Length ? result.Sites[refusal.Site]
        : refusal.Id == RefusalIds.UnusedParameter ? method.Parameters.FirstOrDefault(parameter => parameter.Name == refusal.Arguments[0])?.Locations[0]
        : null;

    /// <summary>The annotated method, where what is refused stands in a method that it calls.</summary>
    private static Location[] Cause(Location refused, SyntaxNodeAnalysisContext context) => context.Node.Parent?.Parent is { } declaration
        && (refused.SourceTree != declaration.SyntaxTree || !declaration.Span.Contains(refused.SourceSpan))
            ? [ShapeReader.NameLocation(declaration)]
            : [];

    private static bool Exists(IMethodSymbol method, Request request) => request.Kinds.SelectMany(CollisionReader.Suffixes).All(suffix =>
        method.ContainingType.GetMembers(request.Name + suffix).OfType<IMethodSymbol>().Any(member =>
            member.Arity == method.Arity
            && member.Parameters.Length >= method.Parameters.Length
            && method.Parameters.Zip(Like(member, method).Parameters, (source, generated) => SymbolEqualityComparer.Default.Equals(source.Type, generated.Type)).All(same => same)));

    /// <summary>A generic member over the type parameters of the method.</summary>
    private static IMethodSymbol Like(IMethodSymbol member, IMethodSymbol method) =>
        member.Arity == 0 ? member : member.Construct([.. method.TypeParameters]);

    private static bool IsDifferentiable(SyntaxNodeAnalysisContext context) =>
        context.SemanticModel.GetTypeInfo(context.Node, context.CancellationToken).Type.Is(WellKnownNames.Differentiable);
}
