using System;
using System.Collections.Generic;
using AutoDiff.Generator.Ir;
using static AutoDiff.Generator.Rules.NumericsRow;

namespace AutoDiff.Generator.Rules;

/// <content><c>Quaternion</c>: X, Y, Z, W.</content>
internal static partial class NumericsTable
{
    private static NumericsRule[] QuaternionRows =>
    [
        Exact("new Quaternion(Single, Single, Single, Single)", Members),
        Exact("new Quaternion(Vector3, Single)", Members),
        Value("Quaternion.Identity", Single, 0, 0, 0, 1),
        Value("Quaternion.Zero", Single, 0, 0, 0, 0),
        Each("Quaternion + Quaternion", (a, b) => a + b),
        Each("Quaternion - Quaternion", (a, b) => a - b),
        Each("Quaternion * Single", (a, s) => a * s),
        Each("-Quaternion", a => -a),
        Each("Quaternion.Add(Quaternion, Quaternion)", (a, b) => a + b),
        Each("Quaternion.Subtract(Quaternion, Quaternion)", (a, b) => a - b),
        Each("Quaternion.Multiply(Quaternion, Single)", (a, s) => a * s),
        Each("Quaternion.Negate(Quaternion)", a => -a),
        Exact("Quaternion.Conjugate(Quaternion)", a => [-a[0][0], -a[0][1], -a[0][2], a[0][3]]),
        .. Comparisons("Quaternion"),

        Row("Quaternion * Quaternion", Product),
        Row("Quaternion.Multiply(Quaternion, Quaternion)", Product),
        Row("Quaternion.Concatenate(Quaternion, Quaternion)", (a, b) => Product(b, a)),
        Row("Quaternion / Quaternion", (a, b) => Product(a, Inverse(b))),
        Row("Quaternion.Divide(Quaternion, Quaternion)", (a, b) => Product(a, Inverse(b))),
        Row("Quaternion.Inverse(Quaternion)", Inverse, "NaN at zero, as the value"),
        Row("Quaternion.Dot(Quaternion, Quaternion)", Duals.Dot),
        Tangent("Quaternion.Length()", NormTangent, "0 at zero"),
        Row("Quaternion.LengthSquared()", q => Duals.Dot(q, q)),
        Prepared("Quaternion.Normalize(Quaternion)", Normalized, "NaN at zero, as the value"),
        Row("Quaternion.CreateFromAxisAngle(Vector3, Single)", FromAxisAngleQuaternion),
        Row("Quaternion.CreateFromYawPitchRoll(Single, Single, Single)", FromYawPitchRoll),
        Prepared("Quaternion.Lerp(Quaternion, Quaternion, Single)", Lerp, "jumps where the quaternions are perpendicular"),
        Prepared("Quaternion.Slerp(Quaternion, Quaternion, Single)", Slerp, "jumps where the quaternions are perpendicular"),
    ];

    private static Duals Product(Duals a, Duals b) => Duals.Of(
        (a.XYZ * b.W) + (b.XYZ * a.W) + Duals.Cross(a.XYZ, b.XYZ),
        (a.W * b.W) - Duals.Dot(a.XYZ, b.XYZ));

    private static Duals Inverse(Duals q) => Duals.Of(-q.XYZ, q.W) / Duals.Dot(q, q);

    private static Duals FromAxisAngleQuaternion(Duals axis, Duals angle) =>
        Duals.Of(axis * Duals.Sin(0.5 * angle), Duals.Cos(0.5 * angle));

    private static Duals FromYawPitchRoll(Duals yaw, Duals pitch, Duals roll)
    {
        (Duals sy, Duals cy) = (Duals.Sin(0.5 * yaw), Duals.Cos(0.5 * yaw));
        (Duals sp, Duals cp) = (Duals.Sin(0.5 * pitch), Duals.Cos(0.5 * pitch));
        (Duals sr, Duals cr) = (Duals.Sin(0.5 * roll), Duals.Cos(0.5 * roll));
        return Duals.Of(
            (cy * sp * cr) + (sy * cp * sr),
            (sy * cp * cr) - (cy * sp * sr),
            (cy * cp * sr) - (sy * sp * cr),
            (cy * cp * cr) + (sy * sp * sr));
    }

    // n = u / |u| for u = a (1 - t) ± b t; the second one is turned over where the two look away from each other
    private static Func<IReadOnlyList<Duals>, Terms, Terms> Lerp(IReadOnlyList<Terms> arguments, Func<string, Terms, Terms> name)
    {
        (Terms a, Terms b, Terms t) = (arguments[0], arguments[1], arguments[2]);
        Terms side = name("side", Formula.Choose(Formula.Less(Terms.Dot(a, b)[0], 0), -1, Formula.One(Single)));
        Terms length = name("length", Terms.Length((a * (1 - t)) + (side * b * t)));
        return (moved, normal) =>
        {
            Duals sum = (moved[0] * (1 - moved[2])) + (Still(side) * moved[1] * moved[2]);
            return NormalizeTangent(sum.Tangent, normal, length);
        };
    }

    // a sin((1 - t) ω) / sin ω ± b sin(t ω) / sin ω; along the straight line where the angle ω is tiny
    private static Func<IReadOnlyList<Duals>, Terms, Terms> Slerp(IReadOnlyList<Terms> arguments, Func<string, Terms, Terms> name)
    {
        (Terms a, Terms b, Terms t) = (arguments[0], arguments[1], arguments[2]);
        Terms dot = name("dot", Terms.Dot(a, b));
        Terms side = name("side", Formula.Choose(Formula.Less(dot[0], 0), -1, Formula.One(Single)));
        Terms cosine = name("cosine", side * dot);
        Terms angle = name("angle", cosine.Each(number => Formula.CallMath("Acos", number)));
        Terms sine = name("sine", angle.Each(Formula.Sin));
        Terms nearAngle = name("nearAngle", (1 - t) * angle);
        Terms farAngle = name("farAngle", t * angle);
        Expression isTiny = Formula.Greater(cosine[0], 1 - 1e-6);
        Terms near = name("near", Terms.Choose(isTiny, 1 - t, nearAngle.Each(Formula.Sin) / sine));
        Terms far = name("far", Terms.Choose(isTiny, t, farAngle.Each(Formula.Sin) / sine));

        // By the angle, and from there by the cosine: dω = -dcos / sin ω
        Terms zero = Formula.Zero(Single);
        Terms nearByCosine = name("nearByCosine", Terms.Choose(isTiny, zero, ((near * cosine) - ((1 - t) * nearAngle.Each(Formula.Cos))) / (sine * sine)));
        Terms farByCosine = name("farByCosine", Terms.Choose(isTiny, zero, ((far * cosine) - (t * farAngle.Each(Formula.Cos))) / (sine * sine)));
        Terms nearByT = name("nearByT", Terms.Choose(isTiny, Formula.Literal(Single, -1), -(angle * nearAngle.Each(Formula.Cos) / sine)));
        Terms farByT = name("farByT", Terms.Choose(isTiny, Formula.One(Single), angle * farAngle.Each(Formula.Cos) / sine));
        return (moved, _) =>
        {
            (Terms byA, Terms byB, Terms byT) = (moved[0].Tangent, moved[1].Tangent, moved[2].Tangent);
            Terms byCosine = side * (Terms.Dot(byA, b) + Terms.Dot(a, byB));
            return (byA * near) + (a * ((nearByCosine * byCosine) + (nearByT * byT)))
                + (side * ((byB * far) + (b * ((farByCosine * byCosine) + (farByT * byT)))));
        };
    }
}
