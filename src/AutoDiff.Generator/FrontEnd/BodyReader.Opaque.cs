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

        IrType type = TypeReader.Read(operation.Type);
        Opaque text = OpaqueReader.Read(reading, symbol => variables.TryGetValue(symbol, out Variable variable) ? variable : null, operation.Syntax, type, Site(operation));
        Opaque opaque = text with { KeepsOperands = operation.DescendantsAndSelf().Any(CallsUnknownCode) };
        if (type.IsView && opaque.Operands.Any(operand => operand.Type.IsView))
        {
            return Refuse(operation, Fence.ReturnedBuffer);
        }

        return opaque;
    }

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
