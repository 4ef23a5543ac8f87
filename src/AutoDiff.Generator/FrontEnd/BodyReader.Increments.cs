using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content><c>++</c> and <c>--</c>.</content>
internal sealed partial class BodyReader
{
    /// <summary><c>i++</c>: adds one; as a postfix expression it has the value before.</summary>
    private Expression ReadIncrement(IIncrementOrDecrementOperation operation, bool isValueUsed)
    {
        IrType type = TypeFor(operation.Target.Type);
        if (operation is { Target.Type.TypeKind: Microsoft.CodeAnalysis.TypeKind.Enum, IsChecked: false })
        {
            return ReadKept(operation, operation.Target, operation.Kind == OperationKind.Increment ? "+" : "-", () => new Number(IrType.Int32, 1), isValueUsed, operation.IsPostfix);
        }

        if (operation is { OperatorMethod: { } method, IsLifted: false, Target.Type.IsValueType: true } && type.Kind == Ir.TypeKind.Aggregate && reading.Helpers.BodyOf(method) is not null)
        {
            return ReadOperatorIncrement(operation, method, isValueUsed);
        }

        if (!IsBuiltIn(operation.OperatorMethod) || operation.IsLifted || !(type.IsInteger || type.IsFloatingPoint))
        {
            return Refuse(operation);
        }

        BinaryOperator symbol = operation.Kind == OperationKind.Increment ? BinaryOperator.Add : BinaryOperator.Subtract;
        IrType computed = TypeReader.Promoted(type);
        Number one = new(computed, 1);
        if (operation.Target is IPropertyReferenceOperation property && SetterOf(property) is { } setter)
        {
            // p.Half++   =>   old = p.Half; p.Half = old + 1
            Expression before = one;
            Expression after = Set(operation, property, setter, () =>
            {
                before = Simple(Read(property), "previous");
                return Updated(before, symbol, one, computed, operation.IsChecked);
            });
            return operation.IsPostfix ? before : after;
        }

        if (ReadPlace(operation.Target) is not { } place)
        {
            return Placeholder(operation);
        }

        place = isValueUsed ? Repeatable(place) : place;
        Expression result = place;
        if (isValueUsed && operation.IsPostfix)
        {
            result = new Read(Declare(NameFor(place), place));
        }

        Update(place, place, symbol, one, computed, operation.IsChecked);
        return result;
    }

    /// <summary><c>p++</c> of a struct that says what that is => <c>p = ++(p)</c>; as a postfix expression it has the value before.</summary>
    private Expression ReadOperatorIncrement(IIncrementOrDecrementOperation operation, IMethodSymbol method, bool isValueUsed)
    {
        if (ReadPlace(operation.Target) is not { } place)
        {
            return Placeholder(operation);
        }

        place = Repeatable(place);
        Expression result = place;
        if (isValueUsed && operation.IsPostfix)
        {
            result = NewPlace("previous", place.Type, place);
            DeclareLeaves(result, place);
        }

        AssignLeaves(place, CallOperator(operation, method, [place]));
        return result;
    }
}
