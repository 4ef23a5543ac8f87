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
        Tangent("Quaternion.Normalize(Quaternion)", NormalizeTangent, "NaN at zero, as the value"),
        Row("Quaternion.CreateFromAxisAngle(Vector3, Single)", (axis, angle) => Duals.Of(axis * Duals.Sin(0.5 * angle), Duals.Cos(0.5 * angle))),
        Row("Quaternion.CreateFromYawPitchRoll(Single, Single, Single)", FromYawPitchRoll),
        Tangent("Quaternion.Lerp(Quaternion, Quaternion, Single)", LerpTangent, "jumps where the quaternions are perpendicular"),
        Row("Quaternion.Slerp(Quaternion, Quaternion, Single)", Slerp, "jumps where the quaternions are perpendicular"),
    ];

    private static Duals Product(Duals a, Duals b) => Duals.Of(
        (a.XYZ * b.W) + (b.XYZ * a.W) + Duals.Cross(a.XYZ, b.XYZ),
        (a.W * b.W) - Duals.Dot(a.XYZ, b.XYZ));

    private static Duals Inverse(Duals q) => Duals.Of(-q.XYZ, q.W) / Duals.Dot(q, q);

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

    // The shorter way round: the second one is turned over where the two look away from each other.
    private static Expression LooksAway(Duals a, Duals b) => Formula.Less(Duals.Dot(a, b).Value[0], 0);

    // n = u / |u| for u = a (1 - t) ± b t
    private static Terms LerpTangent(Duals a, Duals b, Duals t, Terms normal)
    {
        Duals near = a * (1 - t);
        Duals far = b * t;
        return NormalizeTangent(Duals.Choose(LooksAway(a, b), near - far, near + far), normal);
    }

    // a sin((1 - t) ω) / sin ω ± b sin(t ω) / sin ω; along the straight line where the angle ω is tiny
    private static Duals Slerp(Duals a, Duals b, Duals t)
    {
        Duals dot = Duals.Dot(a, b);
        Expression looksAway = LooksAway(a, b);
        Duals cosine = Duals.Choose(looksAway, -dot, dot);
        Duals angle = Duals.Acos(cosine);
        Expression isTiny = Formula.Greater(cosine.Value[0], 1 - 1e-6);
        Duals first = Duals.Choose(isTiny, 1 - t, Duals.Sin((1 - t) * angle) / Duals.Sin(angle));
        Duals second = Duals.Choose(isTiny, t, Duals.Sin(t * angle) / Duals.Sin(angle));
        return (a * first) + (b * Duals.Choose(looksAway, -second, second));
    }
}
