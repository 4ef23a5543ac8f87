using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
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
        Prepared("Vector2.Transform(Vector2, Quaternion)", Rotation((v, rotate) => rotate(Point(v, 0)).Part(0, 2))),
        Prepared("Vector3.Transform(Vector3, Quaternion)", Rotation((v, rotate) => rotate(Point(v)).XYZ)),
        Prepared("Vector4.Transform(Vector2, Quaternion)", Rotation((v, rotate) => rotate(Point(v, 0)))),
        Prepared("Vector4.Transform(Vector3, Quaternion)", Rotation((v, rotate) => rotate(Point(v)))),
        Prepared("Vector4.Transform(Vector4, Quaternion)", Rotation((v, rotate) => rotate(v))),
    ];

    /// <summary>The vector with a 1, and zeros before it where there are dimensions in between.</summary>
    private static Duals Point(Duals vector, params double[] between) =>
        Duals.Of([vector, .. between.Select(vector.X.Constant), vector.X.Constant(1)]);

    /// <summary>A row times the rows of a matrix; a row that is shorter leaves the last ones out.</summary>
    private static Duals Times(Duals row, Duals matrix, int columns) =>
        Enumerable.Range(0, row.Value.Count).Select(i => row[i] * matrix.Part(i * columns, columns)).Aggregate((sum, next) => sum + next);

    // v + 2 w (u × v) + 2 u × (u × v). Versions of the framework differ for quaternions that are not of length 1: some
    // add (|q|² - 1) v, to the fourth number too. Which one runs is known only when it runs, so it is tried on a quaternion of length 2.
    private static Func<IReadOnlyList<Terms>, Func<string, Terms, Terms>, Func<IReadOnlyList<Duals>, Terms, Terms>> Rotation(
        Func<Duals, Func<Duals, Duals>, Duals> formula) => (_, name) =>
    {
        Expression probe = Asked("Vector3", "Transform", ".X", Built("Vector3", 1, 0, 0), Built("Quaternion", 0, 0, 0, 2));
        Terms scales = name("scales", Formula.Choose(Formula.Greater(probe, 1), Formula.One(Single), 0));
        return (moved, _) =>
        {
            Duals rotation = moved[1];
            Duals Rotate(Duals vector)
            {
                Duals turned = Duals.Cross(rotation.XYZ, vector.XYZ);
                Duals moving = (2 * rotation.W * turned) + (2 * Duals.Cross(rotation.XYZ, turned));
                Duals excess = Still(scales) * (Duals.Dot(rotation, rotation) - rotation.W.Constant(1));
                return vector + Duals.Of(moving, rotation.W.Constant(0)) + (excess * vector);
            }

            return formula(moved[0], Rotate).Tangent;
        };
    };

    /// <summary>A number of what the framework gives for known arguments.</summary>
    private static Field Asked(string type, string method, string member, params Expression[] arguments) => new(
        new Call(
            new Method(
                new TypeName("System.Numerics", type),
                method,
                new IrType(TypeKind.Other, "global::System.Numerics." + type),
                arguments.Select((argument, i) => new MethodParameter("argument" + i.ToString(System.Globalization.CultureInfo.InvariantCulture), argument.Type, ParameterUse.Input)).ToEquatableArray())
            { IsPure = true },
            arguments.ToEquatableArray()),
        member,
        Single);

    private static Composite Built(string type, params double[] numbers) => new(
        new IrType(TypeKind.Aggregate, "global::System.Numerics." + type) { Composition = Composition.Constructor },
        Numbers(numbers).ToEquatableArray());
}
