using System.Collections.Generic;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <content>Scalar shadows.</content>
internal sealed partial class Reverse
{
    /// <summary>
    /// What a rule is given for a <c>ref</c> shadow: the gradient of the argument where that is a variable; otherwise a
    /// variable of its own, from which the argument's gradients follow.
    /// <code>
    /// y = F(2 * x)   =>   double argumentGradient = 0; FVjp(2 * x, yGradient, ref argumentGradient); xGradient += 2 * argumentGradient
    /// </code>
    /// </summary>
    private sealed class Shadows(Reverse reverse, Call call, Step step)
    {
        private readonly List<Statement> before = [];
        private readonly List<Statement> after = [];

        public IReadOnlyList<Statement> Before => before;

        public IReadOnlyList<Statement> After => after;

        public Read Of(IrType type, int argument)
        {
            Expression value = call.Arguments[argument];
            if (value is Read read && read.Type == type && reverse.activity.IsActive(read.Variable))
            {
                return reverse.gradients.Of(read.Variable);
            }

            Variable shadow = reverse.identifiers.Fresh(call.Method.Parameters[argument].Name + "Gradient", type);
            before.Add(new Declare(shadow, Formula.Zero(type)));
            if (reverse.activity.HasActiveLeaf(value))
            {
                Adjoint adjoint = reverse.AdjointOf(step);
                adjoint.Visit(value, new Read(shadow));
                after.AddRange(adjoint.Before);
                after.AddRange(Added(adjoint.Contributions));
            }

            return new Read(shadow);
        }
    }
}
