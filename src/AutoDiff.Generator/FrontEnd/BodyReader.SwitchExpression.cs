using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>Switch expressions.</content>
internal sealed partial class BodyReader
{
    /// <summary>
    /// <c>k switch { 0 => a, > 0 => b, _ => c }</c> => <c>k == 0 ? a : k > 0 ? b : c</c>, or branches where an arm writes
    /// statements. If no arm may match, <c>SwitchExpressionException</c> is thrown as C# does.
    /// </summary>
    private Expression ReadSwitchExpression(ISwitchExpressionOperation operation)
    {
        if (operation.Arms.Length > MostSections)
        {
            return Refuse(operation, Fence.ManySections);
        }

        Subject subject = ReadSubject(operation.Value, isReadOnce: false, operation.Arms.Any(arm => arm.Guard is { } guard && ChangesVariables(guard)));
        return ReadArm(operation, subject, 0, out _);
    }

    private Expression ReadArm(ISwitchExpressionOperation operation, Subject subject, int index, out Origin? quote)
    {
        quote = null;
        if (index == operation.Arms.Length)
        {
            return ReadNoArm(subject, TypeReader.Read(Meant(operation.Type!)));
        }

        ISwitchExpressionArmOperation arm = operation.Arms[index];
        bool isLast = index == operation.Arms.Length - 1 && operation.IsExhaustive && arm.Guard is null;
        Expression test = Guarded(Test(arm.Pattern, subject), arm.Guard);
        if (isLast || test is Constant { Text: "true" })
        {
            return ReadArm(operation, arm, out quote);
        }

        Origin? chosen = null;
        Origin? other = null;
        (List<Statement> written, Expression value) = Apart(() => ReadArm(operation, arm, out chosen));
        (List<Statement> others, Expression otherwise) = Apart(() => AsStatement(() => ReadArm(operation, subject, index + 1, out other)));
        return Choose(test, TypeReader.Read(Meant(operation.Type!)), new Outcome(written, value) { Quote = chosen }, new Outcome(others, otherwise) { Quote = other });
    }

    /// <summary>An arm's value. Where a derivative may flow, an arm is a statement that quotes itself.</summary>
    private Expression ReadArm(ISwitchExpressionOperation operation, ISwitchExpressionArmOperation arm, out Origin? quote)
    {
        Expression? value = null;
        Origin? own = null;
        WithOrigin(arm.Syntax, () =>
        {
            value = Read(arm.Value);
            own = origin;
        });
        quote = TypeFor(operation.Type).IsFloatingPoint && operation.Arms.Length > 1 ? own : null;
        return value!;
    }

    private Constant ReadNoArm(Subject subject, IrType result)
    {
        const string Exception = "new global::System.Runtime.CompilerServices.SwitchExpressionException(";
        IrType type = new(Ir.TypeKind.Other, "global::System.Runtime.CompilerServices.SwitchExpressionException");
        Write(new Throw(subject.Value is { Type.IsView: false } value ? new Opaque(type, [Exception, ")"], [value]) : new Opaque(type, [Exception + ")"], [])));
        return new Constant(result, "default");
    }

    /// <summary>A pattern's test and the condition behind <c>when</c>, which is evaluated only where the pattern matches.</summary>
    private Expression Guarded(Expression test, IOperation? guard) => guard switch
    {
        null => test,
        _ when test is Constant { Text: "true" } => Read(guard),
        _ => ShortCircuit(BinaryOperator.AndAlso, test, () => Read(guard)),
    };

    private static bool ChangesVariables(IOperation operation) =>
        operation.DescendantsAndSelf().Any(part => part is IAssignmentOperation or IIncrementOrDecrementOperation or IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out });
}
