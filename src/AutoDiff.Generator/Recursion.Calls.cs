using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using AutoDiff.Generator.Transforms;

namespace AutoDiff.Generator;

/// <content>The calls that become calls of halves, and what stands in the way.</content>
internal sealed partial class Recursion
{
    /// <summary>The halves of a pair take their buffers to be apart where one of them is written.</summary>
    private static bool PassesTwice(Call call, Roots roots)
    {
        Expression[] references = [.. call.Arguments.Where((_, i) => call.Method.Parameters[i].Passing is ParameterPassing.Ref or ParameterPassing.Out), .. call.Captured.Select(variable => new Read(variable))];
        return references.Distinct().Count() < references.Length || Enumerable.Range(0, call.Arguments.Count).Any(i =>
            call.Arguments[i].Type.IsView
            && call.Method.Parameters[i].Use != ParameterUse.Input
            && Enumerable.Range(0, call.Arguments.Count).Any(j => j != i && call.Arguments[j].Type.IsView && roots.MayMeet(call.Arguments[i], call.Arguments[j])));
    }

    private string? Obstacle(Call call, Roots roots, HashSet<Call> claimed) =>
        call.Type.IsView && call.Type.CanBeActive && !call.Method.GivesOwn ? "a method that calls itself returns it"
        : call.Changes.Any(variable => variable.Type.IsView) ? "a method that calls itself replaces it, where it could return an array of numbers"
        : PassesTwice(call, roots) ? "a method that calls itself is given one buffer twice and writes to it"
        : call.Type.Kind != TypeKind.Array ? null
        : ReturnedArrays.MayBeNull(BodyOf(call.Method.Body!)) ? "a method that calls itself may return null for it, where it could return an empty array"
        : ReturnedArrays.IsWrittenAfterwards(BodyOf(call.Method.Body!)) ? "a method that calls itself returns it, and then writes to it in 'finally'"
        : claimed.Contains(call) ? Lent(call)
        : null;

    // What a method gives may be what another one gave it.
    private string? Lent(Call call)
    {
        HashSet<string> seen = [call.Method.Body!];
        Stack<string> pending = new(seen);
        while (pending.Count > 0)
        {
            Function body = Sketched(BodyOf(pending.Pop())).Function;
            if (ReturnedArrays.MayLend(body, IsPair))
            {
                return "a method that calls itself may return one of its arguments, or a field, which is written later, where it could return a copy";
            }

            if (ReturnedArrays.MayLendRows(body, IsPair))
            {
                return "a method that calls itself returns it with rows that may have other names, and one is written later, where they could be copies";
            }

            if (ReturnedArrays.MayGiveTwice(body))
            {
                return "a method that calls itself may return it twice, and it is written later, where one could be a copy";
            }

            IEnumerable<string> rows = body.Body.AllExpressions().OfType<Call>().Select(inner => inner.Method.Body).OfType<string>().Where(key => helpers.ContainsKey(key) && PackedOf(key) is { HasRows: true });
            ReturnedArrays.GivenBy(body).Concat(rows).Where(seen.Add).ToList().ForEach(pending.Push);
        }

        return null;
    }

    /// <summary>Numbers, or a buffer of them, that become an object: what is done with it could not be followed.</summary>
    private Refusal? Hidden(Call call, bool[] varied)
    {
        EquatableArray<Parameter> parameters = OneResultOf(call.Method.Body!).Parameters;
        int hidden = Enumerable.Range(0, varied.Length).ToList().FindIndex(i => varied[i] && call.Arguments[i].Type.CanBeActive && !parameters[i].Variable.Type.CanBeActive);
        return hidden < 0 ? null
            : new Refusal(RefusalIds.DerivativeLost, call.Site, [Printer.Print(call.Arguments[hidden]), "the conversion to " + parameters[hidden].Variable.Type.Name.Replace("global::", "")]);
    }

    /// <summary>Recursive calls with an argument that depends on an active parameter, or whose array is written later. What a method may write carries derivatives in any case.</summary>
    private IEnumerable<(Call Call, bool[] Varied)> ActiveCalls(Function function)
    {
        Activity? activity = null;
        HashSet<Call>? claimed = null;
        foreach (Call call in function.Body.SelfAndDescendants().SelectMany(statement => statement.Expressions()).OfType<Call>().Where(call => call.Method.Body is { } key && helpers.ContainsKey(key)))
        {
            activity ??= Activity.Of(function, Roots.Of(function));
            bool[] varied = [.. call.Arguments.Select(activity.HasVariedLeaf)];
            claimed ??= call.Method.GivesOwn ? Claimed(function, Roots.Of(function)) : null;
            if (varied.Contains(true) || helpers[call.Method.Body!].IsHidden || call.Method.Packed is not null || (call.Method.GivesOwn && claimed!.Contains(call)))
            {
                yield return (call, [.. varied.Select((isVaried, i) => call.Arguments[i].Type.CanBeActive && (isVaried || call.Method.Parameters[i].Use != ParameterUse.Input))]);
            }
        }
    }

    // As if every number had a derivative.
    private Function BodyOf(string key)
    {
        if (!bodies.TryGetValue(key, out Function? body))
        {
            Function function = OneResultOf(key);
            function = function with { Parameters = function.Parameters.Select(parameter => parameter with { IsActive = parameter.Variable.Type.CanBeActive }).ToEquatableArray() };
            bodies[key] = body = Inline.Run(function, helpers.Values, kept).Function;
        }

        return body;
    }

    /// <summary>A method that gives one buffer at most, by returning it.</summary>
    private Function OneResultOf(string key) => PackedOf(key)?.Packed ?? ReturnedArrays.OfMethod(helpers[key].Function);

    private PackedResults? PackedOf(string key)
    {
        if (!packed.TryGetValue(key, out PackedResults? results))
        {
            Function function = helpers[key].Function;
            packed[key] = results = ReturnedArrays.OfMethod(function).ReturnType == function.ReturnType ? PackedResults.Of(function) : null;
        }

        return results;
    }

    private bool IsPair(string key) => kept.Contains(key) || graph.IsRecursive(key);

    /// <summary>Which of their buffers pairs write to, themselves or by calling others.</summary>
    private void NoteWritten()
    {
        string[] pairs = [.. helpers.Keys.Where(IsPair)];
        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach (string key in pairs)
            {
                Function body = WithUses(BodyOf(key));
                Roots roots = Roots.Of(body);
                HashSet<Variable> touched = [.. body.Body.SelfAndDescendants().SelectMany(Ir.Written.Views).SelectMany(roots.AllOf)];
                for (int i = 0; i < body.Parameters.Count; i++)
                {
                    changed |= touched.Contains(body.Parameters[i].Variable) && written.Add((key, i));
                }
            }
        }
    }

    /// <summary>Calls that say which buffers are only read.</summary>
    private Function WithUses(Function function) => function with
    {
        Body = function.Body.Expand(statement => [statement.MapExpressions(expression => expression.Rewrite(node => node is Call { Method: { Body: { } key } method } call && IsPair(key)
            ? call with
            {
                Method = method with
                {
                    Parameters = method.Parameters.Select((parameter, i) => parameter is { Passing: ParameterPassing.Value, Type.IsView: true } && !written.Contains((key, PackedOf(key)?.PlaceOf(i) ?? i)) ? parameter with { Use = ParameterUse.Input } : parameter).ToEquatableArray(),
                },
            }
            : node))]),
    };

    /// <summary>Calls whose array is written, or could be another name for one that is: it has to be the caller's own.</summary>
    private static HashSet<Call> Claimed(Function function, Roots roots)
    {
        HashSet<Variable> touched = [.. function.Body.SelfAndDescendants().SelectMany(Ir.Written.Views).SelectMany(roots.AllOf)];
        return
        [
            .. function.Body.SelfAndDescendants().OfType<Declare>().Where(declare => touched.Contains(declare.Variable)).Select(declare => declare.Value).OfType<Call>(),
            .. new Lending(function, roots).Mixed().SelectMany(statement => statement.Expressions()).OfType<Call>(),
        ];
    }

    private Function WithOwnArrays(Function function)
    {
        function = ReturnedArrays.WithOwnReturns(WithUses(function));
        function = ReturnedArrays.OfCalls(function, key => helpers.TryGetValue(key, out Helper? helper) && ReturnedArrays.OfMethod(helper.Function).ReturnType != helper.Function.ReturnType);
        function = ReturnedArrays.Named(WithPackedResults(function));
        HashSet<Call> known = [.. ActiveCalls(function).Select(pair => pair.Call)];
        return PassGrids.Run(function, known.Contains);
    }

    /// <summary>
    /// Calls through which a derivative flows, of methods whose buffers come in one array. What they may lend is judged before
    /// the caller has copies, which would not tell that the buffer has another name.
    /// </summary>
    private Function WithPackedResults(Function function)
    {
        (Function sketch, Dictionary<Call, Call> drawn) = Sketched(function);
        HashSet<Call> claimed = [.. Claimed(sketch, Roots.Of(sketch)), .. WithWrittenRows(sketch)];
        HashSet<Call> wanted = [];
        foreach ((Call call, _) in ActiveCalls(sketch))
        {
            if (call.Type.Kind == TypeKind.Array && claimed.Contains(call) && Lent(call) is { } obstacle)
            {
                Refuse(call, obstacle);
            }

            if (drawn.TryGetValue(call, out Call? packedCall))
            {
                wanted.Add(packedCall);
            }
        }

        if (wanted.Count == 0)
        {
            return function;
        }

        HashSet<Variable> firsts = PackedResults.Firsts(function.Body, statement => GivingCall(statement) is { } call && wanted.Contains(call) ? PackedOf(call.Method.Body!)!.Given(call) : []);
        Identifiers identifiers = Identifiers.After(function);
        return function with
        {
            Body = function.Body.Expand(statement =>
                GivingCall(statement) is { } call && wanted.Contains(call) ? PackedOf(call.Method.Body!)!.Unpacked(statement, call, firsts.Contains, identifiers)
                : statement is Declare { Value: null } declare && firsts.Contains(declare.Variable) ? []
                : [statement]),
        };
    }

    /// <summary>Calls that give arrays of arrays, of whose rows one is written: by the name of another array of arrays perhaps that has it too.</summary>
    private IEnumerable<Call> WithWrittenRows(Function sketch)
    {
        Roots roots = Roots.Of(sketch);
        HashSet<Variable> touched = [.. sketch.Body.SelfAndDescendants().SelectMany(Ir.Written.Views).SelectMany(roots.AllOf)];
        Families families = Families.Of(sketch, type => type.Kind == TypeKind.Array);
        return sketch.Body.SelfAndDescendants().OfType<Declare>()
            .Where(declare => declare.Value is Call { Method.Body: { } key } && helpers.ContainsKey(key) && PackedOf(key) is { HasRows: true } && families.MembersOf(declare.Variable).Any(touched.Contains))
            .Select(declare => (Call)declare.Value!);
    }

    /// <summary>Calls that are no calls of halves are those of the author's methods.</summary>
    private Function Undone(Function function)
    {
        Identifiers identifiers = Identifiers.After(function);
        return Cells.Undone(function with
        {
            Body = function.Body.Expand(statement => statement.Expressions() is [.., Call { Method: { Packed: { } key, Container.Name.Length: > 0 } } call] ? PackedOf(key)!.Undone(statement, call, identifiers) : [statement]),
        });
    }

    /// <summary>A function whose calls of such methods give parts of one array, and which call each was.</summary>
    private (Function Function, Dictionary<Call, Call> Drawn) Sketched(Function function)
    {
        Identifiers identifiers = Identifiers.After(function);
        Dictionary<Call, Call> drawn = [];
        return (function with
        {
            Body = function.Body.Expand(statement => GivingCall(statement) is { } call ? PackedOf(call.Method.Body!)!.Sketch(statement, call, drawn, identifiers) : [statement]),
        }, drawn);
    }

    private Call? GivingCall(Statement statement) =>
        statement is Declare or Assign { Target: Read } or Return or Evaluate && statement.Expressions() is [.., Call { Method: { Packed: null, Body: { } key } } call] && helpers.ContainsKey(key) && IsPair(key) && PackedOf(key) is not null
            ? call
            : null;
}
