using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>Calls that the compiler leaves out together with their arguments.</summary>
internal static class OmittedCalls
{
    /// <summary>
    /// Whether a method is marked <c>[Conditional("DEBUG")]</c> and the call's file is compiled without that symbol, or is
    /// partial and has no body.
    /// </summary>
    public static bool Contain(IMethodSymbol method, SyntaxNode call) =>
        method is { IsPartialDefinition: true, ReturnsVoid: true, PartialImplementationPart: null }
        || (ConditionsOf(method) is { Count: > 0 } conditions && !conditions.Overlaps(SymbolsOf(call.SyntaxTree)));

    private static HashSet<string> ConditionsOf(IMethodSymbol method) =>
    [
        .. method.GetAttributes()
            .Where(attribute => attribute.AttributeClass.Is("System.Diagnostics.ConditionalAttribute"))
            .Select(attribute => attribute.ConstructorArguments is [{ Value: string condition }] ? condition : "")
            .Concat(method.OverriddenMethod is { } overridden ? ConditionsOf(overridden) : []),
    ];

    // #define and #undef stand before everything else in a file.
    private static HashSet<string> SymbolsOf(SyntaxTree tree)
    {
        HashSet<string> symbols = [.. tree.Options.PreprocessorSymbolNames];
        foreach (SyntaxTrivia trivia in tree.GetRoot().GetFirstToken(includeZeroWidth: true).LeadingTrivia)
        {
            switch (trivia.GetStructure())
            {
                case DefineDirectiveTriviaSyntax { IsActive: true } define:
                    symbols.Add(define.Name.ValueText);
                    break;
                case UndefDirectiveTriviaSyntax { IsActive: true } undefine:
                    symbols.Remove(undefine.Name.ValueText);
                    break;
            }
        }

        return symbols;
    }
}
