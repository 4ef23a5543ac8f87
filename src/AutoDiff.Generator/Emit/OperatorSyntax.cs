using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>The spelling and precedence of operators.</summary>
internal static class OperatorSyntax
{
    public static Precedence PrecedenceOf(BinaryOperator op) => Describe(op).Precedence;

    public static string Symbol(BinaryOperator op) => Describe(op).Symbol;

    public static string Symbol(UnaryOperator op) => op switch
    {
        UnaryOperator.Negate => "-",
        UnaryOperator.Not => "!",
        _ => "~",
    };

    /// <summary>Whether there is a compound assignment <c>x op= y</c>.</summary>
    public static bool HasCompoundForm(BinaryOperator op) => op < BinaryOperator.AndAlso;

    public static bool IsShift(BinaryOperator op) =>
        op is BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight or BinaryOperator.UnsignedShiftRight;

    private static (string Symbol, Precedence Precedence) Describe(BinaryOperator op) => op switch
    {
        BinaryOperator.Add => ("+", Precedence.Additive),
        BinaryOperator.Subtract => ("-", Precedence.Additive),
        BinaryOperator.Multiply => ("*", Precedence.Multiplicative),
        BinaryOperator.Divide => ("/", Precedence.Multiplicative),
        BinaryOperator.Remainder => ("%", Precedence.Multiplicative),
        BinaryOperator.And => ("&", Precedence.And),
        BinaryOperator.Or => ("|", Precedence.Or),
        BinaryOperator.Xor => ("^", Precedence.Xor),
        BinaryOperator.ShiftLeft => ("<<", Precedence.Shift),
        BinaryOperator.ShiftRight => (">>", Precedence.Shift),
        BinaryOperator.UnsignedShiftRight => (">>>", Precedence.Shift),
        BinaryOperator.AndAlso => ("&&", Precedence.AndAlso),
        BinaryOperator.OrElse => ("||", Precedence.OrElse),
        BinaryOperator.Equal => ("==", Precedence.Equality),
        BinaryOperator.NotEqual => ("!=", Precedence.Equality),
        BinaryOperator.Less => ("<", Precedence.Relational),
        BinaryOperator.LessOrEqual => ("<=", Precedence.Relational),
        BinaryOperator.Greater => (">", Precedence.Relational),
        _ => (">=", Precedence.Relational),
    };
}
