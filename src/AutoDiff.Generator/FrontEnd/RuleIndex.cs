using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>
/// The rules for methods of others: those that stand in the compilation, and those of referenced assemblies. It is made
/// once for a compilation. Of the source only methods that carry an attribute of such a name are bound; of the references
/// only types that their assembly names in <c>[DerivativeRules]</c>.
/// </summary>
internal sealed class RuleIndex
{
    private static readonly ConditionalWeakTable<Compilation, RuleIndex> Indices = new();
    private static readonly ConditionalWeakTable<SyntaxTree, MethodDeclarationSyntax[]> Candidates = new();
    private static readonly ConditionalWeakTable<IAssemblySymbol, RuleDeclaration[]> Referenced = new();

    private readonly ILookup<string, RuleDeclaration> byMethod;

    private RuleIndex(Compilation compilation)
    {
        IEnumerable<RuleDeclaration> own = compilation.SyntaxTrees.SelectMany(tree => InSource(tree, compilation));
        IEnumerable<RuleDeclaration> others = compilation.SourceModule.ReferencedAssemblySymbols.SelectMany(assembly => Referenced.GetValue(assembly, InAssembly));
        byMethod = own.Concat(others).Where(rule => rule.TargetType is not null).ToLookup(rule => Key(rule.TargetType!, rule.TargetName));
    }

    public static RuleIndex Of(Compilation compilation) => Indices.GetValue(compilation, static compilation => new RuleIndex(compilation));

    /// <summary>The rules that name a method, overloads included; those of the compilation first.</summary>
    public IEnumerable<RuleDeclaration> For(IMethodSymbol method) =>
        byMethod[Key(method.ContainingType.OriginalDefinition, method.Name)]
            .Where(rule => SymbolEqualityComparer.Default.Equals(rule.TargetType, method.ContainingType.OriginalDefinition));

    private static string Key(INamedTypeSymbol type, string? method) => type.MetadataName + "." + method;

    private static IEnumerable<RuleDeclaration> InSource(SyntaxTree tree, Compilation compilation)
    {
        MethodDeclarationSyntax[] candidates = Candidates.GetValue(tree, static tree => [.. tree.GetRoot().DescendantNodes(IsAroundMethods).OfType<MethodDeclarationSyntax>().Where(IsNamedLikeRule)]);
        if (candidates.Length == 0)
        {
            return [];
        }

        SemanticModel model = compilation.GetSemanticModel(tree);
        return candidates.Select(method => model.GetDeclaredSymbol(method)).OfType<IMethodSymbol>().SelectMany(RuleDeclaration.Of);
    }

    private static bool IsAroundMethods(SyntaxNode node) => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax;

    private static bool IsNamedLikeRule(MethodDeclarationSyntax method) => method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute =>
        (attribute.Name switch
        {
            QualifiedNameSyntax qualified => qualified.Right,
            AliasQualifiedNameSyntax alias => alias.Name,
            _ => attribute.Name,
        }).ToString() is "DerivativeOf" or "VjpOf" or "JvpOf" or "DerivativeOfAttribute" or "VjpOfAttribute" or "JvpOfAttribute");

    private static RuleDeclaration[] InAssembly(IAssemblySymbol assembly)
    {
        bool knowsRuntime = assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == "AutoDiff.Runtime"));
        return !knowsRuntime ? [] :
        [
            .. assembly.GetAttributes()
                .Where(attribute => attribute.AttributeClass.Is(WellKnownNames.DerivativeRules))
                .Select(attribute => attribute.ConstructorArguments.FirstOrDefault().Value)
                .OfType<INamedTypeSymbol>()
                .SelectMany(type => type.GetMembers().OfType<IMethodSymbol>())
                .SelectMany(RuleDeclaration.Of),
        ];
    }
}
