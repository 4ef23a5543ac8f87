using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>Which names of generated text would bind, at a given place, to something other than what is meant.</summary>
internal static class ShadowedNamesReader
{
    /// <summary>Simple names that generated text uses, and the namespaces where what is meant stands.</summary>
    private static readonly (string Space, string[] Names)[] Vocabulary =
    [
        ("", ["System", "AutoDiff"]),
        ("System", ["Math", "MathF", "Span", "ReadOnlySpan", "ArgumentException", "ArgumentNullException", "ArgumentOutOfRangeException",
            "Array", "MemoryExtensions", "BitConverter", "Index", "Range", "Memory", "ReadOnlyMemory"]),
        ("System.Numerics", ["Complex", "Matrix3x2", "Matrix4x4", "Plane", "Quaternion", "Vector2", "Vector3", "Vector4"]),
        ("System.Collections.Generic", ["List"]),
        ("System.Runtime.InteropServices", ["CollectionsMarshal"]),
        ("System.CodeDom.Compiler", ["GeneratedCode", "GeneratedCodeAttribute"]),
        ("System.Diagnostics", ["Debug"]),
        ("System.Runtime.CompilerServices", ["MethodImpl", "MethodImplAttribute", "MethodImplOptions", "SkipLocalsInit"]),
        ("AutoDiff", ["TensorOps", "Losses"]),
        ("AutoDiff.CompilerServices", ["Destination", "Workspace", "RecordStack"]),
    ];

    public static IEnumerable<string> Read(IMethodSymbol method, IEnumerable<INamedTypeSymbol> containers, Compilation compilation)
    {
        List<string> shadowed = [];
        foreach ((string space, string[] names) in Vocabulary)
        {
            shadowed.AddRange(names.Where(name => IsMember(containers, name) || IsInNamespace(method, compilation, space, name)));
        }

        // What a signature or a copied expression names in System is spelled short too.
        shadowed.AddRange(OfSystem(method, compilation));
        shadowed.Sort(System.StringComparer.Ordinal);
        return shadowed.Distinct();
    }

    /// <summary>The types of <c>System</c> that an enclosing namespace hides: <c>Random</c> where there is a namespace <c>Demo.Random</c>.</summary>
    private static IEnumerable<string> OfSystem(IMethodSymbol method, Compilation compilation)
    {
        INamespaceSymbol? system = compilation.GlobalNamespace.GetNamespaceMembers().FirstOrDefault(space => space.Name == "System");
        for (INamespaceSymbol? enclosing = method.ContainingNamespace; system is not null && enclosing is not null; enclosing = enclosing.ContainingNamespace)
        {
            string full = enclosing.IsGlobalNamespace ? "" : enclosing.ToDisplayString();
            INamespaceSymbol? merged = full is "" or "System" ? null : compilation.GetCompilationNamespace(enclosing);
            foreach (INamespaceOrTypeSymbol member in merged?.GetMembers() ?? [])
            {
                if (!system.GetTypeMembers(member.Name).IsEmpty)
                {
                    yield return member.Name;
                }
            }
        }
    }

    private static bool IsMember(IEnumerable<INamedTypeSymbol> containers, string name) => containers.Any(container =>
        container.Name == name
        || container.TypeParameters.Any(parameter => parameter.Name == name)
        || PlacementReader.SelfAndBases(container).Any(type => !type.GetMembers(name).IsEmpty));

    /// <summary>Whether an enclosing namespace, the global one included, has a type or namespace of that name that is not the one meant.</summary>
    private static bool IsInNamespace(IMethodSymbol method, Compilation compilation, string meant, string name)
    {
        for (INamespaceSymbol? enclosing = method.ContainingNamespace; enclosing is not null; enclosing = enclosing.ContainingNamespace)
        {
            string full = enclosing.IsGlobalNamespace ? "" : enclosing.ToDisplayString();
            INamespaceSymbol? merged = enclosing.IsGlobalNamespace ? compilation.GlobalNamespace : compilation.GetCompilationNamespace(enclosing);
            if (full != meant && merged?.GetMembers(name).Any() == true)
            {
                return true;
            }
        }

        return false;
    }
}
