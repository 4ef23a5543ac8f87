using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// Gives a scalar that is assigned anew in the block that declares it a variable of its own from there on, so that its
/// earlier value survives.
/// <code>
/// double a = x; a = a * a; a = Math.Sin(a);   =>   double a = x; double a2 = a * a; double a3 = Math.Sin(a2);
/// </code>
/// </summary>
internal static class SplitLifetimes
{
    public static Function Run(Function function)
    {
        Splitting splitting = new(Identifiers.After(function));
        Block body = splitting.Split(function.Body, function.Parameters
            .Where(parameter => parameter.Passing is ParameterPassing.Value)
            .Select(parameter => parameter.Variable));
        return function with { Body = body };
    }

    private sealed class Splitting(Identifiers identifiers)
    {
        public Block Split(Block block, IEnumerable<Variable> declaredOutside)
        {
            HashSet<Variable> own = [.. declaredOutside];
            Dictionary<Variable, Variable> current = [];
            Dictionary<Variable, int> versions = [];
            List<Statement> result = [];
            foreach (Statement statement in block.Statements)
            {
                Statement renamed = Rename(statement, current);
                switch (renamed)
                {
                    case Declare declare:
                        own.Add(declare.Variable);
                        break;
                    case Assign { Target: Read { Type.IsView: false } target } assign when own.Contains(target.Variable):
                        Variable original = ((Read)((Assign)statement).Target).Variable;
                        versions[original] = versions.TryGetValue(original, out int version) ? version + 1 : 2;
                        Variable next = identifiers.Fresh(original.Name + versions[original].ToString(CultureInfo.InvariantCulture), target.Type);
                        current[original] = next;
                        own.Add(next);
                        renamed = new Declare(next, assign.Value) { Origin = assign.Origin };
                        break;
                }

                result.Add(renamed.MapBlocks(inner => Split(inner, [])));
            }

            return new Block(result.ToEquatableArray());
        }

        private static Statement Rename(Statement statement, Dictionary<Variable, Variable> current)
        {
            if (current.Count == 0)
            {
                return statement;
            }

            return Renaming.Apply(statement, variable => current.TryGetValue(variable, out Variable? next) ? next : variable);
        }
    }
}
