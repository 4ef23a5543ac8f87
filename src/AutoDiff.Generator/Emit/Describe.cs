using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>
/// The mathematics of a method and its gradient in closed form, where that can be told honestly. The value is read off
/// the method, the gradient off the generated code: the formulas say what the code does, not what it should do.
/// </summary>
internal static class Describe
{
    /// <summary>A longer formula explains less than the code below it.</summary>
    public const int Longest = 100;

    /// <summary>One line each for the value and the derivatives; lines that have no formula are left out.</summary>
    public static IReadOnlyList<Formula> Of(DifferentiableMethod method, DerivativeMember member, ParameterFacts facts)
    {
        List<Formula?> formulas = [Value(method, facts)];
        if (FormulaReader.From(member.Function, member.Companions, facts) is { } derivative)
        {
            formulas.AddRange(member.Companions.Where(companion => companion.IsWritten).Select(derivative.Of));
            if (derivative.Result is TupleValue { Elements: { Count: 2 } elements } && member.Kind != DerivativeKind.Vjp)
            {
                formulas.AddRange(member.Kind == DerivativeKind.Jvp
                    ? [derivative.Of(elements[1].Value) is { } tangent ? new Formula("tangent", tangent.Print()) : null]
                    : Derivatives(member, derivative, elements[1].Value));
            }
        }

        return [.. formulas.OfType<Formula>().Where(formula => formula.Text.Length <= Longest)];
    }

    private static Formula? Value(DifferentiableMethod method, ParameterFacts facts) =>
        FormulaReader.From(method.Primal, [], facts) is { Result: { } result } reader && reader.Of(result) is { } value
            ? new("value", value.Print())
            : null;

    private static IEnumerable<Formula?> Derivatives(DerivativeMember member, FormulaReader reader, Expression gradient)
    {
        IEnumerable<Expression> parts = gradient is TupleValue tuple ? tuple.Elements.Select(element => element.Value) : [gradient];
        return member.Request.Active.Zip(parts, (variable, part) =>
            reader.Of(part) is { } formula ? new Formula("d/d" + variable.Name, formula.Print()) : null);
    }
}
