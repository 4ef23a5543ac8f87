namespace AutoDiff.Generator.Ir;

/// <summary>Conditions.</summary>
internal static partial class Formula
{
    public static readonly Constant True = new(IrType.Bool, "true");

    public static readonly Constant False = new(IrType.Bool, "false");

    /// <summary>
    /// The negated condition, as one would write it: <c>!(i &lt; n)</c> => <c>i >= n</c> for integers. Floating-point
    /// comparisons are false for NaN either way round, so <c>!(x &lt; y)</c> stays; only <c>==</c> and <c>!=</c> are
    /// opposites there too.
    /// </summary>
    public static Expression Opposite(Expression condition) => condition switch
    {
        Constant { Text: "true" } => False,
        Constant { Text: "false" } => True,
        Unary { Operator: UnaryOperator.Not } negation => negation.Operand,
        Binary { Operator: BinaryOperator.Equal } comparison => comparison with { Operator = BinaryOperator.NotEqual },
        Binary { Operator: BinaryOperator.NotEqual } comparison => comparison with { Operator = BinaryOperator.Equal },
        Binary { Left.Type.IsInteger: true } comparison => comparison.Operator switch
        {
            BinaryOperator.Less => comparison with { Operator = BinaryOperator.GreaterOrEqual },
            BinaryOperator.LessOrEqual => comparison with { Operator = BinaryOperator.Greater },
            BinaryOperator.Greater => comparison with { Operator = BinaryOperator.LessOrEqual },
            BinaryOperator.GreaterOrEqual => comparison with { Operator = BinaryOperator.Less },
            _ => Not(comparison),
        },
        _ => Not(condition),
    };
}
