using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>Expressions.</content>
internal sealed partial class BodyReader
{
    /// <summary>Deeper nesting is refused: everything after the front end walks expressions recursively, except for chains of operators.</summary>
    private const int MaximalDepth = 400;

    /// <summary>An expression without effects; those that the source has are written before it.</summary>
    private Expression Read(IOperation operation) => Hoist(ReadRoot(operation));

    /// <summary>The same, but a call with effects may be the root of the result, for a statement that evaluates it at once.</summary>
    private Expression ReadRoot(IOperation operation)
    {
        reading.Cancellation.ThrowIfCancellationRequested();
        if (located.TryGetValue(operation, out Expression? known))
        {
            return known;
        }

        if (operation.Type?.TypeKind == Microsoft.CodeAnalysis.TypeKind.Delegate && NumberAt(operation) is { } function)
        {
            return function;
        }

        if (depth >= MaximalDepth)
        {
            return Refuse(operation, Fence.TooDeep);
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        depth++;
        try
        {
            return operation.ConstantValue is { HasValue: true, Value: null } && TypeFor(operation.Type).IsObject
                ? Refuse(operation, Fence.NullObject)
                : ConstantReader.Read(operation, reading.CanName) ?? ReadByKind(operation);
        }
        finally
        {
            depth--;
        }
    }

    /// <summary>Why a lambda cannot stay one: where it is an argument, a local for it would not help.</summary>
    private Fence.Entry KeptBy(IOperation lambda) => lambda.Parent is not IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } } || reading.Helpers.BodyOf(method) is not null ? Fence.Lambda
        : method.ContainingType.Is("System.Linq.Enumerable") ? Fence.Query
        : Fence.PassedLambda;

    private Expression ReadByKind(IOperation operation)
    {
        if (IsStackAlloc(operation.Syntax))
        {
            return ReadStackAlloc(operation, null);
        }

        if (IsOfExtension(operation))
        {
            return Refuse(operation, Fence.ExtensionBlock);
        }

        switch (operation)
        {
            case IInvalidOperation:
                reading.HasCompileErrors = true;
                return Placeholder(operation);
            case IParenthesizedOperation parenthesized:
                return ReadRoot(parenthesized.Operand);
            case ILocalReferenceOperation or IParameterReferenceOperation when IsGivenAway(operation):
                return Refuse(operation, Fence.Delegate);
            case ILocalReferenceOperation reference when references.TryGetValue(reference.Local, out Expression place):
                return place;
            case ILocalReferenceOperation or IParameterReferenceOperation when OwnListOf(operation) is { } list:
                return list.View;
            case ILocalReferenceOperation { IsDeclaration: false } local:
                return ValueOf(local.Local, local.Local.Type);
            case IParameterReferenceOperation parameter:
                return ReadParameter(parameter);
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.PatternInput } when matched is not null:
                return matched;
            case IConditionalAccessInstanceOperation when accessed is not null:
                return accessed;
            case IInstanceReferenceOperation when IsOwnObject(operation):
                return Refuse(operation, Fence.OwnObject);
            case IInstanceReferenceOperation when self is not null:
                return self;
            case ITupleOperation tuple:
                return ReadTuple(tuple);
            case IDeconstructionAssignmentOperation deconstruction:
                return ReadDeconstruction(deconstruction);
            case IWithOperation { CloneMethod: not null } copied when HasOwnCopy(copied.Type):
                return Refuse(copied, Fence.CopyConstructor);
            case IWithOperation with when TypeFor(with.Type).Kind == Ir.TypeKind.Aggregate:
                return Initialised(Read(with.Operand), with.Initializer);
            case ITupleBinaryOperation comparison:
                return ReadTupleComparison(comparison);
            case IDefaultValueOperation when TypeFor(operation.Type).Kind == Ir.TypeKind.Aggregate:
                return DefaultOf(TypeFor(operation.Type));
            case IFieldReferenceOperation field:
                return ReadField(field);
            case IPropertyReferenceOperation property:
                return ReadProperty(property);
            case IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation:
                return ReadElement(operation);
            case IBinaryOperation or IIsPatternOperation when ReadNullTest(operation) is { } test:
                return test;
            case IUnaryOperation unary:
                return ReadUnary(unary);
            case IBinaryOperation binary:
                return ReadBinary(binary);
            case IConditionalOperation conditional:
                return ReadConditional(conditional);
            case IConversionOperation conversion:
                return ReadConversion(conversion);
            case IInvocationOperation invocation:
                return ReadInvocation(invocation);
            case ISimpleAssignmentOperation { IsRef: false } assignment:
                return ReadAssignment(assignment, isValueUsed: true);
            case ICompoundAssignmentOperation compound:
                return ReadCompound(compound, isValueUsed: true);
            case IIncrementOrDecrementOperation increment:
                return ReadIncrement(increment, isValueUsed: true);
            case IArrayCreationOperation or ICollectionExpressionOperation:
                return ReadNewBuffer(operation, null);
            case IObjectCreationOperation creation:
                return ReadCreation(creation);
            case IIsPatternOperation pattern:
                return ReadIsPattern(pattern);
            case ISwitchExpressionOperation choice:
                return ReadSwitchExpression(choice);
            case IThrowOperation { Exception: { } exception }:
                return ReadThrow(exception);
            case ICoalesceOperation coalesce:
                return ReadCoalesce(coalesce);
            case IDefaultValueOperation or ITypeParameterObjectCreationOperation when operation.Type is ITypeParameterSymbol parameter && Meant(parameter) is INamedTypeSymbol { IsValueType: true } meant:
                return ReadDefaultOf(operation, meant);
            case IDefaultValueOperation when TypeFor(operation.Type).IsObject:
                return Refuse(operation, Fence.NullObject);
            case IDefaultValueOperation when TypeFor(operation.Type) is { IsView: true } nowhere:
                return new Constant(nowhere, "default");
            case IConditionalAccessOperation { Operation: { } holder } when TypeFor(holder.Type).IsObject:
                NoteNullTest(operation);
                return ReadOpaque(operation);
            case IIsTypeOperation or IConditionalAccessOperation
                or IDefaultValueOperation or ITypeOfOperation or ISizeOfOperation or IInterpolatedStringOperation or ILiteralOperation
                or IEventReferenceOperation or ITypeParameterObjectCreationOperation or IMethodReferenceOperation:
                return ReadOpaque(operation);
            case IDelegateCreationOperation or IAnonymousFunctionOperation:
                return Refuse(operation, KeptBy(operation));
            default:
                return Refuse(operation);
        }
    }

    /// <summary>Whether a member of an <c>extension</c> block is used. Newer compilers know that kind of type.</summary>
    private static bool IsOfExtension(IOperation operation) => IsOfExtension(operation switch
    {
        IInvocationOperation invocation => (ISymbol)invocation.TargetMethod,
        IMemberReferenceOperation reference => reference.Member,
        IBinaryOperation binary => binary.OperatorMethod,
        IUnaryOperation unary => unary.OperatorMethod,
        ICompoundAssignmentOperation assignment => assignment.OperatorMethod,
        IIncrementOrDecrementOperation increment => increment.OperatorMethod,
        _ => null,
    });

    private static bool IsOfExtension(ISymbol? member) => member is { ContainingType.TypeKind: > Microsoft.CodeAnalysis.TypeKind.FunctionPointer };

    private Expression ReadUnary(IUnaryOperation operation)
    {
        if (operation is { OperatorKind: UnaryOperatorKind.Hat })
        {
            return Refuse(operation, Fence.IndexValue);
        }

        if (operation.OperatorMethod is { } method && !IsBuiltIn(method) && ReadOperator(operation, method, operation.Operand) is { } called)
        {
            return called;
        }

        if (!IsBuiltIn(operation.OperatorMethod) || operation.IsLifted || !TypeReader.IsScalar(TypeFor(operation.Type)))
        {
            return ReadOpaque(operation);
        }

        return operation.OperatorKind switch
        {
            UnaryOperatorKind.Plus => Read(operation.Operand),
            UnaryOperatorKind.Minus => WithOverflow(new Unary(UnaryOperator.Negate, Read(operation.Operand)), operation.IsChecked),
            UnaryOperatorKind.Not => new Unary(UnaryOperator.Not, Read(operation.Operand)),
            UnaryOperatorKind.BitwiseNegation => new Unary(UnaryOperator.Complement, Read(operation.Operand)),
            _ => Refuse(operation),
        };
    }

    private Expression ReadBinary(IBinaryOperation operation)
    {
        if (operation is { OperatorMethod: not null, OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } && !IsBuiltIn(operation.OperatorMethod))
        {
            return Refuse(operation, Fence.UserShortCircuit);
        }

        if (operation.OperatorMethod is { } method && !IsBuiltIn(method) && ReadOperator(operation, method, operation.LeftOperand, operation.RightOperand) is { } called)
        {
            return called;
        }

        if (!IsModelled(operation) || Operators.Of(operation.OperatorKind) is not { } symbol)
        {
            return ReadColumnsTest(operation) ?? ReadOpaque(operation);
        }

        if (symbol is BinaryOperator.AndAlso or BinaryOperator.OrElse)
        {
            return ReadShortCircuit(operation, symbol);
        }

        return ReadChain(operation);
    }

    /// <summary>Chains of operators lean to the left and may be thousands of terms long, so that side is walked.</summary>
    private Expression ReadChain(IBinaryOperation operation)
    {
        Stack<(IBinaryOperation Operation, BinaryOperator Symbol)> links = new();
        IOperation first = operation;
        while (first is IBinaryOperation link
            && (links.Count == 0 || !link.ConstantValue.HasValue)
            && IsModelled(link)
            && Operators.Of(link.OperatorKind) is { } symbol and not (BinaryOperator.AndAlso or BinaryOperator.OrElse))
        {
            links.Push((link, symbol));
            first = link.LeftOperand;
        }

        Expression result = Read(first);
        foreach ((IBinaryOperation link, BinaryOperator symbol) in links)
        {
            (List<Statement> written, Expression right) = Apart(() => Read(link.RightOperand));
            if (written.Count > 0)
            {
                result = Settle(result, Effects.Of(written));
                output.AddRange(written);
            }

            result = WithOverflow(new Binary(symbol, result, right), link.IsChecked);
        }

        return result;
    }

    private bool IsModelled(IBinaryOperation operation) =>
        IsBuiltIn(operation.OperatorMethod)
        && !operation.IsLifted
        && TypeReader.IsScalar(TypeFor(operation.Type))
        && TypeReader.IsScalar(TypeFor(operation.LeftOperand.Type))
        && TypeReader.IsScalar(TypeFor(operation.RightOperand.Type));

    /// <summary><c>a &amp;&amp; b</c>, where <c>b</c> writes statements => <c>bool both = a; if (both) { ..; both = b; }</c></summary>
    private Expression ReadShortCircuit(IBinaryOperation operation, BinaryOperator symbol)
    {
        Stack<IBinaryOperation> links = new([operation]);
        while (links.Peek().LeftOperand is IBinaryOperation { ConstantValue.HasValue: false } inner && IsModelled(inner) && Operators.Of(inner.OperatorKind) == symbol)
        {
            links.Push(inner);
        }

        Expression result = Read(links.Peek().LeftOperand);
        foreach (IBinaryOperation link in links)
        {
            result = ShortCircuit(symbol, result, () => Read(link.RightOperand));
        }

        return result;
    }

    /// <summary><inheritdoc cref="ReadShortCircuit"/></summary>
    private Expression ShortCircuit(BinaryOperator symbol, Expression left, Func<Expression> readRight)
    {
        (List<Statement> written, Expression right) = Apart(readRight);
        return ShortCircuit(symbol, left, written, right);
    }

    private Expression ShortCircuit(BinaryOperator symbol, Expression left, List<Statement> written, Expression right)
    {
        written = WithoutBindings(written);
        if (written.Count == 0)
        {
            return new Binary(symbol, left, right);
        }

        Variable result = Declare("condition", left);
        Expression goesOn = symbol == BinaryOperator.AndAlso ? new Read(result) : new Unary(UnaryOperator.Not, new Read(result));
        Block rest = BlockOf(() =>
        {
            output.AddRange(written);
            Write(new Assign(new Read(result), right));
        });
        Write(new If(goesOn, rest, Block.Empty));
        return new Read(result);
    }

    private Expression ReadConditional(IConditionalOperation operation)
    {
        if (operation.IsRef || operation.WhenFalse is null)
        {
            return Refuse(operation);
        }

        IrType type = TypeReader.Read(Meant(operation.Type!));
        Expression condition = Read(operation.Condition);
        return Choose(condition, type, ReadOutcome(operation.WhenTrue), ReadOutcome(operation.WhenFalse), !type.IsView || IsWholeValue(operation));
    }

    /// <summary>A choice that is all that a variable gets.</summary>
    private static bool IsWholeValue(IOperation operation) => operation.Parent switch
    {
        IConversionOperation { IsImplicit: true } conversion => IsWholeValue(conversion),
        IParenthesizedOperation parenthesized => IsWholeValue(parenthesized),
        IVariableInitializerOperation => true,
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation or IParameterReferenceOperation, Parent: IExpressionStatementOperation } => true,
        _ => false,
    };
}
