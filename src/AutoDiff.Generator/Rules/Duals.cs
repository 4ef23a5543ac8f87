using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Rules;

/// <summary>
/// The numbers of an aggregate together with their tangents. A function that is written over them is differentiated by
/// being written: <c>a * b</c> has the tangent <c>a * b' + a' * b</c>.
/// </summary>
internal sealed class Duals(Terms value, Terms tangent)
{
    public Terms Value { get; } = value;

    public Terms Tangent { get; } = tangent;

    public Duals this[int index] => new(Value[index], Tangent[index]);

    public Duals X => this[0];

    public Duals Y => this[1];

    public Duals Z => this[2];

    public Duals W => this[3];

    /// <summary>The vector part of a quaternion or a plane.</summary>
    public Duals XYZ => Part(0, 3);

    public static Duals operator +(Duals left, Duals right) => new(left.Value + right.Value, left.Tangent + right.Tangent);

    public static Duals operator +(double left, Duals right) => right.Constant(left) + right;

    public static Duals operator -(Duals left, Duals right) => new(left.Value - right.Value, left.Tangent - right.Tangent);

    public static Duals operator -(double left, Duals right) => right.Constant(left) - right;

    public static Duals operator -(Duals operand) => new(-operand.Value, -operand.Tangent);

    public static Duals operator *(Duals left, Duals right) =>
        new(left.Value * right.Value, (left.Tangent * right.Value) + (left.Value * right.Tangent));

    public static Duals operator *(double left, Duals right) => new(left * right.Value, left * right.Tangent);

    public static Duals operator /(Duals left, Duals right) =>
        new(left.Value / right.Value, (left.Tangent - (left.Value / right.Value * right.Tangent)) / right.Value);

    public Duals Part(int start, int count) => new(Value.Part(start, count), Tangent.Part(start, count));

    public Duals Sum() => new(Value.Sum(), Tangent.Sum());

    /// <summary>A number that does not change, of the same type.</summary>
    public Duals Constant(double number) => new(Formula.Literal(Value[0].Type, number), Formula.Zero(Value[0].Type));

    public static Duals Of(params Duals[] parts) =>
        new(Terms.Of([.. parts.Select(part => part.Value)]), Terms.Of([.. parts.Select(part => part.Tangent)]));

    public static Duals Dot(Duals left, Duals right) => (left * right).Sum();

    public static Duals Cross(Duals a, Duals b) => Of((a.Y * b.Z) - (a.Z * b.Y), (a.Z * b.X) - (a.X * b.Z), (a.X * b.Y) - (a.Y * b.X));

    public static Duals Sin(Duals x) => new(x.Value.Each(Formula.Sin), x.Value.Each(Formula.Cos) * x.Tangent);

    public static Duals Cos(Duals x) => new(x.Value.Each(Formula.Cos), -(x.Value.Each(Formula.Sin) * x.Tangent));

    public static Duals Sqrt(Duals x) => new(x.Value.Each(Formula.Sqrt), x.Tangent / (2 * x.Value.Each(Formula.Sqrt)));

    public static Duals Tan(Duals x) => Sin(x) / Cos(x);

    public static Duals Choose(Expression condition, Duals whenTrue, Duals whenFalse) =>
        new(Terms.Choose(condition, whenTrue.Value, whenFalse.Value), Terms.Choose(condition, whenTrue.Tangent, whenFalse.Tangent));
}
