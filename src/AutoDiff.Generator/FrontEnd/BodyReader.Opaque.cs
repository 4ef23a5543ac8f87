using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>C# that is not modelled.</content>
internal sealed partial class BodyReader
{
    private Expression ReadOpaque(IOperation operation)
    {
        if (operation.DescendantsAndSelf().Any(inner => inner is IInvalidOperation))
        {
            reading.HasCompileErrors = true;
            return Placeholder(operation);
        }

        if (operation.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Any(local => references.ContainsKey(local.Local)))
        {
            return Refuse(operation, Fence.RefLocal);
        }

        if (TypeReader.IsMemory(operation.Type))
        {
            return Refuse(operation, Fence.StoredMemory);
        }

        IrType type = TypeFor(operation.Type);
        Opaque text = OpaqueReader.Read(reading, OperandOf, isOwnObject ? null : self, operation.Syntax, type, Site(operation));
        Opaque opaque = WithOverflow(text, operation) with { KeepsOperands = operation.DescendantsAndSelf().Any(CallsUnknownCode), IsConstant = constantDepth > 0 || IsConstant(operation) };
        if (operation.Type?.SpecialType == SpecialType.System_String && opaque is { IsConstant: true, KeepsOperands: true } && opaque.Operands.Any(operand => operand.Type.IsView))
        {
            // A text in which a method is called may change the buffers that it shows.
            return Refuse(operation);
        }

        if (type.IsView && opaque.Operands.Any(operand => operand.Type.IsView))
        {
            return Refuse(operation, Fence.ReturnedBuffer);
        }

        return opaque;
    }

    /// <summary>What stands for a local or a parameter in C# that is not modelled; null for any other symbol.</summary>
    private Expression? OperandOf(ISymbol symbol) =>
        bound.TryGetValue(symbol, out Expression? value) ? value
        : variables.TryGetValue(symbol, out Variable variable) ? new Read(variable)
        : symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } captured && self is Composite ? Member(self, AggregateReader.IndexOf(captured.ContainingType, captured.Name))
        : OwnMember(symbol);

    /// <summary>Methods of numbers, such as <c>x.CompareTo(y)</c>, are known to keep nothing.</summary>
    private static bool CallsUnknownCode(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod.ContainingType.SpecialType: >= SpecialType.System_Boolean and <= SpecialType.System_String } => false,
        IInvocationOperation or IObjectCreationOperation or IDynamicInvocationOperation => true,
        IPropertyReferenceOperation { Arguments.Length: > 0, Property.ContainingType.SpecialType: not SpecialType.System_String } => true,
        IBinaryOperation { OperatorMethod.ContainingType.SpecialType: SpecialType.None } or IUnaryOperation { OperatorMethod.ContainingType.SpecialType: SpecialType.None } => true,
        IConversionOperation { OperatorMethod.ContainingType.SpecialType: SpecialType.None } => true,
        _ => false,
    };
}
