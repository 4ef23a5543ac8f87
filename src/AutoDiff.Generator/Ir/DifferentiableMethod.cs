using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Ir;

/// <summary>An annotated method: where it stands, what it computes, and which derivatives are asked for.</summary>
internal sealed record DifferentiableMethod(Placement Placement, Function Primal, EquatableArray<Request> Requests)
{
    /// <summary>The methods that it calls, directly or not, and whose bodies are known.</summary>
    public EquatableArray<Helper> Helpers { get; init; } = [];

    /// <summary>The same method with all objects as constants, where it creates some whose numbers are read here.</summary>
    public DifferentiableMethod? Otherwise { get; init; }

    /// <summary>What its derivatives read of other types and could not name.</summary>
    public EquatableArray<Accessor> Accessors { get; init; } = [];
}

/// <summary>One <c>[Differentiable]</c>: the stem of the generated names and the parameters that are differentiated with respect to.</summary>
internal sealed record Request(string Name, EquatableArray<Variable> Active, bool Vectorize)
{
    private static readonly DerivativeKind[] AllKinds = [DerivativeKind.Gradient, DerivativeKind.Vjp, DerivativeKind.Jvp];

    /// <summary>What is asked for.</summary>
    public DerivativeKinds Asked { get; init; } = DerivativeKinds.Gradient;

    /// <summary>What is asked for, one by one.</summary>
    public IEnumerable<DerivativeKind> Kinds => AllKinds.Where(kind => Asked.HasFlag((DerivativeKinds)(1 << (int)kind)));

    /// <summary>The <c>out</c> parameters that carry derivatives: they have a cotangent or a tangent, and no initial contents.</summary>
    public EquatableArray<Variable> Outputs { get; init; } = [];
}

/// <summary>Where a generated member goes and how it must be spelled there.</summary>
/// <param name="Namespace">Dotted, empty for the global namespace.</param>
/// <param name="ContainingTypes">Outermost first.</param>
/// <param name="MethodName">The source method's name, with <c>@</c> if it is a keyword.</param>
/// <param name="Modifiers">Accessibility and <c>static</c>: <c>public static</c>.</param>
/// <param name="IsExtension">The first parameter has <c>this</c>.</param>
/// <param name="TypeParameters"><c>&lt;T&gt;</c>, or empty.</param>
/// <param name="Constraints"><c>where T : struct</c> clauses, one each.</param>
/// <param name="Cref">The method as the operand of a <c>cref</c>: <c>Loss(ReadOnlySpan{float}, int)</c>; empty if there is none.</param>
/// <param name="DisplayName">For prose: <c>Demo.Losses.Loss</c>.</param>
/// <param name="HintName">Of the generated file, unique whatever the case, without <c>.g.cs</c>.</param>
/// <param name="ShadowedNames">Simple names that lookup at that place binds to something of the user's, so that the generated text needs <c>global::</c>.</param>
/// <param name="TakenNames">Names of all members visible in the containing types, which a generated local or member must not be confused with.</param>
internal sealed record Placement(
    string Namespace,
    EquatableArray<ContainingType> ContainingTypes,
    string MethodName,
    string Modifiers,
    bool IsExtension,
    string TypeParameters,
    EquatableArray<string> Constraints,
    string Cref,
    string DisplayName,
    string HintName,
    EquatableArray<string> ShadowedNames,
    EquatableArray<string> TakenNames)
{
    /// <summary>Compiler warnings that are off where the method stands, and those about its place, which would be raised again.</summary>
    public EquatableArray<string> SilencedWarnings { get; init; } = [];
}

/// <summary>A partial type: <c>static partial class</c> is written <c>partial class</c>, so only its keyword and name matter.</summary>
/// <param name="Keyword"><c>class</c>, <c>struct</c>, <c>record</c>, <c>record struct</c>, <c>interface</c>.</param>
/// <param name="Name">With <c>@</c> if it is a keyword, and with type parameters: <c>Model&lt;T&gt;</c>.</param>
internal sealed record ContainingType(string Keyword, string Name);
