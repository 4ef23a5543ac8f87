using AutoDiff.Generator.Ir;
using static AutoDiff.Generator.Ir.Formula;

namespace AutoDiff.Generator.Tests.Transforms;

/// <summary>Statements as reverse mode writes them.</summary>
internal static class Derivative
{
    public static readonly Variable X = new("x", IrType.Double, 0);
    public static readonly Variable P = new("p", IrType.SpanOf(IrType.Double), 1);
    public static readonly Variable PGradient = new("pGradient", IrType.SpanOf(IrType.Double), 2);
    public static readonly Variable XGradient = new("xGradient", IrType.Double, 3);
    public static readonly Variable T = new("t", IrType.Double, 4);
    public static readonly Variable I = new("i", IrType.Int32, 5);

    private static readonly Origin Origin = new("return x;", 0, Sweep.Differentiates);

    public static Statement Of(Statement statement) => statement with { Origin = Origin };

    public static Function Method(params Statement[] statements) => new(
        "F",
        [
            new Parameter(X, true), new Parameter(P, true), new Parameter(PGradient, false),
            new Parameter(XGradient, false, ParameterPassing.Out),
        ],
        IrType.Double,
        new Block([.. statements, new Return(Read(X))]));

    /// <summary><c>for (int i = p.Length - 1; i >= 0; i--)</c></summary>
    public static For Loop(params Statement[] body) =>
        new(I, new Length(Read(P)) - 1, BinaryOperator.GreaterOrEqual, Zero(IrType.Int32), -1, new Block([.. body]));

    public static Element At(Variable buffer) => new(Read(buffer), Read(I));
}
