using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>The beginning of a custom rule, for its author to complete.</summary>
internal static class RuleStub
{
    /// <summary>The property of a diagnostic that has the text of a stub.</summary>
    public const string Property = "Stub";

    /// <summary>A method of that signature.</summary>
    public static string Of(string signature) => $"private {signature} => throw new global::System.NotImplementedException();";

    /// <summary>A rule for a method of somebody else: its derivative if it is a function of one number; null if it can have none.</summary>
    public static string? For(IMethodSymbol method)
    {
        bool isFunctionOfOne = method.Parameters.Count(ActiveTypes.CanBeActive) == 1
            && method.Parameters.Single(ActiveTypes.CanBeActive) is { } parameter
            && TypeReader.Read(parameter.Type).IsFloatingPoint
            && TypeReader.Read(method.ReturnType).IsFloatingPoint;
        RuleKind kind = isFunctionOfOne ? RuleKind.Derivative : RuleKind.Vjp;
        if (method.IsGenericMethod || method.ContainingType.IsGenericType || RuleShape.WhyNone(method, kind) is not null)
        {
            return null;
        }

        string type = method.ContainingType.GlobalName();
        string attribute = isFunctionOfOne ? "DerivativeOf" : "VjpOf";
        string name = method.Name + (isFunctionOfOne ? "Derivative" : "Vjp");
        return $"[global::AutoDiff.{attribute}(typeof({type}), nameof({type}.{method.Name}))]\n{Of(new RuleShape(kind, method).Text(name))}";
    }
}
