using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Analysis;

/// <summary>
/// Which called methods are kept apart although they could be put in the place of their calls: long ones that are called
/// more than once, where all bodies in place would be too much. Two calls in each of ten methods are a thousand bodies.
/// </summary>
internal static class Outlining
{
    /// <summary>So many statements are put in place without a second thought.</summary>
    private const int Allowed = 400;

    /// <summary>So many statements are differentiated at all: what is written for them is several times that.</summary>
    public const int Most = 20_000;

    /// <summary>Shorter bodies than this are as good as a call.</summary>
    private const int Short = 12;

    /// <summary>So many stacks and arenas begin in one function: a <c>using</c> each, of which the compiler nests all others into the first.</summary>
    private const int MostRented = 500;

    /// <summary>The keys of the helpers that stay calls.</summary>
    /// <param name="function">The annotated method.</param>
    /// <param name="helpers">What it calls.</param>
    public static HashSet<string> Of(Function function, EquatableArray<Helper> helpers)
    {
        if (SizeInPlace(function, helpers, []) <= Allowed)
        {
            return [];
        }

        // What returns a buffer is put in place as long as that is possible at all: a pair copies what it returns.
        HashSet<string> kept = Candidates(function, helpers, withBuffers: false);
        return SizeInPlace(function, helpers, kept) <= Most ? kept : Candidates(function, helpers, withBuffers: true);
    }

    /// <summary>How many statements a method has with all that it calls in place, but for what stays a call, which counts once.</summary>
    public static long SizeInPlace(Function function, EquatableArray<Helper> helpers, HashSet<string> kept)
    {
        Sizes sizes = new(helpers, new CallGraph(helpers), kept);
        return sizes.Of(function) + helpers.Where(helper => kept.Contains(helper.Key)).Sum(helper => sizes.Of(helper.Function));
    }

    /// <summary>Whether a generated function is more than the compiler can take.</summary>
    public static bool RentsTooMuch(Function function) =>
        function.Body.SelfAndDescendants().OfType<Declare>().Count(declare => declare.Variable.Type.Kind is TypeKind.Stack or TypeKind.Arena) > MostRented;

    private static HashSet<string> Candidates(Function function, EquatableArray<Helper> helpers, bool withBuffers)
    {
        CallGraph graph = new(helpers);
        Sizes sizes = new(helpers, graph, []);
        Function[] callers = [.. helpers.Select(helper => helper.Function), function];
        HashSet<string> wasted = [.. callers.SelectMany(Wasted)];
        ILookup<string, string> calls = callers.SelectMany(CallGraph.CallsOf).ToLookup(key => key);
        return [.. helpers
            .Where(helper => !helper.IsHidden && !wasted.Contains(helper.Key) && (withBuffers || !helper.Function.ReturnType.IsView) && !graph.IsRecursive(helper.Key) && calls[helper.Key].Skip(1).Any() && sizes.Of(helper.Function) > Short)
            .Select(helper => helper.Key)];
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

    /// <summary>The lengths of methods with what they call in place.</summary>
    private sealed class Sizes(IEnumerable<Helper> helpers, CallGraph graph, HashSet<string> kept)
    {
        private readonly Dictionary<string, Helper> byKey = helpers.ToDictionary(helper => helper.Key);
        private readonly Dictionary<string, long> known = [];

        public long Of(Function caller) =>
            Math.Min(caller.Body.SelfAndDescendants().LongCount() + CallGraph.CallsOf(caller).Where(byKey.ContainsKey).Sum(OfCalled), int.MaxValue);

        private long OfCalled(string key)
        {
            if (!known.TryGetValue(key, out long size))
            {
                known[key] = size = kept.Contains(key) || graph.IsRecursive(key) ? 1 : Of(byKey[key].Function);
            }

            return size;
        }
    }
}
