using System;
using System.Collections.Generic;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Emit;

/// <summary>Writes the file that goes with one annotated method: the members of all its requests.</summary>
internal static class GradientFileEmitter
{
    /// <summary>Writes the file.</summary>
    /// <param name="method">The annotated method.</param>
    /// <param name="members">Its derivatives, one per request and kind.</param>
    /// <returns>C# with LF line ends; it depends on nothing but the arguments and the generator's version.</returns>
    public static string Emit(DifferentiableMethod method, EquatableArray<DerivativeMember> members)
    {
        SortedSet<string> usings = new(UsingOrder.Instance);
        CSharpWriter body = new();
        Parts.Open(body, method.Placement.Namespace, method.Placement.ContainingTypes);
        for (int i = 0; i < members.Count; i++)
        {
            if (i > 0)
            {
                body.BlankLine();
            }

            new MemberEmitter(body, method, members[i], usings).Write();
        }

        Parts.Close(body, method.Placement.Namespace, method.Placement.ContainingTypes);

        // The usings are known once everything below them is written.
        CSharpWriter head = new();
        foreach (string line in HeaderEmitter.Lines(method, members))
        {
            head.Line(line);
        }

        head.Line("#nullable enable annotations");
        foreach (string pragma in Pragmas.Lines(method.Placement, members))
        {
            head.Line(pragma);
        }

        head.BlankLine();
        foreach (string @namespace in usings)
        {
            head.Line($"using {@namespace};");
        }

        head.BlankLine();
        return head.ToString() + body;
    }

    /// <summary><c>System</c> first, then by ordinal.</summary>
    private sealed class UsingOrder : IComparer<string>
    {
        public static readonly UsingOrder Instance = new();

        public int Compare(string left, string right) => IsSystem(left) == IsSystem(right)
            ? string.CompareOrdinal(left, right)
            : IsSystem(left) ? -1 : 1;

        private static bool IsSystem(string name) => name == "System" || name.StartsWith("System.", StringComparison.Ordinal);
    }
}
