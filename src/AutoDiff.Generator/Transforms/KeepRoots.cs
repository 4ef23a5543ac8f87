using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// Lets a buffer keep the variable that it came with: where that variable is assigned, another one is, so that the whole
/// buffer can be found again.
/// <code>
/// while (p.Length > 0) { s += p[0]; p = p[1..]; }
/// =>
/// ReadOnlySpan&lt;double&gt; pView = p; while (pView.Length > 0) { s += pView[0]; pView = pView[1..]; }
/// </code>
/// </summary>
internal static class KeepRoots
{
    public static Function Run(Function function)
    {
        Roots roots = Roots.Of(function);
        Identifiers identifiers = Identifiers.After(function);
        foreach (Parameter parameter in function.Parameters.Where(parameter => IsLost(parameter.Variable)))
        {
            function = function with { Body = FromFirstAssignment(function.Body, parameter.Variable, identifiers) };
        }

        return function with { Body = function.Body.Expand(OfLocal) };

        bool IsLost(Variable variable) => roots.IsReassigned(variable) && roots.IsRoot(variable);

        IEnumerable<Statement> OfLocal(Statement statement)
        {
            switch (statement)
            {
                case Declare { Value: { } value } declare when IsLost(declare.Variable) && !IsView(value):
                    Variable buffer = identifiers.Fresh(declare.Variable.Name + "Buffer", declare.Variable.Type);
                    return [declare with { Variable = buffer }, declare with { Value = new Read(buffer) }];
                case Assign { Target: Read { Type.IsView: true } target } assign when IsLost(target.Variable) && !IsView(assign.Value):
                    Variable other = identifiers.Fresh(target.Variable.Name + "Buffer", target.Type);
                    return [new Declare(other, assign.Value) { Origin = statement.Origin }, assign with { Value = new Read(other) }];
                default:
                    return [statement];
            }
        }

        static bool IsView(Expression value) => value is Read or Slice or Element or Conversion or Conditional or Constant { Text: "default" or "null" };
    }

    private static Block FromFirstAssignment(Block body, Variable parameter, Identifiers identifiers)
    {
        Variable view = identifiers.Fresh(parameter.Name + "View", parameter.Type);
        List<Statement> statements = [.. body.Statements];
        int first = statements.FindIndex(statement => new Block([statement]).SelfAndDescendants().Any(inner => Written.Variables(inner).Contains(parameter)));
        Block renamed = Renaming.Apply(new Block([.. statements.Skip(first)]), variable => variable.Equals(parameter) ? view : variable);
        return new Block([.. statements.Take(first), new Declare(view, new Read(parameter)), .. renamed.Statements]);
    }
}
