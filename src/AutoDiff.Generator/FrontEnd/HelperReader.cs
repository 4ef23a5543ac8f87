using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>
/// The bodies of the methods that an annotated method calls => <see cref="Helper"/>s, each read once, however often and
/// from wherever it is called.
/// </summary>
internal sealed class HelperReader(Reading root)
{
    /// <summary>How often a method is read anew, at most. One that passes on a lambda around its own delegate, and calls itself, would be another one each time.</summary>
    private const int MostVariants = 300;

    private readonly Dictionary<HelperKey, string> keys = [];
    private readonly Dictionary<ISymbol, int> variants = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<string, SyntaxNode> bodies = [];
    private readonly Queue<System.Action> unread = new();
    private readonly List<Helper> helpers = [];
    private ThrowingBodies? throwing;

    /// <summary>Reads the bodies that are still to be read, and those that they call.</summary>
    public EquatableArray<Helper> ReadAll()
    {
        while (unread.Count > 0)
        {
            root.Cancellation.ThrowIfCancellationRequested();
            unread.Dequeue()();
        }

        return helpers.ToEquatableArray();
    }

    /// <summary>Whether a method may be read once more, for other arguments.</summary>
    public bool MayRead(IMethodSymbol method) => VariantsOf(method) < MostVariants;

    private int VariantsOf(IMethodSymbol method) => variants.TryGetValue(method.OriginalDefinition, out int count) ? count : 0;

    /// <summary>The key of the body of a method that has one.</summary>
    public string KeyOf(BodyReader caller, IMethodSymbol method, HelperKey key, HelperArguments passed, IOperation? lambda, Location? place)
    {
        if (keys.TryGetValue(key, out string? known))
        {
            return known;
        }

        string name = method.Name + "#" + keys.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        keys.Add(key, name);
        variants[method.OriginalDefinition] = VariantsOf(method) + 1;
        SyntaxNode syntax = lambda?.Syntax ?? BodyOf(method, isExact: true)!;
        bodies.Add(name, syntax);
        unread.Enqueue(() =>
        {
            Reading reading = new(root, syntax, ModelOf(syntax.SyntaxTree), method.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction ? caller.TypeArgumentsOf : TypeArguments.SymbolsOf(method), place);
            SyntaxNode declaration = DeclarationOf(syntax);
            reading.Reads(declaration);
            reading.HasCompileErrors |= declaration.ContainsDiagnostics && declaration.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            bool isLocal = method.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction;
            BodyReader reader = isLocal ? new BodyReader(reading, caller) : new BodyReader(reading);

            // What is passed in parts cannot be called as it was written.
            Function function = reader.ReadHelper(method, syntax, passed, lambda);
            reading.HasCompileErrors |= EndsWithoutValue(function.ReturnType, function.Body, syntax, reading.Model);
            if (Mentions(function, HiddenTypes(method.ContainingType)))
            {
                Fence.Refuse(reading, syntax, Fence.Unnameable);
            }

            Add(name, function, isLocal || key.Variant.Count > 0 || !IsAccessible(method), reading);
        });
        return name;
    }

    /// <summary>Whether the body of a key may end in an exception other than that of an index.</summary>
    public bool MayThrow(string key)
    {
        throwing ??= new ThrowingBodies(method => BodyOf(method), body => ModelOf(root.Reads(DeclarationOf(body)).SyntaxTree));
        return throwing.Contains(bodies[key]);
    }

    /// <summary>The declared body of a method of this compilation that cannot be overridden. An editor has other projects' sources at hand, which a build has not.</summary>
    /// <param name="method">The method.</param>
    /// <param name="isExact">Whether it is known that no override is called.</param>
    public SyntaxNode? BodyOf(IMethodSymbol method, bool isExact = false)
    {
        if (!SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, root.Model.Compilation.Assembly))
        {
            return null;
        }

        bool isFixed = !(method.IsAbstract || method.IsExtern || method.IsAsync || method.IsVararg
            || (!isExact && (method.IsVirtual || method.IsOverride) && !method.IsSealed && !method.ContainingType.IsSealed && !method.ContainingType.IsValueType));
        if (method is { MethodKind: MethodKind.Constructor, IsImplicitlyDeclared: true, Parameters.Length: 0, ContainingType: { IsValueType: false } type })
        {
            // What runs is what stands beside the members.
            return MemberInitializers.Of(type).Any() ? type.DeclaringSyntaxReferences[0].GetSyntax() : null;
        }

        IMethodSymbol part = method.PartialImplementationPart ?? method;
        return !isFixed ? null : part.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
        {
            BaseMethodDeclarationSyntax declaration => (SyntaxNode?)declaration.Body ?? declaration.ExpressionBody,
            AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody,
            ArrowExpressionClauseSyntax arrow => arrow,
            LocalFunctionStatementSyntax local => (SyntaxNode?)local.Body ?? local.ExpressionBody,
            AnonymousFunctionExpressionSyntax lambda => lambda.Body,

            // A primary constructor whose initializers compute.
            TypeDeclarationSyntax { ParameterList: not null } primary when method.MethodKind == MethodKind.Constructor && MemberInitializers.Of(method.ContainingType).Any() => primary,
            _ => null,
        };
    }

    /// <summary>Not all paths return a value, which is an error of the author's: the compiler reports it there.</summary>
    public static bool EndsWithoutValue(IrType result, Block block, SyntaxNode body, SemanticModel model) =>
        result != IrType.Void
        && block.Statements.Completes()
        && !body.DescendantNodes().Any(node => node is YieldStatementSyntax)
        && (body.ContainsDiagnostics || (body is BlockSyntax written && model.AnalyzeControlFlow(written) is { Succeeded: true, EndPointIsReachable: true }));

    private SemanticModel ModelOf(SyntaxTree tree) =>
        tree == root.Model.SyntaxTree ? root.Model : root.Model.Compilation.GetSemanticModel(tree);

    private static SyntaxNode DeclarationOf(SyntaxNode body) => body.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? body;

    private HashSet<string> HiddenTypes(INamedTypeSymbol container) =>
    [
        .. PlacementReader.Containers(container).SelectMany(type => type.GetTypeMembers())
            .Where(type => !root.Model.Compilation.IsSymbolAccessibleWithin(type, root.Method.ContainingType))
            .Select(SymbolNames.GlobalName),
    ];

    // An enumeration, or a buffer of structures: the numbers of a structure have variables of their own.
    private static bool Mentions(Function function, HashSet<string> types) =>
        types.Count > 0 && function.Body.AllExpressions().Select(expression => expression.Type.Element ?? expression.Type).Any(type => type.Kind is Ir.TypeKind.Other or Ir.TypeKind.Aggregate && types.Contains(type.Name));

    private bool IsAccessible(IMethodSymbol method) => root.Model.Compilation.IsSymbolAccessibleWithin(method, root.Method.ContainingType);

    private void Add(string key, Function function, bool isHidden, Reading reading)
    {
        root.HasCompileErrors |= reading.HasCompileErrors;
        helpers.Add(new Helper(
            key,
            function,
            isHidden,
            reading.Refusals.Select(refusal => new Refusal(refusal.Id, root.SiteOf(refusal.Location), refusal.Arguments)).ToEquatableArray()));
    }
}

/// <summary>One reading of a method: the same method is read anew for other delegates, or where a reference is to an element.</summary>
/// <param name="Method">The method.</param>
/// <param name="Variant">What is special about the arguments.</param>
/// <param name="Scope">Of a local function or a lambda: the variables around it, which are others in each reading of the method that it stands in.</param>
internal sealed record HelperKey(ISymbol Method, EquatableArray<string> Variant, object? Scope = null)
{
    public bool Equals(HelperKey? other) => other is not null && SymbolEqualityComparer.Default.Equals(Method, other.Method) && Variant.Equals(other.Variant) && ReferenceEquals(Scope, other.Scope);

    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Method);
}
