using System.Collections.Generic;
using System.Linq;
using System.Threading;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>What the readers of one method share: the compiler's view of it, the sites met so far, and the refusals.</summary>
internal sealed class Reading(IMethodSymbol method, SyntaxNode declaration, SemanticModel model, CancellationToken cancellation)
{
    private readonly List<Location> sites = [];
    private readonly List<LocatedRefusal> refusals = [];
    private readonly List<SyntaxNode> bodies = [];
    private int variableCount;

    public IMethodSymbol Method { get; } = method;

    public SyntaxNode Declaration { get; } = declaration;

    public SemanticModel Model { get; } = model;

    public CancellationToken Cancellation { get; } = cancellation;

    public IReadOnlyList<Location> Sites => sites;

    public IReadOnlyList<LocatedRefusal> Refusals => refusals;

    /// <summary>The body has compile errors: nothing is generated, and the compiler says why.</summary>
    public bool HasCompileErrors { get; set; }

    /// <summary>What was read besides declarations.</summary>
    public IReadOnlyList<SyntaxNode> Bodies => bodies;

    /// <summary>
    /// Notes that the result depends on what a method, accessor or initialiser does and not only on how it is declared.
    /// Whoever looks into the source of a symbol says so here, or edits there go unnoticed (see <see cref="BodyCache"/>).
    /// </summary>
    public SyntaxNode Reads(SyntaxNode declaration)
    {
        bodies.Add(declaration);
        return declaration;
    }

    public Variable NewVariable(string name, IrType type) => new(name, type, variableCount++);

    /// <summary>Numbers a place of the source.</summary>
    public int Site(Location location)
    {
        sites.Add(location);
        return sites.Count - 1;
    }

    /// <summary>Refuses, unless a part or the whole of that place is refused already: one mistake, one error.</summary>
    public void Refuse(string id, Location location, params string[] arguments)
    {
        bool known = refusals.Any(refusal => refusal.Id == id
            && refusal.Location.SourceTree == location.SourceTree
            && refusal.Location.SourceSpan.IntersectsWith(location.SourceSpan)
            && (refusal.Location.SourceSpan != location.SourceSpan || refusal.Arguments.SequenceEqual(arguments) || IsExpression(refusal)));
        if (!known)
        {
            refusals.Add(new LocatedRefusal(id, location, arguments.ToEquatableArray()));
        }
    }

    private static bool IsExpression(LocatedRefusal refusal) => refusal.Id == RefusalIds.UnsupportedConstruct;
}
