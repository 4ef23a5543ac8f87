using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// Begins scalar gradients where they are first heard of, so that nothing starts at zero only to be added to.
/// <code>
/// double aGradient = 0; aGradient += 2 * a;   =>   double aGradient = 2 * a;
/// </code>
/// </summary>
internal static class GradientPlacement
{
    /// <param name="statements">The block at whose end the gradients are gone.</param>
    /// <param name="gradients">The gradients' variables.</param>
    /// <param name="areDeclared">They are <c>out</c> parameters: they are assigned rather than declared, and always.</param>
    public static List<Statement> Place(IReadOnlyList<Statement> statements, IEnumerable<Variable> gradients, bool areDeclared)
    {
        Occurrences occurrences = new(statements);
        Statement[] placed = [.. statements];
        ILookup<int, Variable> byFirst = gradients.ToLookup(gradient => occurrences.First(gradient));
        List<Statement> result = [];
        for (int i = 0; i < placed.Length; i++)
        {
            Cancellation.Check();
            foreach (Variable gradient in byFirst[i])
            {
                if (ValueOf(placed[i], gradient) is { } value)
                {
                    placed[i] = Begin(gradient, value, placed[i].Origin);
                }
                else
                {
                    result.Add(Begin(gradient, Formula.Zero(gradient.Type), origin: null));
                }
            }

            result.Add(placed[i]);
        }

        return areDeclared ? [.. result, .. byFirst[-1].Select(gradient => Begin(gradient, Formula.Zero(gradient.Type), origin: null))] : result;

        Statement Begin(Variable gradient, Expression value, Origin? origin) =>
            areDeclared ? new Assign(new Read(gradient), value) { Origin = origin } : new Declare(gradient, value) { Origin = origin };
    }

    /// <summary>What a statement gives a gradient that has not begun, or null if it needs one that has.</summary>
    private static Expression? ValueOf(Statement statement, Variable gradient) => statement switch
    {
        Accumulate { Target: Read target } accumulate when target.Variable.Equals(gradient) && !accumulate.Value.Reads().Contains(gradient) => accumulate.Value,
        Assign { Target: Read target } assign when target.Variable.Equals(gradient) && !assign.Value.Reads().Contains(gradient) => assign.Value,
        _ => null,
    };
}
