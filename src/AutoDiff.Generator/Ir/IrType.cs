namespace AutoDiff.Generator.Ir;

/// <summary>A type. <paramref name="Name"/> is its C# spelling for scalars and for <see cref="TypeKind.Other"/>; views and stacks have an element instead.</summary>
internal sealed record IrType(TypeKind Kind, string Name, IrType? Element = null)
{
    public static readonly IrType Void = new(TypeKind.Void, "void");
    public static readonly IrType Bool = new(TypeKind.Bool, "bool");
    public static readonly IrType Int32 = new(TypeKind.Int32, "int");
    public static readonly IrType Single = new(TypeKind.Single, "float");
    public static readonly IrType Double = new(TypeKind.Double, "double");

    /// <summary><c>float</c> or <c>double</c>: the types that have gradients.</summary>
    public bool IsFloatingPoint => Kind is TypeKind.Single or TypeKind.Double;

    public bool IsInteger => Kind is >= TypeKind.SByte and <= TypeKind.Char;

    /// <summary>How many dimensions a <see cref="TypeKind.Grid"/> has.</summary>
    public int Rank { get; init; } = 1;

    /// <summary>A span or an array, or an arena, which is many of them.</summary>
    public bool IsView => Kind is TypeKind.ReadOnlySpan or TypeKind.Span or TypeKind.Array or TypeKind.Grid or TypeKind.Arena;

    /// <summary>Of a view: the type of the buffer that holds its gradient.</summary>
    public IrType GradientBuffer => IsUncut ? this : SpanOf(Element!);

    /// <summary>A floating-point scalar or a view of such: what may carry a derivative.</summary>
    public bool CanBeActive => IsFloatingPoint || (IsView && Element!.CanBeActive);

    /// <summary>An array of arrays. Its rows are views of it.</summary>
    public bool IsJagged => Kind == TypeKind.Array && Element!.IsView;

    /// <summary>A view that is always all of a buffer: nothing is cut from it.</summary>
    public bool IsUncut => Kind == TypeKind.Grid || IsJagged;

    public static IrType ReadOnlySpanOf(IrType element) => new(TypeKind.ReadOnlySpan, "", element);

    public static IrType SpanOf(IrType element) => new(TypeKind.Span, "", element);

    public static IrType ArrayOf(IrType element) => new(TypeKind.Array, "", element);

    public static IrType GridOf(IrType element, int rank) => new(TypeKind.Grid, "", element) { Rank = rank };

    public static IrType ArenaOf(IrType element) => new(TypeKind.Arena, "", element);

    public static IrType StackOf(IrType element) => new(TypeKind.Stack, "", element);
}
