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

        IrType type = TypeReader.Read(operation.Type);
        Opaque opaque = OpaqueReader.Read(reading, symbol => variables.TryGetValue(symbol, out Variable variable) ? variable : null, operation.Syntax, type, Site(operation));
        if (type.IsView && opaque.Operands.Any(operand => operand.Type.IsView))
        {
            return Refuse(operation, Fence.ReturnedBuffer);
        }

        return opaque;
    }
}
