using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator;

/// <content>What joins the halves: the stacks that they share.</content>
internal sealed partial class Recursion
{
    /// <summary>
    /// Pairs use the same stacks, each one for a value: what a pair leaves it takes before what was there, and a stack has
    /// one value of a pair only. Of several values of one type the first, second, ... of each pair share one.
    /// </summary>
    private static Variable[] Shared(EquatableArray<Variable> own, List<Variable> all, string? stem)
    {
        List<Variable> free = [.. all];
        List<Variable> shared = [];
        foreach (Variable stack in own)
        {
            Variable? known = free.Find(candidate => candidate.Type == stack.Type);
            free.Remove(known!);
            if (known is null)
            {
                // They come from several functions, each of which counts for itself.
                known = stack with { Id = all.Append(stack).Max(other => other.Id) + 1, Name = stem is null ? Names.Of(stack.Type.Element!) + "Stack" : stem + char.ToUpperInvariant(stack.Name[0]) + stack.Name.Substring(1) };
                all.Add(known);
            }

            shared.Add(known);
        }

        return [.. shared];
    }

    private static Function Renamed(Function half, EquatableArray<Variable> own, Variable[] names)
    {
        Variable Rename(Variable variable) => own.ToList().IndexOf(variable) is >= 0 and var index ? names[index] : variable;
        return half with
        {
            Parameters = half.Parameters.Select(parameter => parameter with { Variable = Rename(parameter.Variable) }).ToEquatableArray(),
            Body = Renaming.Apply(half.Body, Rename),
        };
    }

    /// <summary>All halves are given all stacks, which live as long as the member runs.</summary>
    private static DerivativeMember Connect(DerivativeMember member, List<Function> locals, List<Variable> stacks)
    {
        HashSet<string> named = [.. locals.Select(local => local.Name)];
        Identifiers identifiers = Identifiers.After(member.Function);
        Variable[] shared = [.. stacks.Select(stack => identifiers.Fresh(stack.Name, stack.Type))];
        List<Function> connected = [];
        foreach (Function local in locals)
        {
            Identifiers own = Identifiers.After(local);
            HashSet<Variable> has = [.. local.Parameters.Select(parameter => parameter.Variable)];
            Variable[] given = [.. stacks.Select(stack => has.Contains(stack) ? stack : own.Fresh(stack.Name, stack.Type))];
            connected.Add(local with
            {
                Parameters = [.. local.Parameters.Where(parameter => !stacks.Contains(parameter.Variable)), .. given.Select(stack => new Parameter(stack, IsActive: false))],
                Body = WithStacks(local.Body, given),
            });
        }

        Block body = WithStacks(member.Function.Body, shared);
        int first = body.Statements.ToList().FindIndex(statement => new Block([statement]).Variables().Any(shared.Contains));
        List<Statement> statements = [.. body.Statements];
        statements.InsertRange(Math.Max(first, 0), shared.Select(stack => new Declare(stack, null)));
        return member with { Function = member.Function with { Body = new Block(statements.ToEquatableArray()) }, Locals = Called(body, connected) };

        Block WithStacks(Block block, IReadOnlyList<Variable> given) => block.Expand(statement => [statement.MapExpressions(expression =>
            expression is Call { Method: { Container.Name: "" } method } call && named.Contains(method.Name)
                ? call with
                {
                    Method = method with { Parameters = [.. method.Parameters, .. given.Select(stack => new MethodParameter(stack.Name, stack.Type, ParameterUse.Input))] },
                    Arguments = [.. call.Arguments, .. given.Select(stack => new Read(stack))],
                }
                : expression)]);
    }

    /// <summary>The functions that a body calls, and those that these call: where a result has no gradient, a half may be left over.</summary>
    private static EquatableArray<Function> Called(Block body, List<Function> functions)
    {
        HashSet<string> called = [];
        Stack<Block> pending = new([body]);
        while (pending.Count > 0)
        {
            foreach (Call call in pending.Pop().AllExpressions().OfType<Call>().Where(call => call.Method.Container.Name.Length == 0 && called.Add(call.Method.Name)))
            {
                functions.Where(function => function.Name == call.Method.Name).ToList().ForEach(function => pending.Push(function.Body));
            }
        }

        return [.. functions.Where(function => called.Contains(function.Name))];
    }
}
