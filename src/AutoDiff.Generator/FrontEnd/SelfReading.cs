using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>
/// <c>p[i] += p[j] * w</c> => <c>p[i] = p[i] + p[j] * w</c>: an <see cref="Accumulate"/> is kept only where its value
/// cannot read its target, so that reversing it may leave the target's gradient alone.
/// </summary>
internal static class SelfReading
{
    public static Block Spell(Block body) => Spell(body, Roots.Of(body));

    private static Block Spell(Block body, Roots roots) => new(body.Statements.Select(statement => Spell(statement, roots)).ToEquatableArray());

    private static Statement Spell(Statement statement, Roots roots) => statement switch
    {
        Accumulate accumulate when MayRead(accumulate.Value, accumulate.Target, roots) => Spelled(accumulate),
        _ => statement.MapBlocks(block => Spell(block, roots)),
    };

    private static Assign Spelled(Accumulate accumulate) => accumulate.Value is Unary { Operator: UnaryOperator.Negate } negation
        ? new Assign(accumulate.Target, new Binary(BinaryOperator.Subtract, accumulate.Target, negation.Operand)) { Origin = accumulate.Origin }
        : new Assign(accumulate.Target, new Binary(BinaryOperator.Add, accumulate.Target, accumulate.Value)) { Origin = accumulate.Origin };

    private static bool MayRead(Expression value, Expression target, Roots roots) => value.SelfAndDescendants().Any(part => (part, target) switch
    {
        (Read read, Read scalar) => read.Variable == scalar.Variable,
        (Element element, Element place) => element.Type == place.Type && roots.MayOverlap(element.View, place.View),
        (Call call, Element place) => call.Arguments.Any(argument => argument.Type.IsView && argument.Type.Element == place.Type && roots.MayOverlap(argument, place.View)),
        (Opaque opaque, Element place) => opaque.Operands.Any(operand => operand.Type.IsView && roots.MayOverlap(operand, place.View)),
        _ => false,
    });
}
