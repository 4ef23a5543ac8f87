namespace AutoDiff.Generator.Ir;

/// <summary>What a value is made of, as far as differentiation cares.</summary>
internal enum TypeKind
{
    Void,
    Bool,
    SByte,
    Byte,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    NInt,
    NUInt,
    Char,
    Single,
    Double,

    /// <summary>A type parameter that stands for a floating-point type: <c>where T : IFloatingPointIeee754&lt;T&gt;</c>.</summary>
    Generic,

    /// <summary>A view that cannot be written through.</summary>
    ReadOnlySpan,

    /// <summary>A view that can be written through.</summary>
    Span,

    /// <summary>A <c>Memory&lt;T&gt;</c> parameter, which is read by way of its span; locals of that type are spans.</summary>
    Memory,

    /// <summary>The same, if it cannot be written through.</summary>
    ReadOnlyMemory,

    /// <summary>A <c>List&lt;T&gt;</c>, read by index.</summary>
    List,

    /// <summary>A one-dimensional array. Slicing it with a range copies; the front end lowers that.</summary>
    Array,

    /// <summary>An array of two or more dimensions. Its elements have as many indices (<see cref="Position"/>); it has no parts.</summary>
    Grid,

    /// <summary>Many buffers that live to the end of the function, one behind the other (<c>BufferArena&lt;T&gt;</c>); only passes create one.</summary>
    Arena,

    /// <summary>A pooled growable stack of recorded values (<c>RecordStack&lt;T&gt;</c>); only reverse mode creates one.</summary>
    Stack,

    /// <summary>A struct, tuple or record of numbers, which the front end takes apart into its members.</summary>
    Aggregate,

    /// <summary>Any other type: never differentiated, spelled with its global name.</summary>
    Other,
}
