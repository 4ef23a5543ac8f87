using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>Expressions.</content>
internal sealed partial class BodyReader
{
    /// <summary>Deeper nesting is refused: everything after the front end walks expressions recursively.</summary>
    private const int MaximalDepth = 400;

    /// <summary>An expression without effects; those that the source has are written before it.</summary>
    private Expression Read(IOperation operation) => Hoist(ReadRoot(operation));

    /// <summary>The same, but a call with effects may be the root of the result, for a statement that evaluates it at once.</summary>
    private Expression ReadRoot(IOperation operation)
    {
        reading.Cancellation.ThrowIfCancellationRequested();
        if (depth >= MaximalDepth)
        {
            return Refuse(operation, Fence.TooDeep);
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        depth++;
        try
        {
            return ConstantReader.Read(operation) ?? ReadByKind(operation);
        }
        finally
        {
            depth--;
        }
    }

    private Expression ReadByKind(IOperation operation)
    {
        if (operation.Syntax is StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax)
        {
            return ReadStackAlloc(operation, null);
        }

        switch (operation)
        {
            case IInvalidOperation:
                reading.HasCompileErrors = true;
                return Placeholder(operation);
            case IParenthesizedOperation parenthesized:
                return ReadRoot(parenthesized.Operand);
            case ILocalReferenceOperation reference when references.TryGetValue(reference.Local, out Expression place):
                return place;
            case ILocalReferenceOperation { IsDeclaration: false } local:
                return new Read(VariableOf(local.Local, local.Local.Type));
            case IParameterReferenceOperation parameter:
                return new Read(VariableOf(parameter.Parameter, parameter.Parameter.Type));
            case IFieldReferenceOperation field:
                return ReadField(field);
            case IPropertyReferenceOperation property:
                return ReadProperty(property);
            case IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation:
                return ReadElement(operation);
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
            case IDefaultValueOperation when TypeReader.Read(operation.Type) is { IsView: true } nowhere:
                return new Constant(nowhere, "default");
            case IIsTypeOperation or IIsPatternOperation or ICoalesceOperation or IConditionalAccessOperation
                or IDefaultValueOperation or ITypeOfOperation or ISizeOfOperation or IInterpolatedStringOperation or ILiteralOperation
                or IEventReferenceOperation or ITypeParameterObjectCreationOperation or IMethodReferenceOperation:
                return ReadOpaque(operation);
            default:
                return Refuse(operation);
        }
    }

    private Expression ReadField(IFieldReferenceOperation operation)
    {
        IFieldSymbol field = operation.Field;
        IrType type = TypeReader.Read(field.Type);
        if (field is not { IsStatic: true, IsReadOnly: true } || !(TypeReader.IsScalar(type) || type.Kind == Ir.TypeKind.Array))
        {
            return ReadOpaque(operation);
        }

        Constant constant = new(type, field.ContainingType.GlobalName() + "." + ConstantReader.Escaped(field.Name));
        return type.IsView ? new Read(FixedArray(field, constant)) : constant;
    }

    // s += Table[i];   =>   double[] table = Table; … s += table[i];      the array is the same all through the method
    private Variable FixedArray(IFieldSymbol field, Constant array)
    {
        if (!variables.TryGetValue(field, out Variable variable))
        {
            string name = field.Name.TrimStart('_');
            name = name.Length == 0 ? "array" : char.ToLowerInvariant(name[0]) + name.Substring(1);
            variable = reading.NewVariable(name, array.Type);
            variables.Add(field, variable);
            fixedArrays.Add(new Declare(variable, array));
        }

        return variable;
    }

    private Expression ReadUnary(IUnaryOperation operation)
    {
        if (operation is { OperatorKind: UnaryOperatorKind.Hat })
        {
            return Refuse(operation, Fence.IndexValue);
        }

        if (operation.OperatorMethod is not null || operation.IsLifted || !TypeReader.IsScalar(TypeReader.Read(operation.Type)))
        {
            return ReadOpaque(operation);
        }

        return operation.OperatorKind switch
        {
            UnaryOperatorKind.Plus => Read(operation.Operand),
            UnaryOperatorKind.Minus => new Unary(UnaryOperator.Negate, Read(operation.Operand)),
            UnaryOperatorKind.Not => new Unary(UnaryOperator.Not, Read(operation.Operand)),
            UnaryOperatorKind.BitwiseNegation => new Unary(UnaryOperator.Complement, Read(operation.Operand)),
            _ => Refuse(operation),
        };
    }

    private Expression ReadBinary(IBinaryOperation operation)
    {
        bool isModelled = operation.OperatorMethod is null
            && !operation.IsLifted
            && TypeReader.IsScalar(TypeReader.Read(operation.Type))
            && TypeReader.IsScalar(TypeReader.Read(operation.LeftOperand.Type))
            && TypeReader.IsScalar(TypeReader.Read(operation.RightOperand.Type));
        if (!isModelled || Operators.Of(operation.OperatorKind) is not { } symbol)
        {
            return ReadOpaque(operation);
        }

        if (symbol is BinaryOperator.AndAlso or BinaryOperator.OrElse)
        {
            return ReadShortCircuit(operation, symbol);
        }

        Expression[] operands = ReadInOrder([operation.LeftOperand, operation.RightOperand]);
        return new Binary(symbol, operands[0], operands[1]);
    }

    /// <summary><c>a &amp;&amp; b</c>, where <c>b</c> writes statements => <c>bool both = a; if (both) { ..; both = b; }</c></summary>
    private Expression ReadShortCircuit(IBinaryOperation operation, BinaryOperator symbol)
    {
        Expression left = Read(operation.LeftOperand);
        (List<Statement> written, Expression right) = Apart(() => Read(operation.RightOperand));
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

    /// <summary><c>c ? a : b</c>, where one of them writes statements => <c>T value; if (c) { ..; value = a; } else { ..; value = b; }</c></summary>
    private Expression ReadConditional(IConditionalOperation operation)
    {
        if (operation.IsRef || operation.WhenFalse is null)
        {
            return Refuse(operation);
        }

        IrType type = TypeReader.Read(operation.Type);
        Expression condition = Read(operation.Condition);
        (List<Statement> Written, Expression Value) whenTrue = Apart(() => Read(operation.WhenTrue));
        (List<Statement> Written, Expression Value) whenFalse = Apart(() => Read(operation.WhenFalse));
        if (whenTrue.Written.Count == 0 && whenFalse.Written.Count == 0 && (!type.IsView || IsWholeValue(operation)))
        {
            return new Conditional(condition, whenTrue.Value, whenFalse.Value);
        }

        Variable result = reading.NewVariable(type.IsView ? "choice" : "value", type);
        Write(new Declare(result, null));
        Write(new If(condition, Branch(whenTrue), Branch(whenFalse)));
        return new Read(result);

        Block Branch((List<Statement> Written, Expression Value) part) => BlockOf(() =>
        {
            output.AddRange(part.Written);
            Write(new Assign(new Read(result), part.Value));
        });
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

    private Expression ReadConversion(IConversionOperation operation)
    {
        IrType target = TypeReader.Read(operation.Type);
        if (operation.Operand.Syntax is StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax)
        {
            return ReadStackAlloc(operation, null);
        }

        IrType source = TypeReader.Read(operation.Operand.Type);
        if (operation.Operand is ICollectionExpressionOperation)
        {
            return ReadNewBuffer(operation.Operand, null);
        }

        if (CloneOf(operation) is { } cloned)
        {
            return ReadClone(cloned, target, null);
        }

        if (operation.Operand.Type is null)
        {
            return ReadOpaque(operation);
        }

        if (source == target)
        {
            return ReadRoot(operation.Operand);
        }

        bool isNumeric = TypeReader.IsScalar(source) && TypeReader.IsScalar(target);
        bool isView = source.IsView && target.IsView && source.Element == target.Element;
        if ((isNumeric && operation.OperatorMethod is null) || isView)
        {
            return new Conversion(target, Read(operation.Operand), operation.IsImplicit);
        }

        return ReadOpaque(operation);
    }

    private Expression ReadCreation(IObjectCreationOperation operation)
    {
        IrType type = TypeReader.Read(operation.Type);
        return type.IsView ? ReadSpanCreation(operation, type) : ReadOpaque(operation);
    }
}
