namespace AutoDiff.Generator.Ir;

/// <summary>
/// C# operators that build expressions, so that rules read like formulas: <c>1 - y * y</c>. They build exactly what is
/// written and simplify nothing. A <c>double</c> beside an expression becomes a literal of that expression's type.
/// </summary>
internal abstract partial record Expression
{
    public static Expression operator +(Expression left, Expression right) => new Binary(BinaryOperator.Add, left, right);

    public static Expression operator +(double left, Expression right) => Formula.Literal(right.Type, left) + right;

    public static Expression operator +(Expression left, double right) => left + Formula.Literal(left.Type, right);

    public static Expression operator -(Expression left, Expression right) => new Binary(BinaryOperator.Subtract, left, right);

    public static Expression operator -(double left, Expression right) => Formula.Literal(right.Type, left) - right;

    public static Expression operator -(Expression left, double right) => left - Formula.Literal(left.Type, right);

    public static Expression operator *(Expression left, Expression right) => new Binary(BinaryOperator.Multiply, left, right);

    public static Expression operator *(double left, Expression right) => Formula.Literal(right.Type, left) * right;

    public static Expression operator *(Expression left, double right) => left * Formula.Literal(left.Type, right);

    public static Expression operator /(Expression left, Expression right) => new Binary(BinaryOperator.Divide, left, right);

    public static Expression operator /(double left, Expression right) => Formula.Literal(right.Type, left) / right;

    public static Expression operator /(Expression left, double right) => left / Formula.Literal(left.Type, right);

    public static Expression operator -(Expression operand) => new Unary(UnaryOperator.Negate, operand);
}
