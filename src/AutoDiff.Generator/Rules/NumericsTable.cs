using AutoDiff.Generator.Ir;

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
    ];
}
