using System;
using System.Globalization;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>
/// Prints expressions with the fewest parentheses that keep their exact evaluation: <c>a - (b - c)</c> and
/// <c>a * (b / c)</c> keep theirs, because floating-point arithmetic is not associative.
/// </summary>
internal sealed partial class ExpressionEmitter(Naming naming, Spelling spelling)
{
    /// <summary>
    /// An expression where a value of its type is expected: the right side of an assignment, an index, an operand of
    /// a conversion-free context. <c>2</c> will do for <c>2.0</c> there.
    /// </summary>
    public string Value(Expression expression) => Print(expression, exact: false).Text;

    /// <summary>A variable's identifier.</summary>
    public string Name(Variable variable) => naming[variable];

    /// <summary>Prints an expression.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="exact">
    /// The text must have the expression's own type. Otherwise it may have one that C# converts implicitly, with the
    /// same result.
    /// </param>
    /// <returns>The text, its precedence and its type.</returns>
    public Printed Print(Expression expression, bool exact)
    {
        Overflow? own = OverflowOf(expression);
        if (own is not { } overflow || overflow == surrounding)
        {
            return PrintPlain(expression, exact);
        }

        Overflow outer = surrounding;
        surrounding = overflow;
        Printed printed = PrintPlain(expression, exact);
        surrounding = outer;
        return Primary((overflow == Overflow.Checked ? "checked(" : "unchecked(") + printed.Text + ")", printed.Type);
    }

    private Printed PrintPlain(Expression expression, bool exact) => expression switch
    {
        Number { Text: { } name } constant when name.StartsWith("global::", StringComparison.Ordinal) => Primary(GlobalNames.Shorten(name, spelling), constant.Type),
        Number number => Literals.Print(number, exact),
        Constant { Type.IsView: true, Text: "default" } nowhere => Primary($"default({spelling.Type(nowhere.Type)})", nowhere.Type),
        Constant constant => Opaque(GlobalNames.Shorten(constant.Text, spelling), constant.Type),
        Read { Type.Kind: TypeKind.Memory } read => Primary(naming[read.Variable] + ".Span", IrType.SpanOf(read.Type.Element!)),
        Read { Type.Kind: TypeKind.ReadOnlyMemory } read => Primary(naming[read.Variable] + ".Span", IrType.ReadOnlySpanOf(read.Type.Element!)),
        Read read => Primary(naming[read.Variable], read.Type),
        Unary unary => PrintUnary(unary),
        Binary binary => PrintBinary(binary),
        Conversion conversion => PrintConversion(conversion, exact),
        Conditional conditional => PrintConditional(conditional),
        Element element => Primary($"{Receiver(element.View)}[{Value(element.Index)}]{element.Path}", element.Type),
        Field field => Primary(StandsAlone(field) ? field.Path.Substring(1) : Receiver(field.Object) + field.Path, field.Type),
        Composite composite => PrintComposite(composite),
        Position position => Primary(string.Join(", ", position.Indices.Select(Value)), position.Type),
        Length { Dimension: { } dimension } length => Primary($"{Receiver(length.View)}.GetLength({dimension.ToString(CultureInfo.InvariantCulture)})", length.Type),
        Length { View.Type.Kind: TypeKind.List } length => Primary(Receiver(length.View) + ".Count", length.Type),
        Length { View: Read { Type.Kind: TypeKind.Memory or TypeKind.ReadOnlyMemory } memory } length => Primary(naming[memory.Variable] + ".Length", length.Type),
        Length length => Primary(SpanReceiver(length.View) + ".Length", length.Type),
        Slice slice => PrintSlice(slice),
        Call call => PrintCall(call),
        Opaque opaque => PrintOpaque(opaque),
        NewBuffer buffer => PrintNewBuffer(buffer),
        WorkspaceBuffer buffer => PrintWorkspaceBuffer(buffer),
        Rent rent => Primary(spelling.Type(rent.Type) + ".Rent()", rent.Type),
        Pop pop => Primary(naming[pop.Stack] + ".Pop()", pop.Type),
        PositionOf position => Primary($"{naming[position.Arena]}.PositionOf({Value(position.View)})", position.Type),
        Take take => Primary($"{naming[take.Arena]}.Take({Value(take.Count)})", take.Type),
        PopBlock pop => Primary($"{naming[pop.Stack]}.Pop({Value(pop.Count)}){(pop.IsArray ? ".ToArray()" : "")}", pop.Type),
        TupleValue tuple => Primary($"({string.Join(", ", tuple.Elements.Select(TupleElement))})", tuple.Type),
        _ => throw new NotSupportedException($"No C# for {expression.GetType().Name}."),
    };

    /// <summary>What a variable of the same type gets.</summary>
    public string Given(Expression expression) => expression is Constant { Text: "default" } ? "default" : Value(expression);

    /// <summary>A tuple that is returned: its element names are those of the return type.</summary>
    public string Returned(Expression expression) => expression is TupleValue tuple
        ? $"({string.Join(", ", tuple.Elements.Select(element => NotRelational(Returned(element.Value), element.Value)))})"
        : Given(expression);

    /// <summary>A view as the receiver of a member that only spans have.</summary>
    public string SpanReceiver(Expression view)
    {
        Printed printed = PrintReceiver(view);
        bool isConvertedArray = printed.Type.Kind == TypeKind.Array && view.Type.Kind != TypeKind.Array;
        return printed.Within(Precedence.Primary) + (isConvertedArray ? AsSpan("") : "");
    }

    /// <summary>A view as the receiver of a member that all views have.</summary>
    public string Receiver(Expression view) => PrintReceiver(view).Within(Precedence.Primary);

    // 'null' has no members: not even the compiler knows what it would be of.
    private Printed PrintReceiver(Expression view) => Print(view is Constant { Type.IsView: true, Text: "null" } nowhere ? nowhere with { Text = "default" } : view, exact: false);

    // AsSpan is an extension method in namespace System.
    private string AsSpan(string arguments)
    {
        _ = spelling.Known("System", "MemoryExtensions");
        return $".AsSpan({arguments})";
    }

    // this.k   =>   k, where k is a parameter of the primary constructor
    private bool StandsAlone(Field field) =>
        field.Object is Read { Variable: var variable } && naming.IsReceiver(variable) && variable.Type.Members.Any(member => member.StandsAlone && field.Path.Split('.')[1] == member.Name);

    private Printed PrintSlice(Slice slice)
    {
        string arguments = slice.Count is null ? Value(slice.Start) : $"{Value(slice.Start)}, {Value(slice.Count)}";

        // ((Span<double>)array).Slice(1) => array.AsSpan(1)
        if (slice.View is Conversion { IsImplicit: true, Operand: { Type.Kind: TypeKind.Array } array })
        {
            return Primary(Receiver(array) + AsSpan(arguments), IrType.SpanOf(array.Type.Element!));
        }

        return Primary($"{SpanReceiver(slice.View)}.Slice({arguments})", slice.Type);
    }

    private Printed PrintNewBuffer(NewBuffer buffer)
    {
        string items = $"{spelling.Type(buffer.Type.Element!)}[{Value(buffer.Count)}]";
        return buffer.Storage switch
        {
            BufferStorage.Array => new("new " + items, Precedence.Unary, buffer.Type.Kind == TypeKind.Grid ? buffer.Type : IrType.ArrayOf(buffer.Type.Element!)),
            BufferStorage.Stack => new("stackalloc " + items, Precedence.Unary, buffer.Type),
            _ => throw new InvalidOperationException("Workspace buffers are placed before they are printed."),
        };
    }

    private Printed PrintWorkspaceBuffer(WorkspaceBuffer buffer) => Primary(
        $"{naming[buffer.Workspace]}.{(buffer.IsZeroed ? "Zeroed" : "Take")}<{spelling.Type(buffer.Type.Element!)}>({Value(buffer.Count)})",
        buffer.Type);

    private Printed PrintComposite(Composite composite)
    {
        string[] members = [.. composite.Members.Select(Listed)];
        IrType type = composite.AggregateType;
        string text = type.Composition switch
        {
            Composition.Tuple => $"({string.Join(", ", members)})",
            Composition.Initializer => $"new {spelling.Type(type)} {{ {string.Join(", ", type.Members.Zip(members, (member, value) => (member, value)).Where(part => part.member.Access != MemberAccess.None).Select(part => part.member.Name + " = " + part.value))} }}",
            _ => $"new {spelling.Type(type)}({string.Join(", ", members)})",
        };
        return Primary(text, type);
    }

    private string TupleElement(TupleElement element) =>
        (element.Name is null ? "" : Identifiers.Escape(element.Name) + ": ") + NotRelational(Value(element.Value), element.Value);

    /// <summary>An expression in a list of others.</summary>
    public string Listed(Expression expression) => NotRelational(Value(expression), expression);

    // In a list, "a < b, c > (d)" would read as a call of the generic method a.
    private static string NotRelational(string text, Expression expression) =>
        expression is Binary { Operator: >= BinaryOperator.Less } ? "(" + text + ")" : text;

    private static Printed Primary(string text, IrType type) => new(text, Precedence.Primary, type);

    private static Printed Opaque(string text, IrType type) =>
        new(text, TextSyntax.IsPrimary(text) ? Precedence.Primary : Precedence.Conditional, type);
}
