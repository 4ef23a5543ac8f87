using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Rules;

/// <summary>
/// The derivatives of .NET's scalar functions: the static methods of <c>System.Math</c>, <c>System.MathF</c>,
/// <c>double</c> and <c>float</c>. Functions of one name are one function, wherever they are declared.
/// </summary>
internal static class ScalarRules
{
    private static readonly Dictionary<(string Name, int Arity), ScalarRule> ByName = ScalarTable.Rows.ToDictionary(row => (row.Name, row.Arity));

    /// <summary>Every rule, in the order of the table.</summary>
    public static IReadOnlyList<ScalarRule> All => ScalarTable.Rows;

    /// <summary>The rule of a method, or null if it is not one of .NET's scalar functions of floating-point numbers, or has none, or has another one by an attribute.</summary>
    public static ScalarRule? Find(Method method) =>
        !IsScalarFunction(method) || method.HasCustomDerivative ? null
        : ByName.TryGetValue((method.Name, method.Parameters.Count), out ScalarRule? rule) || ByName.TryGetValue((method.Name, ScalarRule.AnyArity), out rule) ? rule
        : null;

    /// <summary>Why one of .NET's scalar functions has no derivative and what to write instead, or null if it has one or is not among them.</summary>
    public static string? WhyNotDifferentiable(Method method) =>
        IsScalarFunction(method) && ScalarTable.NotDifferentiable.TryGetValue(method.Name, out string? reason) ? reason : null;

    // T.Exp(x)
    private static bool IsOfTypeParameter(Method method) => method.Container.IsParameter;

    private static bool IsScalarFunction(Method method) =>
        (method.Container is { Namespace: "System", Name: "Math" or "MathF" or "Double" or "Single" } || IsOfTypeParameter(method))
        && method.Parameters.Any(parameter => parameter.Type.IsFloatingPoint);
}
