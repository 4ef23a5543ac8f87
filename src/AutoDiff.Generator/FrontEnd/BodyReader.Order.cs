using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.FrontEnd;

/// <content>The order of evaluation.</content>
internal sealed partial class BodyReader
{
    /// <summary>
    /// Reads operands left to right. If a later one writes statements, an earlier one that they could change, or that
    /// could throw, is kept in a local first: <c>i + i++</c> => <c>left = i; i = i + 1; left + ..</c>.
    /// </summary>
    private Expression[] InOrder(params Func<Expression>[] reads) => InOrder(reads, _ => false);

    private Expression[] InOrder(Func<Expression>[] reads, Func<int, bool> isPlace)
    {
        (List<Statement> Written, Expression Result)[] parts = [.. reads.Select(Apart)];
        int last = Array.FindLastIndex(parts, part => part.Written.Count > 0);
        Expression[] values = new Expression[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            output.AddRange(parts[i].Written);
            Effects Later() => Effects.Of(parts.Skip(i + 1).SelectMany(part => part.Written));
            values[i] = i >= last ? parts[i].Result
                : isPlace(i) ? SettlePlace(parts[i].Result, Later())
                : Settle(parts[i].Result, Later());
        }

        return values;
    }

    private Expression[] ReadInOrder(IEnumerable<IOperation> operands) =>
        InOrder([.. operands.Select(operand => (Func<Expression>)(() => Read(operand)))]);

    /// <summary>The value that an expression has here, for use after statements with the given effects.</summary>
    private Expression Settle(Expression value, Effects effects) =>
        value is Composite composite ? composite with { Members = composite.Members.Select(member => Settle(member, effects)).ToEquatableArray() }
        : value is Position position ? position.MapOperands(index => Settle(index, effects))
        : IsSettled(value, effects) ? value : new Read(Declare(NameFor(value), value));

    private bool IsSettled(Expression value, Effects effects) => value switch
    {
        Number or Constant => true,
        Read read => !effects.Variables.Any(changed => MayBeSame(changed, read.Variable)),
        _ when value.ThrowsOnOverflow() => false,

        // A list is what it is when it is asked.
        Slice when IsOwnListView(value) => true,
        Length { View: Slice { Count: { } count } view } when IsOwnListView(view) => IsSettled(count, effects),
        Unary unary => IsSettled(unary.Operand, effects),
        Conversion conversion => IsSettled(conversion.Operand, effects),
        Length length => IsSettled(length.View, effects),
        Field field => IsSettled(field.Object, effects),
        Binary => Chain.Of(value, _ => true) is var chain && IsSettled(chain.First, effects) && chain.Links.All(link => !CanThrow(link) && IsSettled(link.Right, effects)),
        _ => false,
    };

    private static bool CanThrow(Binary binary) =>
        binary.Operator is BinaryOperator.Divide or BinaryOperator.Remainder && binary.Type.IsInteger && binary.Right is not Number { Value: not 0 and not -1 };

    /// <summary>An expression that runs once, here: a call or C# that may have effects, or a new buffer.</summary>
    private Expression Hoist(Expression value) =>
        value is Call { Method.IsPure: false } or Opaque { IsNullTest: false } or NewBuffer ? new Read(Declare(NameFor(value), value)) : value;

    /// <summary>An expression that is cheap and clear to write twice.</summary>
    private Expression Simple(Expression value, string name) =>
        value is Composite composite ? composite with { Members = composite.Members.Select(member => Simple(member, name)).ToEquatableArray() }
        : value is Position position ? position.MapOperands(index => Simple(index, name))
        : value is Ir.Read or Number or Constant ? value : new Read(Declare(name, value));

    private static string NameFor(Expression value) => value switch
    {
        Read read => "previous" + Names.Capitalised(read.Variable.Name),
        Element { View: Read view } => view.Variable.Name + "Element",
        Slice { View: Read view } => view.Variable.Name + "Slice",
        Conversion { Operand: var operand } when value.Type.IsView => NameFor(operand),
        Call call => Lowered(call.Method.Name),
        Opaque { Segments: [.., var text] } when text.Length > 0 && char.IsLetter(text[text.Length - 1]) => Lowered(text.Substring(text.LastIndexOf('.') + 1)),
        NewBuffer => "buffer",
        Binary or Unary when value.Type == IrType.Bool => "condition",
        _ => "value",
    };

    private static string Lowered(string name)
    {
        int arity = name.IndexOf('<');
        string plain = arity < 0 ? name : name.Substring(0, arity);
        return Microsoft.CodeAnalysis.CSharp.SyntaxFacts.IsValidIdentifier(plain) ? char.ToLowerInvariant(plain[0]) + plain.Substring(1) : "value";
    }
}
