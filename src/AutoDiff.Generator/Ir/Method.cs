using System;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Ir;

/// <summary>A static method that is called. <paramref name="Container"/> is its type.</summary>
internal sealed record Method(TypeName Container, string Name, IrType ReturnType, EquatableArray<MethodParameter> Parameters)
{
    /// <summary>Same arguments, same result, no effects: may be run again in the reverse sweep, or not at all.</summary>
    public bool IsPure { get; init; }

    /// <summary>The <see cref="Helper.Key"/> of its body, if that is known.</summary>
    public string? Body { get; init; }

    /// <summary>A static property, which is read without parentheses.</summary>
    public bool IsProperty { get; init; }

    /// <summary>Of a generic method; empty otherwise.</summary>
    public EquatableArray<IrType> TypeArguments { get; init; }

    /// <summary>No parameter mentions one of the type parameters, so that no call infers it: <c>SizeOf&lt;T&gt;()</c>.</summary>
    public bool HasHiddenTypeArguments { get; init; }

    /// <summary>Marked <c>[NoGradient]</c>: what it returns and writes is constant, whatever its arguments are.</summary>
    public bool IsConstant { get; init; }

    /// <summary>The <see cref="Helper.Key"/> of the method if its buffers come in one array: only halves of a pair have this signature.</summary>
    public string? Packed { get; init; }

    /// <summary>A body that is known, and whose derivative flows into the new array that it returns.</summary>
    public bool GivesOwn => ReturnType is { Kind: TypeKind.Array, CanBeActive: true } && !IsConstant && (Body is not null || VjpRules.Count > 0 || JvpRules.Count > 0);

    /// <summary>Vector-Jacobian products that are declared for the method, by itself or by somebody else.</summary>
    public EquatableArray<VjpRule> VjpRules { get; init; }

    /// <summary>Jacobian-vector products that are declared for the method.</summary>
    public EquatableArray<JvpRule> JvpRules { get; init; }

    /// <summary>Scalar derivatives that are declared for the method; they serve both directions.</summary>
    public EquatableArray<DerivativeRule> DerivativeRules { get; init; }

    /// <summary>Whether attributes give the method a derivative for reverse mode (the tables of <c>Rules</c> are asked elsewhere).</summary>
    public bool HasDeclaredRules => VjpRules.Count > 0 || DerivativeRules.Count > 0;

    /// <summary>Whether attributes say what the derivative is, so that the method's body does not matter.</summary>
    public bool HasCustomDerivative => IsConstant || HasDeclaredRules || JvpRules.Count > 0;

    /// <summary>The metadata name by which rule tables know the method: <c>System.Math.Exp</c>.</summary>
    public string FullName => Container.FullName + "." + Name;

    // Every call is hashed with its method, and few methods of one name meet.
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name);
}

/// <summary>A type's name, split so that it can be spelled short where that binds to the right thing. Nested types are dotted in <paramref name="Name"/>.</summary>
internal sealed record TypeName(string Namespace, string Name)
{
    /// <summary>A type parameter, which has no namespace and is spelled as it is: <c>T.Exp(x)</c>.</summary>
    public bool IsParameter { get; init; }

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

internal sealed record MethodParameter(string Name, IrType Type, ParameterUse Use)
{
    /// <summary>The argument of a <c>ref</c> or <c>out</c> parameter is a <see cref="Read"/> of the variable that the call changes.</summary>
    public ParameterPassing Passing { get; init; }

    /// <summary>One of the buffers, all of one length, in which an array of structures is kept number by number.</summary>
    public bool IsColumn { get; init; }

    /// <summary>Of a view of one element that stands for a number passed by reference: how the method takes that number.</summary>
    public ParameterPassing CellOf { get; init; }
}

/// <summary>
/// A method that adds vector-Jacobian products to shadows. Its parameters are matched by name: those of the primal,
/// <c>result</c> and <c>resultGradient</c> for a returned scalar, <c>xGradient</c> for each parameter <c>x</c>,
/// <c>residual0</c> and so on for what <paramref name="Forward"/> leaves.
/// </summary>
internal sealed record VjpRule(Method Method, ForwardRule? Forward = null)
{
    /// <summary>
    /// The method that is called instead of the primal, with the same arguments and result, and that leaves on stacks what the
    /// rule needs: the two are halves of one derivative.
    /// </summary>
    public Method? Twin { get; init; }
}

/// <summary>
/// A method that is called instead of the primal with the same arguments. It returns a tuple of the primal's value and the
/// residuals; <paramref name="Value"/> and the paths of <paramref name="Residuals"/> say how to reach them, such as <c>.Residuals.Item1</c>.
/// </summary>
internal sealed record ForwardRule(Method Method, string Value, EquatableArray<MethodResidual> Residuals);

/// <summary>A number that a <see cref="ForwardRule"/> leaves for the reverse.</summary>
internal sealed record MethodResidual(IrType Type, string Path);

/// <summary>A pure method that returns the derivative by <paramref name="WithRespectTo"/>; parameters are matched by name, <c>result</c> is the primal's.</summary>
internal sealed record DerivativeRule(Method Method, string WithRespectTo);

/// <summary>
/// A method that computes tangents. Its parameters are matched by name: those of the primal, <c>result</c> for a returned
/// scalar, and <c>xTangent</c> for each parameter <c>x</c>.
/// </summary>
internal sealed record JvpRule(Method Method)
{
    /// <summary>
    /// It is called instead of the primal and returns <c>(T Value, T Tangent)</c>; otherwise it is called after the primal
    /// and returns the tangent.
    /// </summary>
    public bool RunsPrimal { get; init; }
}
