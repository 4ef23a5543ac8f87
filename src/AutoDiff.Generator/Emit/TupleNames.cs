using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Emit;

/// <summary>
/// The element names of a gradient tuple: <c>(x, y) => (X, Y)</c>. A name that C# rejects there falls back to the
/// parameter's own, then to <c>xGradient</c>.
/// </summary>
internal static class TupleNames
{
    private static readonly HashSet<string> Members = new(
        ["Rest", "ToString", "Equals", "GetHashCode", "GetType", "CompareTo", "Deconstruct"], StringComparer.Ordinal);

    public static IReadOnlyList<string> Of(EquatableArray<Variable> active)
    {
        List<string> names = [];
        foreach (Variable variable in active)
        {
            string pascal = Identifiers.Pascal(variable.Name);
            bool isUnique = active.Count(other => Identifiers.Pascal(other.Name) == pascal) == 1;
            string name = isUnique && IsAllowed(pascal) ? pascal
                : IsAllowed(variable.Name) ? variable.Name
                : variable.Name + "Gradient";
            names.Add(Unique(name, names));
        }

        return names;
    }

    private static bool IsAllowed(string name) => !Members.Contains(name) && !IsItemNumber(name);

    // Item1, Item2: the positions' own names.
    private static bool IsItemNumber(string name) =>
        name.StartsWith("Item", StringComparison.Ordinal) && name.Length > 4 && name.Skip(4).All(char.IsDigit);

    private static string Unique(string name, List<string> taken)
    {
        string unique = name;
        for (char suffix = '2'; taken.Contains(unique); suffix++)
        {
            unique = name + "_" + suffix;
        }

        return unique;
    }
}
