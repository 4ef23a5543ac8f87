namespace AutoDiff.Generator.Ir;

/// <summary>
/// What C# operators cannot say when an expression is written as a formula: literals, comparisons, choices,
/// conversions. Meant for <c>using static</c>; simplifies nothing.
/// </summary>
internal static partial class Formula
{
    /// <summary>A literal of a numeric type, rounded to it: <c>0.1</c> becomes <c>0.1f</c> where the type is <c>float</c>.</summary>
    public static Number Literal(IrType type, double value) => new(type, type.Kind == TypeKind.Single ? (float)value : value);

    public static Expression Zero(IrType type) => type.Kind == TypeKind.Aggregate ? new Constant(type, "default") : Literal(type, 0);

    /// <summary>What a variable of the type is before anything is assigned to it.</summary>
    public static Expression Default(IrType type) =>
        type == IrType.Bool ? False
        : type.IsFloatingPoint || (type.IsInteger && type.Kind != TypeKind.Char) ? Zero(type)
        : new Constant(type, type.Kind == TypeKind.Other ? "default!" : "default");

    public static Number One(IrType type) => Literal(type, 1);

    /// <summary><c>Math.PI</c> or <c>MathF.PI</c>.</summary>
    public static Expression Pi(IrType type) => new Constant(type, type.Kind switch
    {
        TypeKind.Single => "global::System.MathF.PI",
        TypeKind.Generic => type.Name + ".Pi",
        _ => "global::System.Math.PI",
    });

    public static Expression Read(Variable variable) => new Read(variable);

    public static Expression Less(Expression left, Expression right) => new Binary(BinaryOperator.Less, left, right);

    public static Expression Less(Expression left, double right) => Less(left, Literal(left.Type, right));

    public static Expression LessOrEqual(Expression left, Expression right) => new Binary(BinaryOperator.LessOrEqual, left, right);

    public static Expression LessOrEqual(Expression left, double right) => LessOrEqual(left, Literal(left.Type, right));

    public static Expression Greater(Expression left, Expression right) => new Binary(BinaryOperator.Greater, left, right);

    public static Expression Greater(Expression left, double right) => Greater(left, Literal(left.Type, right));

    public static Expression GreaterOrEqual(Expression left, Expression right) => new Binary(BinaryOperator.GreaterOrEqual, left, right);

    public static Expression GreaterOrEqual(Expression left, double right) => GreaterOrEqual(left, Literal(left.Type, right));

    public static Expression Equal(Expression left, Expression right) => new Binary(BinaryOperator.Equal, left, right);

    public static Expression Equal(Expression left, double right) => Equal(left, Literal(left.Type, right));

    public static Expression NotEqual(Expression left, Expression right) => new Binary(BinaryOperator.NotEqual, left, right);

    public static Expression NotEqual(Expression left, double right) => NotEqual(left, Literal(left.Type, right));

    /// <summary><c>left &amp;&amp; right</c>.</summary>
    public static Expression Both(Expression left, Expression right) => new Binary(BinaryOperator.AndAlso, left, right);

    /// <summary><c>left || right</c>.</summary>
    public static Expression Either(Expression left, Expression right) => new Binary(BinaryOperator.OrElse, left, right);

    /// <summary><c>!operand</c>; <see cref="Opposite"/> reads better.</summary>
    public static Expression Not(Expression operand) => new Unary(UnaryOperator.Not, operand);

    /// <summary><c>condition ? whenTrue : whenFalse</c>.</summary>
    public static Expression Choose(Expression condition, Expression whenTrue, Expression whenFalse) => new Conditional(condition, whenTrue, whenFalse);

    public static Expression Choose(Expression condition, double whenTrue, Expression whenFalse) => Choose(condition, Literal(whenFalse.Type, whenTrue), whenFalse);

    public static Expression Choose(Expression condition, Expression whenTrue, double whenFalse) => Choose(condition, whenTrue, Literal(whenTrue.Type, whenFalse));

    /// <summary>An explicit conversion, or nothing where the type is already right.</summary>
    public static Expression Convert(Expression operand, IrType type) => operand.Type == type ? operand : new Conversion(type, operand, IsImplicit: false);
}
