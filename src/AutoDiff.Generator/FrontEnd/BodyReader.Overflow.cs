using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content><c>checked</c> and <c>unchecked</c>: each operation keeps what stands around it in the source, wherever it is evaluated again.</content>
internal sealed partial class BodyReader
{
    private Overflow OverflowOf(bool isChecked) => (isChecked, reading.Model.Compilation.Options.CheckOverflow) switch
    {
        (true, true) => Overflow.Throws,
        (true, false) => Overflow.Checked,
        (false, true) => Overflow.Unchecked,
        _ => Overflow.Unspecified,
    };

    private Expression WithOverflow(Expression expression, bool isChecked) => expression switch
    {
        Binary { Operator: BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply } binary when binary.Type.IsInteger => binary with { Overflow = OverflowOf(isChecked) },
        Unary { Operator: UnaryOperator.Negate } unary when unary.Type.IsInteger => unary with { Overflow = OverflowOf(isChecked) },
        Conversion { IsImplicit: false } conversion when conversion.Type.IsInteger => conversion with { Overflow = OverflowOf(isChecked) },
        _ => expression,
    };

    /// <summary>C# that is kept as text keeps its <c>checked</c> as well.</summary>
    private Opaque WithOverflow(Opaque opaque, IOperation operation)
    {
        bool isDefault = reading.Model.Compilation.Options.CheckOverflow;
        bool differs = operation.DescendantsAndSelf().Any(part => part switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply, ConstantValue.HasValue: false } binary =>
                TypeFor(binary.Type).IsInteger && binary.IsChecked != isDefault,
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus, ConstantValue.HasValue: false } unary => TypeFor(unary.Type).IsInteger && unary.IsChecked != isDefault,
            IConversionOperation { IsImplicit: false, ConstantValue.HasValue: false } conversion =>
                TypeFor(conversion.Type).IsInteger && TypeReader.IsScalar(TypeFor(conversion.Operand.Type)) && conversion.IsChecked != isDefault,
            _ => false,
        });
        if (!differs || opaque.Type == IrType.Void)
        {
            if (differs)
            {
                Refuse(operation, Fence.CheckedCall);
            }

            return opaque;
        }

        string[] segments = [.. opaque.Segments];
        segments[0] = (isDefault ? "unchecked(" : "checked(") + segments[0];
        segments[segments.Length - 1] += ")";
        return opaque with { Segments = segments.ToEquatableArray() };
    }
}
