using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <content>
/// <c>checked</c> and <c>unchecked</c> where an operation differs from what stands around it:
/// <c>checked(a + b * c) / n</c>.
/// </content>
internal sealed partial class ExpressionEmitter
{
    /// <summary>What the text around the current place says about overflow; the project's default is <see cref="Overflow.Unspecified"/>.</summary>
    private Overflow surrounding;

    /// <summary>What has to stand around an operation; null if that makes no difference to it.</summary>
    private Overflow? OverflowOf(Expression expression)
    {
        Overflow? own = expression switch
        {
            Binary { Operator: BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply } binary when binary.Type.IsInteger => binary.Overflow,
            Unary { Operator: UnaryOperator.Negate } unary when unary.Type.IsInteger => unary.Overflow,
            Conversion { IsImplicit: false } conversion when conversion.Type.IsInteger => conversion.Overflow,
            _ => null,
        };
        return (own, surrounding) switch
        {
            // Inside of what differs from the default, the default has to be said.
            (Overflow.Unspecified, Overflow.Checked) => Overflow.Unchecked,
            (Overflow.Throws, Overflow.Unchecked) => Overflow.Checked,
            (Overflow.Unspecified or Overflow.Throws, _) => surrounding,
            _ => own,
        };
    }
}
