using AutoDiff.Generator.Ir;
using static AutoDiff.Generator.Rules.NumericsRow;

namespace AutoDiff.Generator.Rules;

/// <summary>The table of <see cref="NumericsRules"/>.</summary>
internal static partial class NumericsTable
{
    private static IrType Single => IrType.Single;

    /// <summary>A new list of all rows; <see cref="NumericsRules"/> keeps one.</summary>
    public static NumericsRule[] Rows =>
    [
        .. VectorRows("Vector2", 2),
        .. VectorRows("Vector3", 3),
        .. VectorRows("Vector4", 4),
        .. SingleVectorRows,
        .. TransformRows,
        .. QuaternionRows,
        .. MatrixRows,
        .. ComplexRows,
        .. ScalarPairs,
    ];

    /// <summary>Functions of one number that give two.</summary>
    private static NumericsRule[] ScalarPairs =>
    [
        Tangent("Math.SinCos(Double)", SinCosTangent),
        Tangent("MathF.SinCos(Single)", SinCosTangent),
        Tangent("Double.SinCos(Double)", SinCosTangent),
        Tangent("Single.SinCos(Single)", SinCosTangent),
    ];

    private static Terms SinCosTangent(Duals x, Terms result) => new([result[1] * x.Tangent[0], -result[0] * x.Tangent[0]]);
}
