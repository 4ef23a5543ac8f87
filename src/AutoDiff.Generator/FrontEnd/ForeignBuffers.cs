using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>Refuses writing numbers to memory that is neither a parameter's nor the method's own: their derivative would be lost with them.</summary>
internal static class ForeignBuffers
{
    /// <summary>Returns the body as it is.</summary>
    public static Block Check(Reading reading, Block body)
    {
        Check(reading, body, Roots.Of(body, reading.Receiver));
        return body;
    }

    private static void Check(Reading reading, Block body, Roots roots)
    {
        foreach (Statement statement in body.Statements)
        {
            bool isRefused = statement switch
            {
                Assign { Target: Element target } => IsForeign(target.View, roots),
                Accumulate { Target: Element target } => IsForeign(target.View, roots),
                Copy copy => IsForeign(copy.Target, roots),
                Fill fill => IsForeign(fill.Target, roots),
                Evaluate { Value: Call call } => Writes(call, roots),
                Declare { Value: Call call } => Writes(call, roots),
                Assign { Value: Call call } => Writes(call, roots),
                _ => false,
            };
            if (isRefused && statement.Origin is { } origin)
            {
                Fence.Entry entry = Fence.ForeignBuffer;
                reading.Refuse(RefusalIds.UnsupportedConstruct, reading.Sites[origin.Ordinal], entry.Construct, entry.Reason, entry.Instead);
            }

            foreach (Block inner in statement.Blocks())
            {
                Check(reading, inner, roots);
            }
        }
    }

    private static bool IsForeign(Expression view, Roots roots) => view.Type.CanBeActive && roots.IsForeign(view);

    private static bool Writes(Call call, Roots roots) => call.Method.HasDeclaredRules && call.Arguments
        .Where((_, index) => call.Method.Parameters[index].Use != ParameterUse.Input)
        .Any(argument => argument.Type.IsView && IsForeign(argument, roots));
}
