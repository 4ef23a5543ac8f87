using System.Linq;
using static AutoDiff.Generator.Rules.NumericsRow;

namespace AutoDiff.Generator.Rules;

/// <content>Vectors transformed by matrices and quaternions. Vectors are rows: <c>v M</c>.</content>
internal static partial class NumericsTable
{
    private static NumericsRule[] TransformRows =>
    [
        Row("Vector2.Transform(Vector2, Matrix3x2)", (v, m) => Times(Point(v), m, 2)),
        Row("Vector2.TransformNormal(Vector2, Matrix3x2)", (v, m) => Times(v, m, 2)),
        Row("Vector2.Transform(Vector2, Matrix4x4)", (v, m) => Times(Point(v, 0), m, 4).Part(0, 2)),
        Row("Vector2.TransformNormal(Vector2, Matrix4x4)", (v, m) => Times(v, m, 4).Part(0, 2)),
        Row("Vector3.Transform(Vector3, Matrix4x4)", (v, m) => Times(Point(v), m, 4).Part(0, 3)),
        Row("Vector3.TransformNormal(Vector3, Matrix4x4)", (v, m) => Times(v, m, 4).Part(0, 3)),
        Row("Vector4.Transform(Vector2, Matrix4x4)", (v, m) => Times(Point(v, 0), m, 4)),
        Row("Vector4.Transform(Vector3, Matrix4x4)", (v, m) => Times(Point(v), m, 4)),
        Row("Vector4.Transform(Vector4, Matrix4x4)", (v, m) => Times(v, m, 4)),
        Row("Vector2.Transform(Vector2, Quaternion)", (v, q) => Rotated(Duals.Of(v, v.X.Constant(0)), q).Part(0, 2)),
        Row("Vector3.Transform(Vector3, Quaternion)", Rotated),
        Row("Vector4.Transform(Vector2, Quaternion)", (v, q) => Point(Rotated(Duals.Of(v, v.X.Constant(0)), q))),
        Row("Vector4.Transform(Vector3, Quaternion)", (v, q) => Point(Rotated(v, q))),
        Row("Vector4.Transform(Vector4, Quaternion)", (v, q) => Duals.Of(Rotated(v.XYZ, q), v.W)),
    ];

    /// <summary>The vector with a 1, and zeros before it where there are dimensions in between.</summary>
    private static Duals Point(Duals vector, params double[] between) =>
        Duals.Of([vector, .. between.Select(vector.X.Constant), vector.X.Constant(1)]);

    /// <summary>A row times the rows of a matrix; a row that is shorter leaves the last ones out.</summary>
    private static Duals Times(Duals row, Duals matrix, int columns) =>
        Enumerable.Range(0, row.Value.Count).Select(i => row[i] * matrix.Part(i * columns, columns)).Aggregate((sum, next) => sum + next);

    // v + 2 w (u × v) + 2 u × (u × v), which is what the framework computes for quaternions of any length.
    private static Duals Rotated(Duals vector, Duals rotation)
    {
        Duals turned = Duals.Cross(rotation.XYZ, vector);
        return vector + (2 * rotation.W * turned) + (2 * Duals.Cross(rotation.XYZ, turned));
    }
}
