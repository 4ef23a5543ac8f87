using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// Puts the checks of destinations behind the author's own guards: sizes agree, and nothing that is written shares memory
/// with anything else.
/// </summary>
internal static class EntryChecks
{
    private static readonly TypeName Checker = new("AutoDiff.CompilerServices", "Destination");

    public static GradientMember Run(GradientMember member, Function primal)
    {
        Statement[] checks = [.. Checks(member, primal)];
        List<Statement> statements = [.. member.Function.Body.Statements];
        statements.InsertRange(CountOfGuards(statements), checks);
        return member with { Function = member.Function with { Body = new Block(statements.ToEquatableArray()) } };
    }

    private static IEnumerable<Statement> Checks(GradientMember member, Function primal)
    {
        Variable[] views = [.. primal.Parameters.Select(parameter => parameter.Variable).Where(variable => variable.Type.IsView)];
        Timeline timeline = new(primal, Roots.Of(primal));
        Variable[] written = [.. views.Where(timeline.IsContentWritten)];
        for (int i = 0; i < written.Length; i++)
        {
            if (written[i].Type.IsJagged)
            {
                yield return Check("CheckRowsApart", written[i]);
            }

            foreach (Variable other in views.Where(other => !written.Take(i + 1).Contains(other)))
            {
                yield return Check("CheckApart", written[i], other);
            }
        }

        Destination[] buffers = [.. member.Destinations.Where(destination => destination.Variable.Type.IsView)];
        for (int i = 0; i < buffers.Length; i++)
        {
            Destination destination = buffers[i];
            yield return Check("Check", destination.Variable, destination.Of);
            if (destination.Variable.Type.IsJagged)
            {
                yield return Check("CheckRowsApart", destination.Variable);
            }

            foreach (Variable other in views.Where(other => !other.Equals(destination.Of)).Concat(buffers.Take(i).Select(earlier => earlier.Variable)))
            {
                yield return Check("CheckApart", destination.Variable, other);
            }
        }
    }

    private static Evaluate Check(string name, params Variable[] buffers)
    {
        Method method = new(Checker, name, IrType.Void, [.. buffers.Select((buffer, i) => new MethodParameter(i == 0 ? "destination" : "other", buffer.Type, ParameterUse.Input))]);
        return new Evaluate(new Call(method, [.. buffers.Select(buffer => new Read(buffer))]));
    }

    /// <summary>Up to the last guard at the top; the numbers and answers that guards ask for may stand between them.</summary>
    private static int CountOfGuards(List<Statement> statements)
    {
        int top = statements.TakeWhile(statement => IsGuard(statement) || statement is Declare { Variable.Type.CanBeActive: false }).Count();
        return top == 0 ? 0 : statements.FindLastIndex(top - 1, top, IsGuard) + 1;
    }

    private static bool IsGuard(Statement statement) => statement switch
    {
        If { Else.Statements.Count: 0 } guard => guard.Then.Statements.Count > 0 && guard.Then.Statements.All(inner => inner is Throw),
        Declare { Value: Constant } or Evaluate { Value: Opaque } => true,
        Evaluate { Value: Call call } => !call.Method.HasDeclaredRules,
        _ => false,
    };
}
