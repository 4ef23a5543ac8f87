using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// Begins a scalar gradient where it is first heard of, so that nothing starts at zero only to be added to.
/// <code>
/// double aGradient = 0; aGradient += 2 * a;   =>   double aGradient = 2 * a;
/// </code>
/// </summary>
internal static class GradientPlacement
{
    /// <param name="statements">The block at whose end the gradient is gone.</param>
    /// <param name="gradient">The gradient's variable.</param>
    /// <param name="isDeclared">It is an <c>out</c> parameter: it is assigned rather than declared, and always.</param>
    public static void Place(List<Statement> statements, Variable gradient, bool isDeclared)
    {
        Statement Begin(Expression value, Origin? origin) =>
            isDeclared ? new Assign(new Read(gradient), value) { Origin = origin } : new Declare(gradient, value) { Origin = origin };

        int first = statements.FindIndex(statement => new Block([statement]).Variables().Contains(gradient));
        if (first < 0)
        {
            if (isDeclared)
            {
                statements.Add(Begin(Formula.Zero(gradient.Type), origin: null));
            }

            return;
        }

        Read target = new(gradient);
        switch (statements[first])
        {
            case Accumulate accumulate when accumulate.Target.Equals(target) && !accumulate.Value.Reads().Contains(gradient):
                statements[first] = Begin(accumulate.Value, accumulate.Origin);
                break;
            case Assign assign when assign.Target.Equals(target) && !assign.Value.Reads().Contains(gradient):
                statements[first] = Begin(assign.Value, assign.Origin);
                break;
            default:
                statements.Insert(first, Begin(Formula.Zero(gradient.Type), origin: null));
                break;
        }
    }
}
