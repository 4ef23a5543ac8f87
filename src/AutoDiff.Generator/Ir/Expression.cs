using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Ir;

/// <summary>An expression. Expressions change no variable; they may throw, and <see cref="Call"/> or <see cref="Opaque"/> may have effects of their own.</summary>
internal abstract partial record Expression
{
    public abstract IrType Type { get; }
}

/// <summary>A numeric literal of a floating-point or integer type (integers up to 2^53). <paramref name="Text"/> is the source spelling if there is one.</summary>
internal sealed record Number(IrType NumberType, double Value, string? Text = null) : Expression
{
    public override IrType Type => NumberType;
}

/// <summary>Any other constant, spelled in C# with global names: <c>true</c>, <c>'a'</c>, <c>9223372036854775807L</c>, <c>global::N.E.Member</c>, <c>default(T)</c>, a static readonly field.</summary>
internal sealed record Constant(IrType ConstantType, string Text) : Expression
{
    public override IrType Type => ConstantType;
}

/// <summary>The value of a variable.</summary>
internal sealed record Read(Variable Variable) : Expression
{
    public override IrType Type => Variable.Type;
}

internal sealed record Unary(UnaryOperator Operator, Expression Operand) : Expression
{
    public override IrType Type => Operand.Type;

    public Overflow Overflow { get; init; }
}

/// <summary>A conversion between numeric types, or of an array or span to a span (which is a view of the same memory).</summary>
internal sealed record Conversion(IrType TargetType, Expression Operand, bool IsImplicit) : Expression
{
    public override IrType Type => TargetType;

    public Overflow Overflow { get; init; }
}

/// <summary><c>condition ? whenTrue : whenFalse</c>; only the chosen operand is evaluated.</summary>
internal sealed record Conditional(Expression Condition, Expression WhenTrue, Expression WhenFalse) : Expression
{
    public override IrType Type => WhenTrue.Type;
}

/// <summary><c>view[index]</c>; throws outside the view. Of a view of aggregates it is one of their members.</summary>
internal sealed record Element(Expression View, Expression Index) : Expression
{
    /// <summary>The way from the element to the number: <c>.Position.X</c>; empty if the element is the number.</summary>
    public string Path { get; init; } = "";

    /// <summary>The type of what <see cref="Path"/> leads to.</summary>
    public IrType? Leaf { get; init; }

    public override IrType Type => Leaf ?? View.Type.Element!;
}

/// <summary><c>value.Member</c> of a value that generated code holds whole: reads it, and can be read again.</summary>
internal sealed record Field(Expression Object, string Path, IrType FieldType) : Expression
{
    public override IrType Type => FieldType;
}

/// <summary>
/// An aggregate, member by member. The front end takes it apart; what remains of it is an operand of C# that is not
/// modelled, or a result.
/// </summary>
internal sealed record Composite(IrType AggregateType, EquatableArray<Expression> Members) : Expression
{
    public override IrType Type => AggregateType;
}

/// <summary>
/// A value together with its partial derivatives by operands: for functions that are called for their value, and whose
/// derivative is not a chain of rules. Only as the value of a <see cref="Declare"/>, or of an <see cref="Assign"/> to a
/// variable that the operands do not read; the partials may read what is declared or assigned, and what is declared with it.
/// </summary>
internal sealed record WithPartials(Expression Value, EquatableArray<Expression> Operands, EquatableArray<Expression> Partials) : Expression
{
    public override IrType Type => Value.Type;
}

/// <summary><c>i, j</c>: the index of an element of a <see cref="TypeKind.Grid"/>, or the size of a new one. It stands nowhere else.</summary>
internal sealed record Position(EquatableArray<Expression> Indices) : Expression
{
    public override IrType Type => IrType.Int32;
}

/// <summary><c>view.Length</c>, an <c>int</c>.</summary>
internal sealed record Length(Expression View) : Expression
{
    public override IrType Type => IrType.Int32;

    /// <summary>Of a <see cref="TypeKind.Grid"/>: <c>view.GetLength(dimension)</c> instead.</summary>
    public int? Dimension { get; init; }
}

/// <summary>A view of a part of a view: <c>view.Slice(start)</c> or <c>view.Slice(start, count)</c>; throws if the part is not inside. Never of an array: that is converted to a span first.</summary>
internal sealed record Slice(Expression View, Expression Start, Expression? Count) : Expression
{
    public override IrType Type => View.Type.Kind == TypeKind.Arena ? IrType.SpanOf(View.Type.Element!) : View.Type;
}

/// <summary>Where a new buffer lives.</summary>
internal enum BufferStorage
{
    /// <summary><c>new T[n]</c>, zeroed.</summary>
    Array,

    /// <summary><c>stackalloc T[n]</c>, zeroed.</summary>
    Stack,

    /// <summary><c>workspace.Zeroed&lt;T&gt;(n)</c>: rented, zeroed.</summary>
    WorkspaceZeroed,

    /// <summary><c>workspace.Take&lt;T&gt;(n)</c>: rented, contents unspecified.</summary>
    Workspace,
}

/// <summary>A new buffer; throws on a negative length. Only as the value of a <see cref="Declare"/>.</summary>
internal sealed record NewBuffer(IrType ViewType, Expression Count, BufferStorage Storage) : Expression
{
    public override IrType Type => ViewType;
}

/// <summary>A new zeroed buffer of <paramref name="Count"/> elements behind those that an arena has. Only as the value of a <see cref="Declare"/>.</summary>
internal sealed record Take(Variable Arena, Expression Count) : Expression
{
    public override IrType Type => IrType.SpanOf(Arena.Type.Element!);
}

/// <summary>Where in an arena a view of one of its buffers starts.</summary>
internal sealed record PositionOf(Variable Arena, Expression View) : Expression
{
    public override IrType Type => IrType.Int32;
}

/// <summary>A call of a static method. Its arguments are in parameter order.</summary>
internal sealed record Call(Method Method, EquatableArray<Expression> Arguments) : Expression
{
    public override IrType Type => Method.ReturnType;

    /// <summary>Which call of the source this is, so that a refusal can be located; -1 for generated calls.</summary>
    public int Site { get; init; } = -1;

    /// <summary>Variables of the caller that a local function or a lambda assigns without being given them.</summary>
    public EquatableArray<Variable> Captured { get; init; } = [];

    /// <summary>The variables that get another value: arguments passed by reference, and those captured.</summary>
    public IEnumerable<Variable> Changes => Arguments
        .Where((_, i) => Method.Parameters[i].Passing is ParameterPassing.Ref or ParameterPassing.Out)
        .OfType<Read>()
        .Select(argument => argument.Variable)
        .Concat(Captured);
}

/// <summary>
/// C# that is not modelled and that never carries a derivative: its text with global names, cut at the variables it
/// reads (<c>Segments.Count == Operands.Count + 1</c>). It may have effects, so it runs exactly once, where it stands.
/// </summary>
internal sealed record Opaque(IrType ResultType, EquatableArray<string> Segments, EquatableArray<Expression> Operands) : Expression
{
    public override IrType Type => ResultType;

    /// <summary>As in <see cref="Call.Site"/>.</summary>
    public int Site { get; init; } = -1;

    /// <summary>Calls unknown code, which may store what it is given: <c>set.Add(x)</c> returns no more than a <c>bool</c>.</summary>
    public bool KeepsOperands { get; init; }

    /// <summary>Marked <c>[NoGradient]</c>: a constant, whatever it is computed from.</summary>
    public bool IsConstant { get; init; }

    /// <summary>A null test that is not in the source: the one that a method of the library makes, only to throw.</summary>
    public bool IsOfLibrary { get; init; }

    /// <summary><c>default</c>, of a structure without numbers.</summary>
    public bool IsDefault => Operands.Count == 0 && Segments is [var text] && (text == "default" || text.StartsWith("default(", System.StringComparison.Ordinal));

    /// <summary><c>x == null</c>: looks at the reference and never at what it refers to. It has no effects.</summary>
    public bool IsNullTest => Operands.Count == 1 && (Segments[0], Segments[1]) is
        ("", " == null") or ("", " != null") or ("", " is null") or ("", " is not null") or ("null == ", "") or ("null != ", "");
}

/// <summary>Takes the newest value off a stack. Only as the value of a <see cref="Declare"/>.</summary>
internal sealed record Pop(Variable Stack) : Expression
{
    public override IrType Type => Stack.Type.Element!;
}

/// <summary>Takes the newest <paramref name="Count"/> values off a stack, as a view. Only as the value of a <see cref="Declare"/>.</summary>
internal sealed record PopBlock(Variable Stack, Expression Count) : Expression
{
    /// <summary>As an array, which outlives the stack.</summary>
    public bool IsArray { get; init; }

    public override IrType Type => IsArray ? IrType.ArrayOf(Stack.Type.Element!) : IrType.ReadOnlySpanOf(Stack.Type.Element!);
}

/// <summary>Several results: <c>(first, second)</c>, with element names where they are not null.</summary>
internal sealed record TupleValue(EquatableArray<TupleElement> Elements) : Expression
{
    public override IrType Type => new(TypeKind.Other, "tuple");
}

internal sealed record TupleElement(string? Name, Expression Value);
