using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Ir;

/// <summary>A type. <paramref name="Name"/> is its C# spelling for scalars and for <see cref="TypeKind.Other"/>; views and stacks have an element instead.</summary>
internal sealed record IrType(TypeKind Kind, string Name, IrType? Element = null)
{
    public static readonly IrType Void = new(TypeKind.Void, "void");
    public static readonly IrType Bool = new(TypeKind.Bool, "bool");
    public static readonly IrType Int32 = new(TypeKind.Int32, "int");
    public static readonly IrType Int64 = new(TypeKind.Int64, "long");
    public static readonly IrType Single = new(TypeKind.Single, "float");
    public static readonly IrType Double = new(TypeKind.Double, "double");

    /// <summary>The members of a type and what follows from them would have no end.</summary>
    public override string ToString() => Element is null ? Name : Kind + "<" + Element + ">";

    /// <summary>Of an aggregate, in order.</summary>
    public EquatableArray<TypeMember> Members { get; init; } = [];

    /// <summary>How an aggregate is built.</summary>
    public Composition Composition { get; init; }

    /// <summary>Whether an aggregate is an object, so that there is none before one is made.</summary>
    public bool IsObject { get; init; }

    /// <summary>Whether a value of the type, or a part of it, is an object.</summary>
    public bool HasObjects => IsObject || Members.Any(member => member.Type.HasObjects);

    /// <summary>Of <see cref="TypeKind.Other"/>: a structure whose own methods may change it, so that a copy is another thing.</summary>
    public bool CanChange { get; init; }

    /// <summary>A <c>ref struct</c>: nothing but a local can hold it.</summary>
    public bool IsRefLike { get; init; }

    /// <summary>Whether a value of the type can be written from its members, and theirs from theirs.</summary>
    public bool IsComposable => Kind != TypeKind.Aggregate || (Composition != Composition.None && Members.All(member => member.Type.IsComposable));

    /// <summary>Whether each number of a value can be changed where the value stands.</summary>
    public bool IsChangeable => Kind != TypeKind.Aggregate
        || Members.All(member => (member.Access != MemberAccess.None || Composition == Composition.Constructor) && member.Type.IsChangeable);

    /// <summary><c>float</c>, <c>double</c> or a type parameter for them: the types that have gradients.</summary>
    public bool IsFloatingPoint => Kind is TypeKind.Single or TypeKind.Double or TypeKind.Generic;

    public bool IsInteger => Kind is >= TypeKind.SByte and <= TypeKind.Char;

    /// <summary>How many dimensions a <see cref="TypeKind.Grid"/> has.</summary>
    public int Rank { get; init; } = 1;

    /// <summary>A span or an array, or an arena, which is many of them.</summary>
    public bool IsView => Kind is (>= TypeKind.ReadOnlySpan and <= TypeKind.Grid) or TypeKind.Arena;

    /// <summary>Of a view: the type of the buffer that holds its gradient.</summary>
    public IrType GradientBuffer => IsUncut ? this : SpanOf(Element!);

    /// <summary>A floating-point scalar, a view of such or an aggregate that has one: what may carry a derivative.</summary>
    public bool CanBeActive => IsFloatingPoint || (IsView && Element!.CanBeActive) || Members.Any(member => member.Type.CanBeActive);

    /// <summary>What an aggregate holds that a derivative is taken by, in the end: of a model its weights, and not its marked data.</summary>
    public IEnumerable<TypeMember> ActiveLeaves => Members.Where(member => !member.IsConstant && member.Type.CanBeActive)
        .SelectMany(member => member.Type.Kind == TypeKind.Aggregate ? member.Type.ActiveLeaves : [member]);

    /// <summary>Whether a derivative is taken by buffers that an aggregate holds.</summary>
    public bool HasActiveBuffers => ActiveLeaves.Any(leaf => leaf.Type.IsView);

    /// <summary>Whether each number by which a derivative is taken can be assigned where the aggregate stands: <c>m.Bias = e</c>.</summary>
    public bool IsSettable => Members.Where(member => !member.IsConstant && member.Type.CanBeActive && !member.Type.IsView).All(member => member.Type.Kind == TypeKind.Aggregate
        ? (member.Access == MemberAccess.Field || member.Type.IsObject) && member.Type.IsSettable
        : member.Access is MemberAccess.Field or MemberAccess.Property);

    /// <summary>Whether the derivatives by all that an aggregate holds can be put into another such that is passed by value.</summary>
    public bool IsFillable => HasActiveBuffers && (ActiveLeaves.All(leaf => leaf.Type.IsView) || (IsObject && IsSettable));

    /// <summary>The members that a path such as <c>.Layer.Weights</c> goes through, by their names or those of their accessors.</summary>
    public IEnumerable<TypeMember> Along(string path)
    {
        IrType type = this;
        foreach (string name in path.Split(['.'], StringSplitOptions.RemoveEmptyEntries))
        {
            TypeMember member = type.Members.First(candidate => candidate.Name == name || candidate.Accessor?.Name == name);
            yield return member;
            type = member.Type;
        }
    }

    /// <summary>An array of arrays. Its rows are views of it.</summary>
    public bool IsJagged => Kind == TypeKind.Array && Element!.IsView;

    /// <summary>What a view consists of in the end: the elements of its rows, if it has rows.</summary>
    public IrType Innermost => Element is { IsView: true, Element: { } inner } ? inner : Element!;

    /// <summary>The same kind of view of other elements.</summary>
    public IrType Of(IrType innermost) => this with { Element = Element!.IsView ? Element.Of(innermost) : innermost };

    /// <summary>A view that is always all of a buffer: nothing is cut from it.</summary>
    public bool IsUncut => Kind == TypeKind.Grid || IsJagged || (IsView && Element!.HoldsViews);

    /// <summary>A structure that has arrays among its members, or members that have.</summary>
    public bool HoldsViews => Kind == TypeKind.Aggregate && Members.Any(member => member.Type.IsView || member.Type.HoldsViews);

    public static IrType ReadOnlySpanOf(IrType element) => new(TypeKind.ReadOnlySpan, "", element);

    public static IrType SpanOf(IrType element) => new(TypeKind.Span, "", element);

    public static IrType ArrayOf(IrType element) => new(TypeKind.Array, "", element);

    public static IrType ListOf(IrType element) => new(TypeKind.List, "", element);

    public static IrType GridOf(IrType element, int rank) => new(TypeKind.Grid, "", element) { Rank = rank };

    public static IrType ArenaOf(IrType element) => new(TypeKind.Arena, "", element);

    public static IrType StackOf(IrType element) => new(TypeKind.Stack, "", element);

    // Types are parts of all that is hashed, and nearly always known by their kind.
    public override int GetHashCode() => unchecked(((int)Kind * 31) + (Kind is TypeKind.Other or TypeKind.Generic ? StringComparer.Ordinal.GetHashCode(Name) : Element?.GetHashCode() ?? 0));
}

/// <summary>A field or property of an aggregate, by the name that generated code can read it with.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The type.</param>
/// <param name="Access">How it is written.</param>
internal sealed record TypeMember(string Name, IrType Type, MemberAccess Access = MemberAccess.Field)
{
    /// <summary>A parameter of a primary constructor: code of the type names it alone, <c>k</c> and not <c>this.k</c>.</summary>
    public bool StandsAlone { get; init; }

    /// <summary>Only code of the type can name it.</summary>
    public bool IsHidden { get; init; }

    /// <summary>By which other code reads what is hidden; null if there is no way.</summary>
    public Accessor? Accessor { get; init; }

    /// <summary>Marked <c>[NoGradient]</c>: what it holds is data.</summary>
    public bool IsConstant { get; init; }
}

/// <summary>How a member of an aggregate is written where the aggregate stands.</summary>
internal enum MemberAccess
{
    /// <summary>It is a variable: <c>p.X = e</c>, <c>p.Position.X = e</c>.</summary>
    Field,

    /// <summary>It can be set, but what it holds cannot be changed in place: <c>p.X = e</c> only.</summary>
    Property,

    /// <summary><c>p with { X = e }</c></summary>
    Init,

    /// <summary>Only with all the others.</summary>
    None,
}

/// <summary>How a value of an aggregate is written.</summary>
internal enum Composition
{
    /// <summary>It cannot be written from its members.</summary>
    None,

    /// <summary><c>(a, b)</c></summary>
    Tuple,

    /// <summary><c>new T(a, b)</c></summary>
    Constructor,

    /// <summary><c>new T { X = a, Y = b }</c></summary>
    Initializer,
}
