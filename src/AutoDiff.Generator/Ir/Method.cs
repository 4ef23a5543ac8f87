using System;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Ir;

/// <summary>A static method that is called. <paramref name="Container"/> is its type.</summary>
internal sealed record Method(TypeName Container, string Name, IrType ReturnType, EquatableArray<MethodParameter> Parameters)
{
    /// <summary>Same arguments, same result, no effects: may be run again in the reverse sweep, or not at all.</summary>
    public bool IsPure { get; init; }

    /// <summary>Of a generic method; empty otherwise.</summary>
    public EquatableArray<IrType> TypeArguments { get; init; }

    /// <summary>No parameter mentions one of the type parameters, so that no call infers it: <c>SizeOf&lt;T&gt;()</c>.</summary>
    public bool HasHiddenTypeArguments { get; init; }

    /// <summary>Vector-Jacobian products that the called method declares for itself in metadata.</summary>
    public EquatableArray<VjpRule> VjpRules { get; init; }

    /// <summary>Scalar derivatives that the called method declares for itself in metadata.</summary>
    public EquatableArray<DerivativeRule> DerivativeRules { get; init; }

    /// <summary>Whether the method has a derivative in metadata (the tables of <c>Rules</c> are asked elsewhere).</summary>
    public bool HasDeclaredRules => VjpRules.Count > 0 || DerivativeRules.Count > 0;

    /// <summary>The metadata name by which rule tables know the method: <c>System.Math.Exp</c>.</summary>
    public string FullName => Container.FullName + "." + Name;

    // Every call is hashed with its method, and few methods of one name meet.
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name);
}

/// <summary>A type's name, split so that it can be spelled short where that binds to the right thing. Nested types are dotted in <paramref name="Name"/>.</summary>
internal sealed record TypeName(string Namespace, string Name)
{
    public string FullName => Namespace.Length == 0 ? Name : Namespace + "." + Name;
}

/// <summary>How a called method uses a parameter.</summary>
internal enum ParameterUse
{
    /// <summary>Read only.</summary>
    Input,

    /// <summary>A span whose old contents do not matter and which is written whole.</summary>
    Overwritten,

    /// <summary>A span that is read and written.</summary>
    Updated,
}

internal sealed record MethodParameter(string Name, IrType Type, ParameterUse Use);

/// <summary>
/// A method of the same type that adds vector-Jacobian products to shadows. Its parameters are matched by name:
/// those of the primal, <c>result</c> and <c>resultGradient</c> for a returned scalar, <c>xGradient</c> for each parameter <c>x</c>.
/// </summary>
internal sealed record VjpRule(string MethodName, EquatableArray<MethodParameter> Parameters);

/// <summary>A pure method of the same type that returns the derivative by <paramref name="WithRespectTo"/>; parameters are matched by name, <c>result</c> is the primal's.</summary>
internal sealed record DerivativeRule(string MethodName, string WithRespectTo, EquatableArray<MethodParameter> Parameters);
