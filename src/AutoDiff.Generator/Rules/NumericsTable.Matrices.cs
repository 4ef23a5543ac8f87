using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using static AutoDiff.Generator.Rules.NumericsRow;

namespace AutoDiff.Generator.Rules;

/// <content><c>Matrix3x2</c> and <c>Matrix4x4</c>, row by row.</content>
internal static partial class NumericsTable
{
    private static NumericsRule[] MatrixRows =>
    [
        .. LinearRows("Matrix3x2"),
        .. LinearRows("Matrix4x4"),
        Value("Matrix3x2.Identity", Single, 1, 0, 0, 1, 0, 0),
        Value("Matrix4x4.Identity", Single, Identity(4)),
        Exact("new Matrix3x2(Single, Single, Single, Single, Single, Single)", Members),
        Exact("new Matrix4x4(" + string.Join(", ", Enumerable.Repeat("Single", 16)) + ")", Members),
        Exact("Matrix3x2.Translation", a => [a[0][4], a[0][5]]),
        Exact("Matrix4x4.Translation", a => [a[0][12], a[0][13], a[0][14]]),
        Exact("Matrix4x4.Transpose(Matrix4x4)", a => [.. Enumerable.Range(0, 16).Select(i => a[0][(4 * (i % 4)) + (i / 4)])]),
        Exact("Matrix3x2.CreateTranslation(Vector2)", a => [.. Numbers(1, 0, 0, 1), .. a[0]]),
        Exact("Matrix3x2.CreateTranslation(Single, Single)", a => [.. Numbers(1, 0, 0, 1), a[0][0], a[1][0]]),
        Exact("Matrix4x4.CreateTranslation(Vector3)", a => [.. Numbers(Identity(4)).Take(12), .. a[0], One]),
        Exact("Matrix4x4.CreateTranslation(Single, Single, Single)", a => [.. Numbers(Identity(4)).Take(12), a[0][0], a[1][0], a[2][0], One]),
        Exact("Matrix3x2.CreateScale(Single)", a => [a[0][0], Zero, Zero, a[0][0], Zero, Zero]),
        Exact("Matrix3x2.CreateScale(Single, Single)", a => [a[0][0], Zero, Zero, a[1][0], Zero, Zero]),
        Exact("Matrix3x2.CreateScale(Vector2)", a => [a[0][0], Zero, Zero, a[0][1], Zero, Zero]),
        Exact("Matrix4x4.CreateScale(Single)", a => Scale(a[0][0], a[0][0], a[0][0])),
        Exact("Matrix4x4.CreateScale(Single, Single, Single)", a => Scale(a[0][0], a[1][0], a[2][0])),
        Exact("Matrix4x4.CreateScale(Vector3)", a => Scale(a[0][0], a[0][1], a[0][2])),

        Row("Matrix3x2 * Matrix3x2", AffineProduct),
        Row("Matrix3x2.Multiply(Matrix3x2, Matrix3x2)", AffineProduct),
        Row("Matrix4x4 * Matrix4x4", MatrixProduct),
        Row("Matrix4x4.Multiply(Matrix4x4, Matrix4x4)", MatrixProduct),
        Row("Matrix3x2.GetDeterminant()", m => (m[0] * m[3]) - (m[1] * m[2])),
        Row("Matrix4x4.GetDeterminant()", Determinant),
        Tangent("Matrix3x2.Invert(Matrix3x2)", (m, y) => -AffineSandwich(y, m.Tangent), "NaN where the matrix has no inverse, as the value"),
        Tangent("Matrix4x4.Invert(Matrix4x4)", (m, y) => -Sandwich(y, m.Tangent), "NaN where the matrix has no inverse, as the value"),
        Row("Matrix3x2.CreateRotation(Single)", angle => Turned(angle, [0, 1, 2, 3], Identity(2), 6)),
        Row("Matrix3x2.CreateRotation(Single, Vector2)", (angle, center) => AboutCenter(angle, center)),
        Row("Matrix4x4.CreateRotationX(Single)", angle => Turned(angle, [5, 6, 9, 10], Identity(4), 16)),
        Row("Matrix4x4.CreateRotationY(Single)", angle => Turned(angle, [10, 8, 2, 0], Identity(4), 16)),
        Row("Matrix4x4.CreateRotationZ(Single)", angle => Turned(angle, [0, 1, 4, 5], Identity(4), 16)),
        Row("Matrix4x4.CreateFromQuaternion(Quaternion)", FromQuaternion),
        Prepared("Matrix4x4.CreateFromAxisAngle(Vector3, Single)", AxisAngle),
        Tangent("Matrix4x4.CreateFromYawPitchRoll(Single, Single, Single)", YawPitchRollTangent),
        Row("Matrix4x4.CreatePerspectiveFieldOfView(Single, Single, Single, Single)", Perspective),
    ];

    private static Expression Zero => Formula.Zero(Single);

    private static Expression One => Formula.One(Single);

    private static NumericsRule[] LinearRows(string type) =>
    [
        Each($"{type} + {type}", (a, b) => a + b),
        Each($"{type} - {type}", (a, b) => a - b),
        Each($"{type} * Single", (a, s) => a * s),
        Each($"-{type}", a => -a),
        Each($"{type}.Add({type}, {type})", (a, b) => a + b),
        Each($"{type}.Subtract({type}, {type})", (a, b) => a - b),
        Each($"{type}.Multiply({type}, Single)", (a, s) => a * s),
        Each($"{type}.Negate({type})", a => -a),
        .. Comparisons(type),
    ];

    private static double[] Identity(int size) => [.. Enumerable.Range(0, size * size).Select(i => i % (size + 1) == 0 ? 1.0 : 0)];

    private static Expression[] Numbers(params double[] numbers) => [.. numbers.Select(number => Formula.Literal(Single, number))];

    private static Expression[] Scale(Expression x, Expression y, Expression z) => [x, Zero, Zero, Zero, Zero, y, Zero, Zero, Zero, Zero, z, Zero, Zero, Zero, Zero, One];

    private static Duals MatrixProduct(Duals a, Duals b) =>
        Duals.Of([.. Enumerable.Range(0, 4).Select(row => Times(a.Part(4 * row, 4), b, 4))]);

    private static Duals AffineProduct(Duals a, Duals b) =>
        Duals.Of(Times(a.Part(0, 2), b, 2), Times(a.Part(2, 2), b, 2), Times(Point(a.Part(4, 2)), b, 2));

    // Along the first row; the determinant of what is left, of 3 × 3, likewise.
    private static Duals Determinant(Duals m) => Determinant(m, [0, 1, 2, 3], [0, 1, 2, 3]);

    private static Duals Determinant(Duals m, int[] rows, int[] columns) => columns.Length == 1
        ? m[(4 * rows[0]) + columns[0]]
        : columns
            .Select((column, i) =>
            {
                Duals term = m[(4 * rows[0]) + column] * Determinant(m, [.. rows.Skip(1)], [.. columns.Where(other => other != column)]);
                return i % 2 == 0 ? term : -term;
            })
            .Aggregate((sum, next) => sum + next);

    // (M⁻¹)' = -M⁻¹ M' M⁻¹
    private static Terms Sandwich(Terms inverse, Terms tangent) =>
        MatrixProduct(MatrixProduct(Still(inverse), Still(tangent)), Still(inverse)).Value;

    // The same for 3 × 2, whose third column is 0, 0, 1; that of the tangent is 0.
    private static Terms AffineSandwich(Terms inverse, Terms tangent)
    {
        Duals moved = AffineProduct(Still(inverse), Still(tangent));
        return Enumerable.Range(0, 3).Select(row => Times(moved.Part(2 * row, 2), Still(inverse), 2).Value).Aggregate((above, below) => Terms.Of(above, below));
    }

    private static Duals Still(Terms value) => new(value, value.Each(number => Formula.Zero(number.Type)));

    /// <summary>A matrix of constants with <c>cos, sin, -sin, cos</c> at four places.</summary>
    private static Duals Turned(Duals angle, int[] places, double[] constants, int count)
    {
        (Duals sine, Duals cosine) = (Duals.Sin(angle), Duals.Cos(angle));
        Duals[] turning = [cosine, sine, -sine, cosine];
        return Duals.Of([.. Enumerable.Range(0, count).Select(i =>
            Array.IndexOf(places, i) is >= 0 and var place ? turning[place] : angle.Constant(i < constants.Length ? constants[i] : 0))]);
    }

    private static Duals AboutCenter(Duals angle, Duals center)
    {
        (Duals sine, Duals cosine) = (Duals.Sin(angle), Duals.Cos(angle));
        return Duals.Of(
            cosine,
            sine,
            -sine,
            cosine,
            (center.X * (1 - cosine)) + (center.Y * sine),
            (center.Y * (1 - cosine)) - (center.X * sine));
    }

    private static Duals FromRotation(params Duals[] rows) => Duals.Of(
        rows[0],
        rows[0].X.Constant(0),
        rows[1],
        rows[0].X.Constant(0),
        rows[2],
        rows[0].X.Constant(0),
        rows.Length > 3 ? rows[3] : Duals.Of(rows[0].X.Constant(0), rows[0].X.Constant(0), rows[0].X.Constant(0)),
        rows[0].X.Constant(1));

    private static Duals FromQuaternion(Duals q)
    {
        (Duals x, Duals y, Duals z, Duals w) = (q.X, q.Y, q.Z, q.W);
        return FromRotation(
            Duals.Of(1 - (2 * ((y * y) + (z * z))), 2 * ((x * y) + (z * w)), 2 * ((x * z) - (y * w))),
            Duals.Of(2 * ((x * y) - (z * w)), 1 - (2 * ((z * z) + (x * x))), 2 * ((y * z) + (x * w))),
            Duals.Of(2 * ((x * z) + (y * w)), 2 * ((y * z) - (x * w)), 1 - (2 * ((y * y) + (x * x)))));
    }

    // Versions of the framework differ for axes that are not of length 1: some go by way of the quaternion. A half turn
    // about an axis of length 2 shows which one runs.
    private static Func<IReadOnlyList<Duals>, Terms, Terms> AxisAngle(IReadOnlyList<Terms> arguments, Func<string, Terms, Terms> name)
    {
        Expression probe = Asked("Matrix4x4", "CreateFromAxisAngle", ".M22", Built("Vector3", 2, 0, 0), Formula.Literal(Single, System.Math.PI));
        Expression isByQuaternion = name("isByQuaternion", Formula.Less(probe, -2))[0];
        return (moved, _) => Terms.Choose(
            isByQuaternion,
            FromQuaternion(FromAxisAngleQuaternion(moved[0], moved[1])).Tangent,
            FromAxisAngle(moved[0], moved[1]).Tangent);
    }

    private static Duals FromAxisAngle(Duals axis, Duals angle)
    {
        (Duals x, Duals y, Duals z) = (axis.X, axis.Y, axis.Z);
        (Duals sine, Duals cosine) = (Duals.Sin(angle), Duals.Cos(angle));
        Duals Diagonal(Duals a) => (a * a) + (cosine * (1 - (a * a)));
        Duals Mixed(Duals a, Duals b) => (a * b) - (cosine * a * b);
        return FromRotation(
            Duals.Of(Diagonal(x), Mixed(x, y) + (sine * z), Mixed(x, z) - (sine * y)),
            Duals.Of(Mixed(x, y) - (sine * z), Diagonal(y), Mixed(y, z) + (sine * x)),
            Duals.Of(Mixed(x, z) + (sine * y), Mixed(y, z) - (sine * x), Diagonal(z)));
    }

    // M = Z(roll) X(pitch) Y(yaw):   each angle turns about an axis, roll about the first side of M and yaw about the last
    private static Terms YawPitchRollTangent(Duals yaw, Duals pitch, Duals roll, Terms m)
    {
        Duals matrix = Still(m);
        Duals still = yaw.Constant(0);
        Duals none = Duals.Of(still, still, still);
        (Duals sine, Duals cosine) = (Still(roll.Value.Each(Formula.Sin)), Still(roll.Value.Each(Formula.Cos)));
        Duals turned = Still(pitch.Tangent);
        Duals about = Duals.Of(turned * cosine, -(turned * sine), Still(roll.Tangent));
        Duals[] rows = [matrix.Part(0, 3), matrix.Part(4, 3), matrix.Part(8, 3)];

        // A row of M' is the row of the turning axis' cross product times M; turning about Y mixes the columns.
        Duals Row(int i) =>
            (i == 0 ? (about.Z * rows[1]) - (about.Y * rows[2]) : i == 1 ? (about.X * rows[2]) - (about.Z * rows[0]) : (about.Y * rows[0]) - (about.X * rows[1]))
            + (Still(yaw.Tangent) * Duals.Of(rows[i].Z, still, -rows[i].X));
        return Duals.Of(Row(0), still, Row(1), still, Row(2), still, none, still).Value;
    }

    private static Duals Perspective(Duals fieldOfView, Duals aspectRatio, Duals near, Duals far)
    {
        Duals height = near.Constant(1) / Duals.Tan(0.5 * fieldOfView);
        Duals depth = far / (near - far);
        Duals zero = near.Constant(0);
        return Duals.Of(height / aspectRatio, zero, zero, zero, zero, height, zero, zero, zero, zero, depth, near.Constant(-1), zero, zero, near * depth, zero);
    }
}
