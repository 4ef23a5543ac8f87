using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>Functions of the framework over aggregates, such as <c>Vector3.Dot</c>.</content>
internal sealed partial class BodyReader
{
    private Expression? ReadKnownFunction(IInvocationOperation operation) => null;

    private Expression? ReadKnownOperator(IOperation operation, IMethodSymbol method, IOperation[] operands) =>
        KnownOperator(operation, method, ReadInOrder(operands));

    private Expression? KnownOperator(IOperation operation, IMethodSymbol method, Expression[] operands) => null;

    private Expression? ReadKnownProperty(IPropertyReferenceOperation operation, IOperation holder) => null;

    private Expression? KnownCreation(IObjectCreationOperation operation, Expression[] arguments, IrType type) => null;
}
