using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>Shortens the global names inside C# text: <c>global::System.Math.PI => Math.PI</c>.</summary>
internal static class GlobalNames
{
    // Text alone does not tell System.Text (a namespace, which "using System" does not reach into) from a type.
    private static readonly HashSet<string> SystemTypes = new(
        [
            "ArgumentException", "ArgumentNullException", "ArgumentOutOfRangeException", "ArithmeticException", "Array",
            "BitConverter", "Boolean", "Byte", "Char", "Console", "Convert", "DateTime", "DayOfWeek", "DivideByZeroException",
            "Double", "Environment", "Exception", "GC", "Half", "IndexOutOfRangeException", "Int16", "Int32", "Int64",
            "InvalidOperationException", "Math", "MathF", "MidpointRounding", "NotFiniteNumberException",
            "NotImplementedException", "NotSupportedException", "Object", "ObjectDisposedException", "OverflowException",
            "Random", "ReadOnlySpan", "SByte", "Single", "Span", "String", "StringComparison", "TimeSpan", "UInt16", "UInt32",
            "UInt64", "UnreachableException",
        ],
        StringComparer.Ordinal);

    private static readonly HashSet<string> NumericsTypes = new(
        ["Complex", "Matrix3x2", "Matrix4x4", "Plane", "Quaternion", "Vector2", "Vector3", "Vector4"],
        StringComparer.Ordinal);

    // String and character literals are matched first, so that a name inside one stays as it is.
    private static readonly Regex NameOrLiteral = new(
        """
        "(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|global::(?<name>[\w@]+(?:\.[\w@]+)*)
        """,
        RegexOptions.CultureInvariant);

    /// <summary>Whether any of these texts holds a literal whose end a simple scan could mistake.</summary>
    public static bool AreHardToScan(IEnumerable<string> texts) => texts.Any(text =>
        text.Contains("$\"") || text.Contains("@\"") || text.Contains("\"\"\"") || text.Contains("$@"));

    public static string Shorten(string text, Spelling spelling) =>
        AreHardToScan([text])
            ? text
            : NameOrLiteral.Replace(text, match => match.Groups["name"] is { Success: true } name ? Shorter(name.Value, spelling) : match.Value);

    private static string Shorter(string name, Spelling spelling)
    {
        string prefix = spelling.Namespace.Length == 0 ? "" : spelling.Namespace + ".";
        string own = prefix + spelling.OwnType + ".";
        if (name.StartsWith(own, StringComparison.Ordinal) && !spelling.Locals.Contains(First(name.Substring(own.Length))))
        {
            return name.Substring(own.Length);
        }

        if (prefix.Length > 0 && name.StartsWith(prefix, StringComparison.Ordinal))
        {
            return spelling.Known(spelling.Namespace, name.Substring(prefix.Length));
        }

        const string compilerServices = "AutoDiff.CompilerServices.";
        if (name.StartsWith(compilerServices, StringComparison.Ordinal))
        {
            return spelling.Known("AutoDiff.CompilerServices", name.Substring(compilerServices.Length));
        }

        const string numerics = "System.Numerics.";
        if (name.StartsWith(numerics, StringComparison.Ordinal) && NumericsTypes.Contains(First(name.Substring(numerics.Length))))
        {
            return spelling.Known("System.Numerics", name.Substring(numerics.Length));
        }

        const string system = "System.";
        return name.StartsWith(system, StringComparison.Ordinal) && SystemTypes.Contains(First(name.Substring(system.Length)))
            ? spelling.Known("System", name.Substring(system.Length))
            : "global::" + name;
    }

    private static string First(string name) => name.Split('.')[0];
}
