using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// Forward mode: beside each statement of the source stands the one that computes the tangent of what it computes.
/// <code>
/// x = e(a, b);   =>   xTangent = ∂e/∂a * aTangent + ∂e/∂b * bTangent; x = e(a, b);
/// </code>
/// It takes any statement of the IR, those that reverse mode writes among them: forward mode over a gradient is the
/// product of the Hessian with a direction.
/// </summary>
internal sealed partial class Forward
{
    private readonly Function primal;
    private readonly Identifiers identifiers;
    private readonly Roots roots;
    private readonly Activity activity;
    private readonly Tangents tangents;
    private readonly EquatableArray<Companion> companions;

    private Forward(Function primal, Request request)
    {
        this.primal = primal;
        identifiers = Identifiers.After(primal);
        roots = Roots.Of(primal);
        activity = Activity.WithCompany(primal, roots);
        tangents = new Tangents(identifiers);
        tangents.NoteHeld(primal);
        companions = Companions.Of(primal, request, DerivativeKind.Jvp, identifiers);
    }

    /// <summary>The Jacobian-vector product of a function whose last statement is its only <see cref="Return"/>, if it has one.</summary>
    public static DerivativeMember Run(Function primal, Request request)
    {
        Forward forward = new(primal, request);
        Function function = forward.Differentiate(request.Name + "Jvp");
        return new DerivativeMember(request, DerivativeKind.Jvp, function, forward.companions) { Recorded = [] };
    }

    private Function Differentiate(string name)
    {
        foreach (Companion companion in companions)
        {
            tangents.Bind(companion.Of!, companion.Variable);
        }

        if (primal.Body.Returned is Read { Type: { IsView: true, CanBeActive: true } } array)
        {
            // It leaves the method as the array does.
            tangents.Bind(array.Variable, identifiers.Fresh(array.Variable.Name + "Tangent", array.Type));
        }

        List<Statement> statements = [.. primal.Body.Statements];
        int guards = Guards.CountAtTop(statements);
        Statement[] beginnings = [.. Beginnings()];
        Block body = new([.. statements.Take(guards), .. beginnings, .. DifferentiatedAll(statements.Skip(guards))]);
        EquatableArray<Parameter> parameters =
        [
            .. primal.Parameters,
            .. companions.Select(companion => new Parameter(companion.Variable, IsActive: false, companion.Passing)),
        ];
        IrType type = body.Returned?.Type ?? IrType.Void;
        return new Function(name, parameters, type, body);
    }

    /// <summary>Tangents of parameters that begin at zero, and those that nothing else gives a value.</summary>
    private IEnumerable<Statement> Beginnings()
    {
        foreach (Companion constant in companions.Where(companion => companion.IsWritten && !activity.IsActive(companion.Of!)))
        {
            Read target = new(constant.Variable);
            yield return constant.Variable.Type.IsView
                ? new Fill(target, Formula.Zero(constant.Variable.Type.Element!))
                : new Assign(target, Formula.Zero(constant.Variable.Type));
        }

        foreach (Variable variable in primal.Parameters.Select(parameter => parameter.Variable).Where(variable => activity.IsActive(variable) && !tangents.Has(variable)))
        {
            Variable tangent = tangents.Of(variable);
            yield return new Declare(tangent, variable.Type.IsView ? Shapes.Zeros(tangent.Type, new Read(variable)) : Formula.Zero(variable.Type));
        }
    }

    private Block Differentiated(Block block) => new(DifferentiatedAll(block.Statements).ToEquatableArray());

    /// <summary>
    /// Statement by statement; but where the numbers of one value are declared together, with partials that may read each
    /// other, their tangents come after the last of them.
    /// </summary>
    private IEnumerable<Statement> DifferentiatedAll(IEnumerable<Statement> statements)
    {
        List<Statement> waiting = [];
        foreach (Statement statement in statements)
        {
            if (statement is Declare { Value: WithPartials stated } declare)
            {
                yield return statement;
                if (IsActive(declare.Variable))
                {
                    waiting.AddRange(Quoted(WithTangent(declare, stated, tangent => new Declare(tangents.Of(declare.Variable), tangent)), statement));
                }

                continue;
            }

            foreach (Statement tangent in waiting)
            {
                yield return tangent;
            }

            waiting.Clear();
            foreach (Statement part in Differentiated(statement))
            {
                yield return part;
            }
        }

        foreach (Statement tangent in waiting)
        {
            yield return tangent;
        }
    }

    private IEnumerable<Statement> Differentiated(Statement statement) => statement.Blocks().Count > 0
        ? [statement.MapBlocks(Differentiated)]
        : Simple(statement);
}
