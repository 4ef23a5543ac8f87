using System;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Emit;

/// <summary>Statements of one line.</summary>
internal sealed partial class StatementEmitter
{
    private string Simple(Statement statement) => statement switch
    {
        Declare declare => Declaration(declare),
        Assign assign => Assignment(assign),
        Accumulate accumulate => Accumulation(accumulate),
        Evaluate evaluate => Evaluation(evaluate.Value),
        Copy copy => $"{SpanReceiver(copy.Source)}.CopyTo({expressions.Value(copy.Target)});",
        Fill { Target.Type.Kind: TypeKind.Grid } fill => $"{spelling.Known("System", "Array")}.Clear({expressions.Value(fill.Target)});",
        Fill { Target.Type.Element: { HasObjects: true } element, Value: Constant } fill => $"{SpanReceiver(fill.Target)}.Fill({expressions.Value(Zeros(element))});",
        Fill fill when Literals.IsPositiveZero(fill.Value) => SpanReceiver(fill.Target) + ".Clear();",
        Fill fill => $"{SpanReceiver(fill.Target)}.Fill({expressions.Value(fill.Value)});",
        Push { Value: Read { Type.Kind: TypeKind.Arena } arena } push => $"{expressions.Name(arena.Variable)}.PushTo({expressions.Name(push.Stack)});",
        Push push => $"{expressions.Name(push.Stack)}.Push({expressions.Value(push.Value)});",
        Return { Value: null } => "return;",
        Return { Value: { } value } => $"return {expressions.Returned(value)};",
        Throw @throw => $"throw {expressions.Value(@throw.Value)};",
        Break => "break;",
        Continue => "continue;",
        _ => throw new NotSupportedException($"No C# for {statement.GetType().Name}."),
    };

    private string Declaration(Declare declare)
    {
        Variable variable = declare.Variable;
        string target = $"{spelling.Type(variable.Type)} {expressions.Name(variable)}";
        if (variable.Type.Kind is TypeKind.Stack or TypeKind.Arena)
        {
            return $"using {target} = {spelling.Type(variable.Type)}.Rent();";
        }

        string modifier = declare.Value is Rent ? "using " : stackViews.MustBeScoped(variable) ? "scoped " : "";
        return declare.Value is { } value
            ? $"{modifier}{target} = {expressions.Given(value)};"
            : $"{modifier}{target};";
    }

    private string Assignment(Assign assign)
    {
        if (memberWrites.Assignment(assign.Target, assign.Value) is { } rebuilt)
        {
            return rebuilt;
        }

        // x = x * y => x *= y
        if (assign.Value is Binary binary
            && OperatorSyntax.HasCompoundForm(binary.Operator)
            && binary.Left == assign.Target
            && binary.Type == assign.Target.Type
            && binary.Overflow is Overflow.Unspecified or Overflow.Throws)
        {
            return Compound(assign.Target, binary.Operator, binary.Right);
        }

        return $"{expressions.Value(assign.Target)} = {expressions.Given(assign.Value)};";
    }

    private string Accumulation(Accumulate accumulate) => Negation.TryRemove(accumulate.Value) is { } positive
        ? Compound(accumulate.Target, BinaryOperator.Subtract, positive)
        : Compound(accumulate.Target, BinaryOperator.Add, accumulate.Value);

    private string Compound(Expression target, BinaryOperator op, Expression value)
    {
        if (memberWrites.Assignment(target, new Binary(op, target, value)) is { } rebuilt)
        {
            return rebuilt;
        }

        string left = expressions.Value(target);
        if (target.Type.IsInteger && value is Number { Value: 1 } && op is BinaryOperator.Add or BinaryOperator.Subtract)
        {
            return left + (op == BinaryOperator.Add ? "++;" : "--;");
        }

        return $"{left} {OperatorSyntax.Symbol(op)}= {expressions.CompoundOperand(target, op, value)};";
    }

    private string Evaluation(Expression value)
    {
        string text = expressions.Value(value);
        bool isStatement = value is Call || value.Type.Kind == TypeKind.Void || (value is Opaque && text[text.Length - 1] == ')' && TextSyntax.IsPrimary(text));
        if (isStatement)
        {
            return text + ";";
        }

        return canDiscard ? $"_ = {text};" : $"{{ {spelling.Type(value.Type)} discarded = {text}; }}";
    }

    private static Expression Zeros(IrType type) => type.Kind == TypeKind.Aggregate
        ? new Composite(type, type.Members.Select(member => Zeros(member.Type)).ToEquatableArray())
        : type.IsFloatingPoint ? Ir.Formula.Zero(type) : new Constant(type, "default");

    // An array has CopyTo and no Fill of its own, but with other meanings and other overloads.
    private string SpanReceiver(Expression view) => view.Type.Kind == TypeKind.Array
        ? expressions.SpanReceiver(new Conversion(IrType.SpanOf(view.Type.Element!), view, IsImplicit: true))
        : expressions.SpanReceiver(view);
}
