using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// Leaves out the clearing of a gradient buffer whose first use is a loop that comes to each element once and adds to it.
/// <code>
/// xGradient.Clear(); for (int i = x.Length - 1; i >= 0; i--) xGradient[i] += e;
/// =>
/// for (int i = x.Length - 1; i >= 0; i--) xGradient[i] = e;
/// </code>
/// The loop must run over the whole length on every path; the buffer and <c>x</c> have been checked to be of one length.
/// </summary>
internal static class WriteOnce
{
    public static DerivativeMember Run(DerivativeMember member)
    {
        Dictionary<Variable, Variable> shapes = member.Companions
            .Where(companion => companion.Role == CompanionRole.Overwritten && companion.Variable.Type.IsView)
            .ToDictionary(companion => companion.Variable, companion => companion.Of!);
        List<Statement?> statements = [.. member.Function.Body.Statements];
        Occurrences occurrences = new(member.Function.Body.Statements);
        for (int i = 0; i < statements.Count; i++)
        {
            if (Zeroed(statements[i]!, shapes) is not (Variable buffer, Variable shape))
            {
                continue;
            }

            int first = occurrences.First(buffer, i + 1);
            if (first > 0 && statements[first] is For loop && Covers(loop, shape) && Overwriting(loop, buffer) is { } overwriting)
            {
                statements[first] = overwriting;
                if (statements[i] is Declare { Value: NewBuffer zeroed } declare)
                {
                    statements[i] = declare with { Value = zeroed with { Storage = BufferStorage.Workspace } };
                }
                else
                {
                    statements[i] = null;
                }
            }
        }

        return member with { Function = member.Function with { Body = new Block(statements.OfType<Statement>().ToEquatableArray()) } };
    }

    private static (Variable Buffer, Variable Shape)? Zeroed(Statement statement, Dictionary<Variable, Variable> shapes) => statement switch
    {
        Fill { Target: Read target, Value: Number { Value: 0 } } when shapes.TryGetValue(target.Variable, out Variable? shape) => (target.Variable, shape),
        Declare { Value: NewBuffer { Storage: BufferStorage.WorkspaceZeroed, Count: Length { View: Read shape } }, Variable: var buffer }
            when buffer.Name.EndsWith("Gradient", System.StringComparison.Ordinal) => (buffer, shape.Variable),
        _ => null,
    };

    // Forwards from zero, or backwards to zero, over the whole length.
    private static bool Covers(For loop, Variable shape)
    {
        Length length = new(new Read(shape));
        return loop.Exit is null && loop.Step switch
        {
            1 => loop is { From: Number { Value: 0 }, Comparison: BinaryOperator.Less } && loop.Bound.Equals(length),
            -1 => loop is { Bound: Number { Value: 0 }, Comparison: BinaryOperator.GreaterOrEqual, From: Binary { Operator: BinaryOperator.Subtract, Right: Number { Value: 1 } } from }
                && from.Left.Equals(length),
            _ => false,
        };
    }

    private static For? Overwriting(For loop, Variable buffer)
    {
        Element element = new(new Read(buffer), new Read(loop.Counter));
        List<Statement> body = [.. loop.Body.Statements];
        int first = body.FindIndex(statement => new Block([statement]).Variables().Contains(buffer));
        if (body[first] is not Accumulate accumulate || !accumulate.Target.Equals(element) || accumulate.Value.Reads().Contains(buffer))
        {
            return null;
        }

        // Any other use must be of the same element, or it would see what a later iteration has yet to write.
        int mentions = body.Skip(first).SelectMany(statement => new Block([statement]).SelfAndDescendants()).Sum(statement => statement.Mentions().Count(buffer.Equals));
        int own = body.Skip(first)
            .SelectMany(statement => new Block([statement]).SelfAndDescendants())
            .SelectMany(statement => statement.Expressions())
            .SelectMany(expression => expression.SelfAndDescendants())
            .Count(element.Equals);
        if (mentions != own)
        {
            return null;
        }

        body[first] = new Assign(element, accumulate.Value) { Origin = accumulate.Origin };
        return loop with { Body = new Block(body.ToEquatableArray()) };
    }
}
