using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// What a method that calls itself captures becomes its parameters: it will be a function of its own.
/// <code>
/// double Rec(int n) => n == 0 ? x : Rec(n - 1) * x;  Rec(4)   =>   double Rec(int n, double x) => n == 0 ? x : Rec(n - 1, x) * x;  Rec(4, x)
/// </code>
/// Captured numbers that it writes are passed by reference.
/// </summary>
internal sealed class LiftCaptures
{
    private readonly Dictionary<string, Helper> helpers;
    private readonly Dictionary<string, Variable[]> lifted = [];
    private readonly HashSet<Variable> written;

    private LiftCaptures(IEnumerable<Helper> helpers)
    {
        this.helpers = helpers.ToDictionary(helper => helper.Key);
        CallGraph graph = new(this.helpers.Values);
        foreach (string key in this.helpers.Keys.Where(graph.IsRecursive))
        {
            lifted[key] = [.. Free(key)];
        }

        written = [.. this.helpers.Values.SelectMany(helper => helper.Function.Body.SelfAndDescendants().SelectMany(Written.Variables))];
    }

    /// <summary>The annotated method and its helpers, of which those that call themselves capture nothing.</summary>
    public static (Function Function, EquatableArray<Helper> Helpers) Run(Function function, EquatableArray<Helper> helpers)
    {
        LiftCaptures lift = new(helpers);
        return lift.lifted.Values.All(variables => variables.Length == 0)
            ? (function, helpers)
            : (lift.WithArguments(function), helpers.Select(lift.Lift).ToEquatableArray());
    }

    /// <summary>What a body and the bodies that it calls read and write of others. A lambda may capture what its caller declares.</summary>
    private HashSet<Variable> Free(string start)
    {
        HashSet<Variable> free = [];
        HashSet<string> seen = [start];
        Stack<string> pending = new([start]);
        HashSet<Variable> own = [];
        while (pending.Count > 0)
        {
            Function function = helpers[pending.Pop()].Function;
            own.UnionWith(function.Parameters.Select(parameter => parameter.Variable));
            own.UnionWith(function.Body.SelfAndDescendants().SelectMany(Written.Declared));
            free.UnionWith(function.Body.Variables());
            foreach (string callee in CallGraph.CallsOf(function).Where(key => helpers.ContainsKey(key) && seen.Add(key)))
            {
                pending.Push(callee);
            }
        }

        free.ExceptWith(own);
        return free;
    }

    private Helper Lift(Helper helper)
    {
        Function function = WithArguments(helper.Function);
        if (!lifted.TryGetValue(helper.Key, out Variable[]? variables))
        {
            return helper with { Function = function };
        }

        function = function with { Parameters = [.. function.Parameters, .. variables.Select(variable => new Parameter(variable, IsActive: false, PassingOf(variable)))] };
        return Array.Exists(variables, variable => written.Contains(variable) && variable.Type.Kind is not (>= TypeKind.Bool and <= TypeKind.Generic))
            ? helper with { Function = function, Refusals = [.. helper.Refusals, new Refusal(RefusalIds.UnsupportedMethod, -1, [function.Name, "recursive, and assigns a buffer or an object that it captures", "pass it as a parameter, and return the new one"])] }
            : helper with { Function = function };
    }

    private Function WithArguments(Function function) => function with
    {
        Body = function.Body.Expand(statement => [statement.MapExpressions(expression => expression.Rewrite(node =>
            node is Call { Method: { Body: { } key } method } call && lifted.TryGetValue(key, out Variable[]? variables) && variables.Length > 0
                ? call with
                {
                    Method = method with { Parameters = [.. method.Parameters, .. variables.Select(ParameterOf)] },
                    Arguments = [.. call.Arguments, .. variables.Select(variable => new Read(variable))],
                    Captured = [],
                }
                : node))]),
    };

    private MethodParameter ParameterOf(Variable variable) => new(
        variable.Name,
        variable.Type,
        variable.Type.Kind is TypeKind.Span or TypeKind.Array or TypeKind.Grid || PassingOf(variable) == ParameterPassing.Ref ? ParameterUse.Updated : ParameterUse.Input)
    {
        Passing = PassingOf(variable),
    };

    private ParameterPassing PassingOf(Variable variable) => written.Contains(variable) ? ParameterPassing.Ref : ParameterPassing.Value;
}
