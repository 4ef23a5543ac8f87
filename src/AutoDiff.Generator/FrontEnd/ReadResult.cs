using System.Collections.Immutable;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>What the front end made of an annotated method.</summary>
/// <param name="Method">The model, free of Roslyn objects; null if the method is refused or does not compile.</param>
/// <param name="Refusals">Empty if there is a model.</param>
/// <param name="Sites">
/// Where things stand: <see cref="Call.Site"/>, <see cref="Opaque.Site"/> and <see cref="Origin.Ordinal"/> all index
/// this table. Its first entries are the method's parameters, in order.
/// </param>
/// <param name="HasCompileErrors">The body does not bind, which the compiler itself reports.</param>
internal sealed record ReadResult(
    DifferentiableMethod? Method,
    ImmutableArray<LocatedRefusal> Refusals,
    ImmutableArray<Location> Sites,
    bool HasCompileErrors)
{
    /// <summary>Of a method that is read elsewhere.</summary>
    public static readonly ReadResult Nothing = new(null, [], [], HasCompileErrors: false);

    /// <summary>What was read of the source's bodies, the method's own among them; see <see cref="Reading.Reads"/>.</summary>
    public ImmutableArray<SyntaxNode> Bodies { get; init; } = [];

    /// <summary>What <see cref="DifferentiableMethod.Otherwise"/> was read as.</summary>
    public ReadResult? Otherwise { get; init; }

    /// <summary>The classes that objects were created of; see <see cref="CreatedClasses"/>.</summary>
    public ImmutableHashSet<ISymbol> Created { get; init; } = CreatedClasses.None;

    /// <summary>Those whose objects are used in a way that is not followed, and where.</summary>
    public ImmutableDictionary<ISymbol, Location> Unfollowed { get; init; } = ImmutableDictionary<ISymbol, Location>.Empty;

    /// <summary>See <see cref="Reading.MayOwnArrays"/>.</summary>
    public bool MayOwnArrays { get; init; }

    /// <summary>Reading the same source again gives the same: nothing else, such as the room left on the stack, had a part in it.</summary>
    public bool IsRepeatable { get; init; } = true;
}
