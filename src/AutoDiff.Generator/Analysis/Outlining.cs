using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Analysis;

/// <summary>
/// Which called methods are kept apart although they could be put in the place of their calls: long ones that are called
/// more than once, where all bodies in place would be too much. Two calls in each of ten methods are a thousand bodies.
/// </summary>
internal static class Outlining
{
    /// <summary>So many statements are put in place without a second thought.</summary>
    private const int Allowed = 400;

    /// <summary>Shorter bodies than this are as good as a call.</summary>
    private const int Short = 12;

    /// <summary>The keys of the helpers that stay calls.</summary>
    /// <param name="function">The annotated method.</param>
    /// <param name="helpers">What it calls.</param>
    public static HashSet<string> Of(Function function, IEnumerable<Helper> helpers)
    {
        Dictionary<string, Helper> byKey = helpers.ToDictionary(helper => helper.Key);
        CallGraph graph = new(byKey.Values);
        Dictionary<string, long> sizes = [];
        if (SizeOf(function) <= Allowed)
        {
            return [];
        }

        Function[] callers = [.. byKey.Values.Select(helper => helper.Function), function];
        HashSet<string> wasted = [.. callers.SelectMany(Wasted)];
        ILookup<string, string> calls = callers.SelectMany(CallGraph.CallsOf).ToLookup(key => key);
        return [.. byKey.Values
            .Where(helper => !helper.IsHidden && !wasted.Contains(helper.Key) && !helper.Function.ReturnType.IsView && !graph.IsRecursive(helper.Key) && calls[helper.Key].Skip(1).Any() && SizeOf(helper.Function) > Short)
            .Select(helper => helper.Key)];

        // With all that is called in place.
        long SizeOf(Function caller) => caller.Body.SelfAndDescendants().LongCount() + CallGraph.CallsOf(caller).Where(byKey.ContainsKey).Sum(SizeOfCalled);

        long SizeOfCalled(string key)
        {
            if (!sizes.TryGetValue(key, out long size))
            {
                sizes[key] = size = graph.IsRecursive(key) ? 1 : Math.Min(SizeOf(byKey[key].Function), int.MaxValue);
            }

            return size;
        }
    }

    /// <summary>
    /// Helpers of which a caller throws a result away. In place nothing of it is differentiated; a pair would, with zero, which
    /// is no number where the derivative is infinite.
    /// </summary>
    private static IEnumerable<string> Wasted(Function caller)
    {
        Call[] calls = [.. caller.Body.SelfAndDescendants().SelectMany(statement => statement.Expressions()).OfType<Call>().Where(call => call.Method.Body is not null)];
        HashSet<Variable> read = [.. caller.Body.AllExpressions().OfType<Read>().Select(part => part.Variable).GroupBy(variable => variable).Where(uses => uses.Count() > 1).Select(uses => uses.Key)];
        return calls
            .Where(call => call.Arguments.Where((_, i) => call.Method.Parameters[i].Passing == ParameterPassing.Out).OfType<Read>().Any(result => !read.Contains(result.Variable)))
            .Select(call => call.Method.Body!);
    }
}
