using System.Collections.Generic;
using System.Linq;

namespace AutoDiff.Generator.Ir;

/// <summary>Expressions: visible variables, operand types, and what may only be declared.</summary>
internal sealed partial class Verifier
{
    private void Check(Expression expression, bool isDeclaredValue, bool isAssignedValue)
    {
        // Partials are no code that runs here: they may read variables that are declared with this one.
        IEnumerable<Expression> parts = expression is WithPartials stated
            ? stated.Operands.Prepend(stated.Value).SelectMany(operand => operand.SelfAndDescendants())
            : expression.SelfAndDescendants();
        Require(expression is not WithPartials || isAssignedValue, () => $"'{Print(expression)}' may only be the value of a variable");
        Require(expression is not WithPartials both || both.Operands.Count == both.Partials.Count, () => $"'{Print(expression)}' has a partial too many or too few");
        foreach (Expression part in parts)
        {
            Require(
                part is not (NewBuffer or Pop or PopBlock or Take or WithPartials) || (isDeclaredValue && ReferenceEquals(part, expression)),
                () => $"'{Print(part)}' may only be the value of a declaration");
            CheckPart(part);
        }
    }

    private void CheckPart(Expression part)
    {
        switch (part)
        {
            case Read read:
                CheckVisible(read.Variable);
                break;
            case Pop pop:
                CheckStack(pop.Stack);
                break;
            case PopBlock pop:
                CheckStack(pop.Stack);
                RequireType("a count", IrType.Int32, pop.Count);
                break;
            case Take take:
                CheckVisible(take.Arena);
                Require(take.Arena.Type.Kind == TypeKind.Arena, () => $"'{take.Arena.Name}' is not an arena");
                RequireType("a count", IrType.Int32, take.Count);
                break;
            case Number number:
                Require(number.Type.IsFloatingPoint || number.Type.IsInteger, () => $"the number '{Print(number)}' is {Print(number.Type)}");
                Require(number.Type.Kind != TypeKind.Single || number.Value.Equals((double)(float)number.Value), () => $"the float '{Print(number)}' is not rounded");
                break;
            case Unary { Operator: UnaryOperator.Not } unary:
                RequireType("the operand of !", IrType.Bool, unary.Operand);
                break;
            case Binary binary:
                CheckBinary(binary);
                break;
            case Conditional choice:
                RequireType("a condition", IrType.Bool, choice.Condition);
                RequireType(Print(choice.WhenTrue), choice.WhenTrue.Type, choice.WhenFalse);
                break;
            case Element element:
                CheckView(element.View);
                Require(
                    element.View.Type.Rank == (element.Index is Position place ? place.Indices.Count : 1),
                    () => $"'{Print(element)}' has another number of indices than '{Print(element.View)}' has dimensions");
                Require(element.Index.Type.IsInteger, () => $"the index '{Print(element.Index)}' is not an integer");
                break;
            case Length length:
                CheckView(length.View);
                break;
            case Slice slice:
                Require(slice.View.Type.Kind is TypeKind.Span or TypeKind.ReadOnlySpan or TypeKind.Arena, () => $"'{Print(slice.View)}' is not a span and cannot be sliced");
                RequireType("a start", IrType.Int32, slice.Start);
                RequireType("a count", IrType.Int32, slice.Count);
                break;
            case NewBuffer buffer:
                Require(buffer.ViewType.IsView, () => $"the new buffer '{Print(buffer)}' is not a view");
                RequireType("a length", IrType.Int32, buffer.Count);
                break;
            case Call call:
                CheckCall(call);
                break;
            case Opaque opaque:
                Require(opaque.Segments.Count == opaque.Operands.Count + 1, () => $"{opaque.Operands.Count} operands do not fit into {opaque.Segments.Count} segments");
                break;
        }
    }

    private void CheckBinary(Binary binary)
    {
        if (binary.Operator is BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight or BinaryOperator.UnsignedShiftRight)
        {
            RequireType("a shift count", IrType.Int32, binary.Right);
            return;
        }

        // Chains may be thousands of terms long, so an operand is printed only on its own level.
        Require(
            binary.Left.Type == binary.Right.Type,
            () => $"the operands of {binary.Operator} are {Print(binary.Left.Type)} and {Print(binary.Right.Type)} in '{Print(binary)}'");
        if (binary.Operator is BinaryOperator.AndAlso or BinaryOperator.OrElse)
        {
            RequireType($"an operand of {binary.Operator}", IrType.Bool, binary.Left);
        }
        else if (binary.Operator <= BinaryOperator.Remainder || binary.Operator >= BinaryOperator.Less)
        {
            Require(binary.Left.Type.IsFloatingPoint || binary.Left.Type.IsInteger, () => $"'{Print(binary.Left)}' is not a number");
        }
    }

    private void CheckCall(Call call)
    {
        string name = call.Method.FullName;
        if (call.Arguments.Count != call.Method.Parameters.Count)
        {
            Report($"{name} has {call.Method.Parameters.Count} parameters and {call.Arguments.Count} arguments");
            return;
        }

        foreach ((MethodParameter parameter, Expression argument) in call.Method.Parameters.Zip(call.Arguments, (parameter, argument) => (parameter, argument)))
        {
            RequireType($"{name}'s {parameter.Name}", parameter.Type, argument);
            Require(parameter.Use == ParameterUse.Input || argument.Type.Kind != TypeKind.ReadOnlySpan, () => $"{name} writes '{Print(argument)}', which is read-only");
        }
    }

    private void CheckStack(Variable stack)
    {
        CheckVisible(stack);
        Require(stack.Type.Kind == TypeKind.Stack, () => $"'{stack.Name}' is not a stack");
    }

    private void CheckView(Expression view) => Require(view.Type.IsView, () => $"'{Print(view)}' is not a view");
}
