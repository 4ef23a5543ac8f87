using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// Passes a copy of a grid that lives on after its block to a method that stays a call and only reads it: the grid itself
/// can be laid out in one buffer then (<see cref="FlattenGrids"/>), which is no array of several dimensions that could be passed.
/// <code>
/// for (…) { m = F(m); }   =>   for (…) { double[,] mPassed = new double[m.GetLength(0), m.GetLength(1)]; mPassed[i, j] = m[i, j]; m = F(mPassed); }
/// </code>
/// </summary>
internal static class PassGrids
{
    public static Function Run(Function function, Func<Call, bool> isPair)
    {
        Roots roots = Roots.Of(function);
        HashSet<Variable> escaping = Escapes.Of(function, roots);
        if (!escaping.Any(variable => variable.Type.Kind == TypeKind.Grid))
        {
            return function;
        }

        Families families = Families.Of(function, type => type.Kind == TypeKind.Grid, call => isPair(call) ? [.. Enumerable.Range(0, call.Arguments.Count).Where(i => IsRead(call, i)).Select(i => call.Arguments[i])] : []);
        Identifiers identifiers = Identifiers.After(function);
        bool isCopied(Call call, int i) => IsRead(call, i)
            && call.Arguments[i] is Read { Variable: var grid }
            && families.IsOwn(grid)
            && families.MembersOf(grid).Any(escaping.Contains);
        return function with
        {
            Body = function.Body.Expand(statement => statement is not (If or For or While) && statement.Expressions() is [.., Call call] && isPair(call) ? Passed(statement, call, isCopied, identifiers) : [statement]),
        };
    }

    private static bool IsRead(Call call, int argument) =>
        call.Method.Parameters[argument] is { Type: { Kind: TypeKind.Grid, Rank: <= 3 }, Use: ParameterUse.Input, Passing: ParameterPassing.Value };

    private static List<Statement> Passed(Statement statement, Call call, Func<Call, int, bool> isCopied, Identifiers identifiers)
    {
        List<Statement> statements = [];
        Expression[] arguments = [.. call.Arguments];
        for (int i = 0; i < arguments.Length; i++)
        {
            if (isCopied(call, i))
            {
                GridLengths lengths = GridLengths.Of(arguments[i].Type, Names.Of(arguments[i]) + "Passed", identifiers);
                Variable copy = identifiers.Fresh(Names.Of(arguments[i]) + "Passed", arguments[i].Type);
                Expression source = arguments[i];
                statements.AddRange(lengths.Declared(source));
                statements.Add(new Declare(copy, lengths.NewGrid(copy.Type)));
                statements.Add(lengths.ForEach(identifiers, (place, _) => new Assign(new Element(new Read(copy), place), new Element(source, place))));
                arguments[i] = new Read(copy);
            }
        }

        Call passed = call with { Arguments = [.. arguments] };
        return [.. statements.Select(made => made with { Origin = statement.Origin }), statement.MapExpressions(expression => ReferenceEquals(expression, call) ? passed : expression)];
    }
}
