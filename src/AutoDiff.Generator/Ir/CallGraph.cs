using System.Collections.Generic;
using System.Linq;

namespace AutoDiff.Generator.Ir;

/// <summary>Which of a method's helpers call which.</summary>
internal sealed class CallGraph
{
    private readonly Dictionary<string, HashSet<string>> reached = [];

    public CallGraph(IEnumerable<Helper> helpers)
    {
        Dictionary<string, string[]> direct = helpers.ToDictionary(helper => helper.Key, helper => CallsOf(helper.Function).ToArray());
        foreach (string start in direct.Keys)
        {
            HashSet<string> found = [];
            Stack<string> pending = new(direct[start]);
            while (pending.Count > 0)
            {
                string next = pending.Pop();
                if (found.Add(next) && direct.TryGetValue(next, out string[]? further))
                {
                    foreach (string callee in further)
                    {
                        pending.Push(callee);
                    }
                }
            }

            reached[start] = found;
        }
    }

    /// <summary>Whether a helper calls itself, directly or through others.</summary>
    public bool IsRecursive(string key) => reached.TryGetValue(key, out HashSet<string>? found) && found.Contains(key);

    /// <summary>The helpers that a function calls.</summary>
    public static IEnumerable<string> CallsOf(Function function) => function.Body.SelfAndDescendants()
        .SelectMany(statement => statement.Expressions())
        .OfType<Call>()
        .Select(call => call.Method.Body)
        .OfType<string>();
}
