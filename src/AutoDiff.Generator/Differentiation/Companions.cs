using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// Which parameters a derivative has besides those of the method. Their roles come from the signature alone, so that an
/// edited body never changes them.
/// </summary>
internal static class Companions
{
    /// <summary>The stem of the name of the result's cotangent.</summary>
    private const string Result = "result";

    /// <summary>The companions of a prepared function, in their order.</summary>
    /// <param name="primal">The function.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="kind">The derivative.</param>
    /// <param name="identifiers">Names for them.</param>
    /// <param name="isLocal">Whether only generated code calls the derivative: the cotangent of an array that it returns may be used up.</param>
    public static EquatableArray<Companion> Of(Function primal, Request request, DerivativeKind kind, Identifiers identifiers, bool isLocal = false) => kind switch
    {
        // Without buffers the gradient comes back by value.
        DerivativeKind.Gradient when !request.Active.Any(variable => variable.Type.IsView) => [],
        DerivativeKind.Gradient => request.Active.Select(variable => Beside(variable, CompanionRole.Overwritten, kind, identifiers)).ToEquatableArray(),
        DerivativeKind.Vjp => [.. CotangentsOfResult(primal, identifiers, isLocal), .. OfParameters(primal, request, kind, identifiers)],
        _ => OfParameters(primal, request, kind, identifiers).ToEquatableArray(),
    };

    /// <summary>How names of companions end.</summary>
    public static string Suffix(DerivativeKind kind) => kind == DerivativeKind.Jvp ? "Tangent" : "Gradient";

    /// <summary>The numbers that the function returns and that have derivatives, with names for them: one, those of a tuple, or none.</summary>
    public static IEnumerable<(string Name, Expression Value)> Results(Function primal) => primal.Body.Returned switch
    {
        TupleValue tuple => tuple.Elements
            .Select((element, i) => (Name: element.Name is { } name ? char.ToLowerInvariant(name[0]) + name.Substring(1) : "item" + (i + 1), element.Value))
            .Where(element => element.Value.Type.IsFloatingPoint),
        { Type.IsFloatingPoint: true } value => [(Result, value)],
        _ => [],
    };

    private static IEnumerable<Companion> CotangentsOfResult(Function primal, Identifiers identifiers, bool isLocal) =>
        primal.Body.Returned is Read { Type: { IsView: true, CanBeActive: true } type, Variable: var array }
            ? [isLocal
                ? new Companion(identifiers.Fresh(Result + Suffix(DerivativeKind.Vjp), type.GradientBuffer), Of: array, CompanionRole.Replaced)
                : new Companion(identifiers.Fresh(Result + Suffix(DerivativeKind.Vjp), IrType.ReadOnlySpanOf(type.Element!)), Of: null, CompanionRole.Given)]
            : Results(primal).Select(result => new Companion(identifiers.Fresh(result.Name + Suffix(DerivativeKind.Vjp), result.Value.Type), Of: null, CompanionRole.Given));

    private static IEnumerable<Companion> OfParameters(Function primal, Request request, DerivativeKind kind, Identifiers identifiers) => primal.Parameters
        .Where(parameter => request.Active.Contains(parameter.Variable) || request.Outputs.Contains(parameter.Variable))
        .Select(parameter => Beside(parameter.Variable, RoleOf(parameter, kind), kind, identifiers));

    private static CompanionRole RoleOf(Parameter parameter, DerivativeKind kind) => (GoesIn(parameter), ComesOut(parameter), kind) switch
    {
        (true, true, _) => CompanionRole.Replaced,
        (true, false, DerivativeKind.Vjp) => CompanionRole.AddedTo,
        (false, true, DerivativeKind.Jvp) => CompanionRole.Overwritten,
        _ => CompanionRole.Given,
    };

    private static bool GoesIn(Parameter parameter) => parameter.Passing != ParameterPassing.Out;

    /// <summary>Whether the caller may see what the method does to the parameter.</summary>
    public static bool ComesOut(Parameter parameter) =>
        parameter.Passing is ParameterPassing.Out or ParameterPassing.Ref || parameter.Variable.Type.Kind is TypeKind.Span or TypeKind.Array or TypeKind.Memory or TypeKind.Grid;

    private static Companion Beside(Variable variable, CompanionRole role, DerivativeKind kind, Identifiers identifiers)
    {
        IrType type = !variable.Type.IsView ? variable.Type
            : role == CompanionRole.Given && !variable.Type.IsUncut ? IrType.ReadOnlySpanOf(variable.Type.Element!)
            : variable.Type.GradientBuffer;
        return new Companion(identifiers.Fresh(variable.Name + Suffix(kind), type), variable, role);
    }
}
