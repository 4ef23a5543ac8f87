using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Emit;

/// <summary>The partial declarations around generated members.</summary>
internal static class Parts
{
    public static void Open(CSharpWriter writer, string space, EquatableArray<ContainingType> types)
    {
        if (space.Length > 0)
        {
            writer.Line("namespace " + space);
            writer.Open();
        }

        foreach (ContainingType type in types)
        {
            writer.Line($"partial {type.Keyword} {type.Name}");
            writer.Open();
        }
    }

    public static void Close(CSharpWriter writer, string space, EquatableArray<ContainingType> types)
    {
        for (int open = types.Count + (space.Length > 0 ? 1 : 0); open > 0; open--)
        {
            writer.Close();
        }
    }
}
