using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>Names of generated files: <c>Demo.Losses.Loss-1f0c9a3b</c>.</summary>
internal static class HintNames
{
    /// <summary>
    /// The method's metadata name, for the reader, and a hash of that name with its parameter types, which tells
    /// overloads and names that differ only in case apart on every file system.
    /// </summary>
    public static string Of(IMethodSymbol method)
    {
        string name = method.ContainingType.MetadataFullName() + "." + method.Name + (method.Arity == 0 ? "" : "_" + method.Arity.ToString(CultureInfo.InvariantCulture));
        string parameters = string.Join(",", method.Parameters.Select(parameter =>
            parameter.RefKind + " " + parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)));
        return Of(name, name + "(" + parameters + ")");
    }

    /// <summary>Of the file of a type's <see cref="Ir.Accessor"/>s.</summary>
    public static string OfAccessors(INamedTypeSymbol type) => Of(type.MetadataFullName() + ".Accessors", type.MetadataFullName());

    private static string Of(string name, string identity)
    {
        StringBuilder file = new();
        foreach (char character in name)
        {
            file.Append(IsSafe(character) ? character : '_');
        }

        return file.Append('-').Append(Hash(identity).ToString("x8", CultureInfo.InvariantCulture)).ToString();
    }

    private static bool IsSafe(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '_';

    /// <summary>FNV-1a: the same on every machine and every run, unlike <see cref="string.GetHashCode()"/>.</summary>
    private static uint Hash(string text)
    {
        uint hash = 2166136261;
        foreach (char character in text)
        {
            hash = unchecked((hash ^ character) * 16777619);
        }

        return hash;
    }
}
