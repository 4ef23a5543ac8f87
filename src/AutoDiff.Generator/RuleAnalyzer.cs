using System.Collections.Immutable;
using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.FrontEnd;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoDiff.Generator;

/// <summary>Reports custom rules that do not fit the methods that they are for, and says what would.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RuleAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptors.RuleDoesNotFit];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.Method);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        foreach (RuleMisfit misfit in RuleCheck.Check((IMethodSymbol)context.Symbol))
        {
            if (misfit.Declaration.Attribute.ApplicationSyntaxReference is not { } attribute)
            {
                continue;
            }

            ImmutableDictionary<string, string?> properties = misfit.Missing is { } missing
                ? ImmutableDictionary<string, string?>.Empty.Add(RuleStub.Property, RuleStub.Of(missing))
                : ImmutableDictionary<string, string?>.Empty;
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.RuleDoesNotFit,
                Location.Create(attribute.SyntaxTree, attribute.Span),
                properties,
                misfit.Rule,
                misfit.Target,
                misfit.Reason));
        }
    }
}
