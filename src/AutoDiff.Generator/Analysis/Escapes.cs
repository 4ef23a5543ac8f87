using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Analysis;

/// <summary>
/// Buffers that are seen after the block that creates them has ended, through a view that was declared outside of it:
/// <c>next</c> in <c>for (..) { double[] next = new double[n]; ..; current = next; }</c>.
/// </summary>
internal static class Escapes
{
    public static HashSet<Variable> Of(Function function, Roots roots)
    {
        Timeline timeline = new(function, roots);
        HashSet<Variable> escaping = [];
        foreach (Variable view in function.Variables().Where(variable => variable.Type.IsView))
        {
            Frame home = timeline.Home(view);
            escaping.UnionWith(roots.AllOf(new Read(view)).Where(root => !home.SelfAndAncestors().Contains(timeline.Home(root))));
        }

        return escaping;
    }
}
