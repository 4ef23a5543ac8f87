using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>Conversions and new objects.</content>
internal sealed partial class BodyReader
{
    private Expression ReadConversion(IConversionOperation operation)
    {
        IrType target = TypeFor(operation.Type);
        if (IsStackAlloc(operation.Operand.Syntax))
        {
            return ReadStackAlloc(operation, null);
        }

        if (operation.OperatorMethod is { } method && ReadOperator(operation, method, operation.Operand) is { } called)
        {
            return called;
        }

        IrType source = TypeFor(operation.Operand.Type);
        if (operation.Operand is IThrowOperation { Exception: { } exception })
        {
            ReadThrow(exception);
            return Placeholder(operation);
        }

        if (target.Kind == Ir.TypeKind.Aggregate && operation.OperatorMethod is null)
        {
            return ConvertedTo(operation.Type, operation.Operand.Type, ReadRoot(operation.Operand), operation);
        }

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

        if (target.Kind == Ir.TypeKind.Other && operation.Operand is ILocalReferenceOperation or IParameterReferenceOperation && IsOfAggregates(TypeFor(TypeOf(operation.Operand))) && IsInColumns(Read(operation.Operand)))
        {
            return Refuse(operation.Operand, Fence.OwnStructs);
        }

        if (source == target)
        {
            return ReadRoot(operation.Operand);
        }

        bool isNumeric = TypeReader.IsScalar(source) && TypeReader.IsScalar(target);
        bool isView = source.IsView && target.IsView && source.Element == target.Element;
        if (isView && IsOfAggregates(source))
        {
            return ConvertedView(Read(operation.Operand), target, operation.IsImplicit);
        }

        if ((isNumeric && operation.OperatorMethod is null) || isView)
        {
            // Before and after an operator of conversion, and within a cast tuple, C# narrows without a cast of its own.
            bool isImplicit = operation is { IsImplicit: true, Conversion.IsImplicit: true };
            return WithOverflow(new Conversion(target, Read(operation.Operand), isImplicit), operation.IsChecked);
        }

        return ReadOpaque(operation);
    }

    private Expression ReadCreation(IObjectCreationOperation operation)
    {
        IrType type = TypeFor(operation.Type);
        return type.Kind == Ir.TypeKind.Aggregate ? ReadAggregateCreation(operation, type)
            : operation is { Type.IsValueType: true, Arguments: [], Initializer: null, Constructor.IsImplicitlyDeclared: true } && type.Kind == Ir.TypeKind.Other ? new Opaque(type, ["default(" + operation.Type.GlobalName() + ")"], []) { Site = Site(operation) }
            : type.IsView ? ReadSpanCreation(operation, type) : ReadOpaque(operation);
    }
}
