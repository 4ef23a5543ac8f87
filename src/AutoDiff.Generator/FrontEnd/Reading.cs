using System.Collections.Generic;
using System.Linq;
using System.Threading;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>
/// What the readers of one body share: the compiler's view of it and the refusals. All bodies of one annotated method
/// share its sites, its helpers and the numbering of variables.
/// </summary>
internal sealed class Reading
{
    private readonly List<Location> sites;
    private readonly List<LocatedRefusal> refusals = [];
    private readonly Reading root;
    private readonly List<SyntaxNode> bodies;
    private readonly List<Accessor> accessors;
    private Variable? receiver;
    private int variableCount;
    private int targetCount;
    private readonly Dictionary<string, int> functionNumbers = [];
    private readonly Dictionary<ISymbol, bool> returnsNewList = new(SymbolEqualityComparer.Default);
    private NullUses nulls;
    private bool ownsArrays;
    private bool mayOwnArrays;

    /// <summary>Begins an annotated method.</summary>
    public Reading(IMethodSymbol method, SyntaxNode declaration, SemanticModel model, CancellationToken cancellation)
    {
        root = this;
        sites = [];
        bodies = [];
        accessors = [];
        Unfollowed = new Dictionary<ISymbol, Location>(SymbolEqualityComparer.Default);
        Method = method;
        Declaration = declaration;
        Model = model;
        Cancellation = cancellation;
        Helpers = new HelperReader(this);
    }

    /// <summary>Begins the body of a method that is called.</summary>
    public Reading(Reading caller, SyntaxNode declaration, SemanticModel model, IReadOnlyDictionary<ISymbol, ITypeSymbol> typeArguments, Location? place)
    {
        Place = place;
        TypeArguments = typeArguments;
        root = caller.root;
        sites = root.sites;
        bodies = root.bodies;
        accessors = root.accessors;
        Unfollowed = root.Unfollowed;
        Method = root.Method;
        Declaration = declaration;
        Model = model;
        Cancellation = root.Cancellation;
        Helpers = root.Helpers;
    }

    /// <summary>Whether this is the annotated method's own body.</summary>
    public bool IsRoot => root == this;

    /// <summary>The annotated method.</summary>
    public IMethodSymbol Method { get; }

    /// <summary>The declaration whose body is read.</summary>
    public SyntaxNode Declaration { get; }

    public SemanticModel Model { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>What the body's type parameters stand for.</summary>
    public IReadOnlyDictionary<ISymbol, ITypeSymbol> TypeArguments { get; } = new Dictionary<ISymbol, ITypeSymbol>(SymbolEqualityComparer.Default);

    /// <summary>Where everything in the body is said to stand: in generated code, which nobody can change, the call that led there.</summary>
    public Location? Place { get; }

    /// <summary>The methods that are called.</summary>
    public HelperReader Helpers { get; }

    public IReadOnlyList<Location> Sites => sites;

    public IReadOnlyList<LocatedRefusal> Refusals => refusals;

    /// <summary>Where objects may be null.</summary>
    public NullUses Nulls
    {
        get => root.nulls;
        set => root.nulls = value;
    }

    /// <summary>
    /// Whether members and variables that begin without an array of structs will hold one that the method creates, or else one
    /// of the caller's. A method is read as if it were the latter first.
    /// </summary>
    public bool OwnsArrays
    {
        get
        {
            root.mayOwnArrays = true;
            return root.ownsArrays;
        }

        set => root.ownsArrays = value;
    }

    /// <summary>Whether that made a difference.</summary>
    public bool MayOwnArrays => root.mayOwnArrays;

    /// <summary>Whether methods return lists that they create, as far as somebody asked.</summary>
    public Dictionary<ISymbol, bool> ReturnsNewList => root.returnsNewList;

    /// <summary>The classes whose objects are used in a way that is not followed, and where (see <see cref="ObjectUses"/>).</summary>
    public IDictionary<ISymbol, Location> Unfollowed { get; }

    /// <summary>The body has compile errors: nothing is generated, and the compiler says why.</summary>
    public bool HasCompileErrors { get; set; }

    /// <summary>Whether the generated file may name a symbol: what is read of another type's method is written into the annotated method's type.</summary>
    public bool CanName(ISymbol symbol) =>
        !PlacementReader.Containers((symbol as INamedTypeSymbol) ?? symbol.ContainingType).Any(type => type.IsFileLocal)
        && (IsRoot || Model.Compilation.IsSymbolAccessibleWithin(symbol, Method.ContainingType));

    /// <summary>The name by which the generated file reads a field or property: its own, or that of an accessor; null if there is none.</summary>
    public string? NameOf(ISymbol member)
    {
        if (CanName(member))
        {
            return ConstantReader.Escaped(member.Name);
        }

        return CanName(member.ContainingType) && AccessorReader.Read(member) is { } accessor ? Use(accessor) : null;
    }

    /// <summary>The same of a member of an aggregate.</summary>
    public string? NameOf(IrType type, TypeMember member) =>
        CanName(type, member) ? member.Name
        : member.Accessor is { } accessor ? Use(accessor)
        : null;

    /// <summary>Whether the generated file may name a member of an aggregate.</summary>
    public bool CanName(IrType type, TypeMember member) =>
        !member.IsHidden || PlacementReader.Containers(Method.ContainingType).Any(container => container.GlobalName() == type.Name);

    private string Use(Accessor accessor)
    {
        accessors.Add(accessor);
        return accessor.Name;
    }

    /// <summary>What the generated file needs in order to read what it cannot name.</summary>
    public IEnumerable<Accessor> Accessors => accessors;

    /// <summary>The number, from 1, that stands for a function where delegates are chosen.</summary>
    public int NumberOf(string function)
    {
        if (!root.functionNumbers.TryGetValue(function, out int number))
        {
            number = root.functionNumbers.Count + 1;
            root.functionNumbers.Add(function, number);
        }

        return number;
    }

    /// <summary>A number for a delegate's target.</summary>
    public int NewTarget() => root.targetCount++;

    /// <summary>The annotated method's own object, if its members are read into variables: a parameter before all others.</summary>
    public Variable? Receiver
    {
        get => root.receiver;
        set => root.receiver = value;
    }

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

    public Variable NewVariable(string name, IrType type) => new(name, type, root.variableCount++);

    /// <summary>Numbers a place of the source.</summary>
    public int Site(Location location)
    {
        if (Place is not null)
        {
            return SiteOf(Place);
        }

        sites.Add(location);
        return sites.Count - 1;
    }

    /// <summary>The number of a place that several things may stand at, so that what is said of them twice is said once.</summary>
    public int SiteOf(Location location)
    {
        int known = sites.IndexOf(location);
        if (known < 0)
        {
            sites.Add(location);
        }

        return known < 0 ? sites.Count - 1 : known;
    }

    /// <summary>Refuses, unless a part or the whole of that place is refused already: one mistake, one error.</summary>
    public void Refuse(string id, Location location, params string[] arguments)
    {
        location = Place ?? location;
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
