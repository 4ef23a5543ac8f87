using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>
/// Which warnings of the compiler its author has answered where a method stands. The generated code repeats the
/// constructs of the source in another file, where <c>#pragma</c>, <c>[Obsolete]</c> and <c>new</c> do not reach.
/// </summary>
internal static class SilencedWarningsReader
{
    private static readonly string[] PrefixesOfAnalyzers = ["CA", "IDE", "SA", "DIFF"];

    public static IEnumerable<string> Read(IMethodSymbol method, IReadOnlyList<INamedTypeSymbol> containers, SyntaxNode declaration)
    {
        SortedSet<string> silenced = new(StringComparer.Ordinal);
        silenced.UnionWith(Pragmas(declaration));
        if (containers.Concat<ISymbol>([method]).Any(symbol => symbol.Attribute("System.ObsoleteAttribute") is not null))
        {
            silenced.UnionWith(["CS0612", "CS0618"]);
        }

        // Whoever says that a method is not for every language means its derivatives too.
        if (containers.Concat<ISymbol>([method]).Any(symbol => symbol.Attribute("System.CLSCompliantAttribute") is { ConstructorArguments: [{ Value: false }] }))
        {
            silenced.UnionWith(["CS3001", "CS3002"]);
        }

        if (HidesDerivatives(method))
        {
            silenced.Add("CS0108");
        }

        // Its author was told once that the language may want the name; an @ would have answered it.
        if (containers.Any(type => type.Name.All(letter => letter is >= 'a' and <= 'z')))
        {
            silenced.Add("CS8981");
        }

        return silenced;
    }

    /// <summary>What <c>#pragma warning disable</c> names and no <c>restore</c> names before the declaration.</summary>
    private static HashSet<string> Pragmas(SyntaxNode declaration)
    {
        HashSet<string> disabled = new(StringComparer.Ordinal);
        DirectiveTriviaSyntax? directive = ((CSharpSyntaxNode)declaration.SyntaxTree.GetRoot()).GetFirstDirective(IsPragma);
        for (; directive is not null && directive.SpanStart < declaration.Span.End; directive = directive.GetNextDirective(IsPragma))
        {
            PragmaWarningDirectiveTriviaSyntax pragma = (PragmaWarningDirectiveTriviaSyntax)directive;
            string[] ids = [.. pragma.ErrorCodes.Select(code => Id(code.ToString())).Where(IsOfCompiler)];
            if (pragma.DisableOrRestoreKeyword.ValueText == "disable")
            {
                disabled.UnionWith(ids);
            }
            else if (pragma.SpanStart < declaration.SpanStart)
            {
                disabled.ExceptWith(pragma.ErrorCodes.Count == 0 ? disabled.ToArray() : ids);
            }
        }

        return disabled;
    }

    private static bool IsPragma(DirectiveTriviaSyntax directive) => directive is PragmaWarningDirectiveTriviaSyntax { IsActive: true };

    private static string Id(string code) => code.All(char.IsDigit) ? "CS" + code.PadLeft(4, '0') : code;

    // Analyzers pass generated code over by themselves.
    private static bool IsOfCompiler(string id) => !PrefixesOfAnalyzers.Any(prefix => id.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Whether a base type has, or will have, derivatives of the same names.</summary>
    private static bool HidesDerivatives(IMethodSymbol method)
    {
        Request[] requests =
        [
            .. RequestReader.AttributesOf(method)
                .Select(attribute => new Request(RequestReader.NameOf(attribute, method), [], Vectorize: true) { Asked = RequestReader.KindsOf(attribute) }),
        ];
        string[] stems = [.. requests.Select(request => request.Name)];
        string[] names = [.. requests.SelectMany(request => request.Kinds.SelectMany(CollisionReader.Suffixes).Select(suffix => request.Name + suffix))];
        return PlacementReader.SelfAndBases(method.ContainingType).Skip(1).Any(type =>
            names.Any(name => !type.GetMembers(name).IsEmpty)
            || type.GetMembers().OfType<IMethodSymbol>().Any(other => RequestReader.AttributesOf(other).Any(attribute => stems.Contains(RequestReader.NameOf(attribute, other)))));
    }
}
