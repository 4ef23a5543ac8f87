using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using static AutoDiff.Generator.Rules.NumericsRow;

namespace AutoDiff.Generator.Rules;

/// <content><c>Vector2</c>, <c>Vector3</c>, <c>Vector4</c> and <c>Plane</c>.</content>
internal static partial class NumericsTable
{
    private static readonly string[] Axes = ["UnitX", "UnitY", "UnitZ", "UnitW"];

    /// <summary>What has one vector type only.</summary>
    private static NumericsRule[] SingleVectorRows =>
    [
        Row("Vector3.Cross(Vector3, Vector3)", Duals.Cross),
        Row("Vector2.Cross(Vector2, Vector2)", (a, b) => (a.X * b.Y) - (a.Y * b.X)),
        Row("Vector2.Reflect(Vector2, Vector2)", Reflected),
        Row("Vector3.Reflect(Vector3, Vector3)", Reflected),
        Exact("new Vector2(Single, Single)", Members),
        Exact("new Vector3(Single, Single, Single)", Members),
        Exact("new Vector3(Vector2, Single)", Members),
        Exact("new Vector4(Single, Single, Single, Single)", Members),
        Exact("new Vector4(Vector2, Single, Single)", Members),
        Exact("new Vector4(Vector3, Single)", Members),
        Exact("new Plane(Single, Single, Single, Single)", Members),
        Exact("new Plane(Vector3, Single)", Members),
        Exact("new Plane(Vector4)", Members),
        Row("Plane.Dot(Plane, Vector4)", Duals.Dot),
        Row("Plane.DotCoordinate(Plane, Vector3)", (p, v) => Duals.Dot(p.XYZ, v) + p.W),
        Row("Plane.DotNormal(Plane, Vector3)", (p, v) => Duals.Dot(p.XYZ, v)),
    ];

    private static NumericsRule[] VectorRows(string type, int count) =>
    [
        Each($"{type} + {type}", (a, b) => a + b),
        Each($"{type} - {type}", (a, b) => a - b),
        Each($"{type} * {type}", (a, b) => a * b),
        Each($"{type} * Single", (a, s) => a * s),
        Each($"Single * {type}", (s, a) => s * a),
        Each($"{type} / {type}", (a, b) => a / b),
        Each($"{type} / Single", (a, s) => a / s),
        Each($"-{type}", a => -a),
        Each($"{type}.Add({type}, {type})", (a, b) => a + b),
        Each($"{type}.Subtract({type}, {type})", (a, b) => a - b),
        Each($"{type}.Multiply({type}, {type})", (a, b) => a * b),
        Each($"{type}.Multiply({type}, Single)", (a, s) => a * s),
        Each($"{type}.Multiply(Single, {type})", (s, a) => s * a),
        Each($"{type}.Divide({type}, {type})", (a, b) => a / b),
        Each($"{type}.Divide({type}, Single)", (a, s) => a / s),
        Each($"{type}.Negate({type})", a => -a),
        Each($"{type}.Abs({type})", Formula.Abs),
        Each($"{type}.SquareRoot({type})", Formula.Sqrt),
        Exact($"new {type}(Single)", a => [.. Enumerable.Repeat(a[0][0], count)]),
        Value($"{type}.Zero", Single, new double[count]),
        Value($"{type}.One", Single, [.. Enumerable.Repeat(1.0, count)]),
        .. Enumerable.Range(0, count).Select(axis => Value($"{type}.{Axes[axis]}", Single, [.. Enumerable.Range(0, count).Select(i => i == axis ? 1.0 : 0)])),
        .. Comparisons(type),

        Row($"{type}.Dot({type}, {type})", Duals.Dot),
        Tangent($"{type}.Length()", NormTangent, "0 at the zero vector"),
        Row($"{type}.LengthSquared()", v => Duals.Dot(v, v)),
        Tangent($"{type}.Distance({type}, {type})", (a, b, y) => NormTangent(a - b, y), "0 where the points meet"),
        Row($"{type}.DistanceSquared({type}, {type})", (a, b) => Duals.Dot(a - b, a - b)),
        Prepared($"{type}.Normalize({type})", Normalized, "NaN at the zero vector, as the value"),
        Row($"{type}.Lerp({type}, {type}, Single)", (a, b, t) => (a * (1 - t)) + (b * t)),
        Row($"{type}.Lerp({type}, {type}, {type})", (a, b, t) => (a * (1 - t)) + (b * t)),
        Tangent($"{type}.Min({type}, {type})", (a, b, _) => Chosen(a, b, Formula.Less), "½ and ½ at a tie"),
        Tangent($"{type}.Max({type}, {type})", (a, b, _) => Chosen(a, b, Formula.Greater), "½ and ½ at a tie"),
        Tangent($"{type}.Clamp({type}, {type}, {type})", (x, low, high, _) => Clamped(x, low, high), "the value's own at its bounds, so 1 and 0"),
    ];

    private static IEnumerable<NumericsRule> Comparisons(string type) =>
    [
        Exact($"{type} == {type}", a => [Same(a)]),
        Exact($"{type} != {type}", a => [Formula.Opposite(Same(a))]),
    ];

    private static Expression Same(IReadOnlyList<IReadOnlyList<Expression>> sides) =>
        sides[0].Zip(sides[1], Formula.Equal).Aggregate(Formula.Both);

    private static Expression[] Members(IReadOnlyList<IReadOnlyList<Expression>> arguments) => [.. arguments.SelectMany(argument => argument)];

    private static Duals Reflected(Duals vector, Duals normal) => vector - (2 * Duals.Dot(vector, normal) * normal);

    // √(x² + y²)' = (x x' + y y') / √(x² + y²)
    private static Terms NormTangent(Duals vector, Terms norm) =>
        Terms.Zip(Terms.Dot(vector.Value, vector.Tangent) / norm, norm, (slope, y) =>
            Terms.IsZero(slope) ? slope : Formula.Choose(Formula.Equal(y, 0), 0, slope));

    // n = v / |v|:   n' = (v' - n (n · v')) / |v|
    private static Func<IReadOnlyList<Duals>, Terms, Terms> Normalized(IReadOnlyList<Terms> arguments, Func<string, Terms, Terms> name)
    {
        Terms length = name("length", Terms.Length(arguments[0]));
        return (moved, normal) => NormalizeTangent(moved[0].Tangent, normal, length);
    }

    private static Terms NormalizeTangent(Terms tangent, Terms normal, Terms length) =>
        (tangent - (normal * Terms.Dot(normal, tangent))) / length;

    private static Terms Chosen(Duals a, Duals b, Func<Expression, Expression, Expression> wins) => new(
    [
        .. Enumerable.Range(0, a.Value.Count).Select(i =>
        {
            (Expression x, Expression y) = (a.Value[i], b.Value[i]);
            Terms tie = 0.5 * (a[i].Tangent + b[i].Tangent);
            return Terms.Choose(wins(x, y), a[i].Tangent, Terms.Choose(Formula.Equal(x, y), tie, b[i].Tangent))[0];
        }),
    ]);

    private static Terms Clamped(Duals x, Duals low, Duals high) => new(
    [
        .. Enumerable.Range(0, x.Value.Count).Select(i =>
            Terms.Choose(
                Formula.Greater(x.Value[i], high.Value[i]),
                high[i].Tangent,
                Terms.Choose(
                    Formula.Less(x.Value[i], low.Value[i]),
                    Terms.Choose(Formula.Greater(low.Value[i], high.Value[i]), high[i].Tangent, low[i].Tangent),
                    x[i].Tangent))[0]),
    ]);
}
