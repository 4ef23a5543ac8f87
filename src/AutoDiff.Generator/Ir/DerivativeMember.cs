using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Ir;

/// <summary>One kind of derivative for one <see cref="Request"/>, ready to be written.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Kind">Which of the kinds this is.</param>
/// <param name="Function">
/// The primal's parameters followed by their companions. Of a gradient it is <c>FValueAndGradient</c>, whose body ends with
/// a <see cref="Return"/> of the value, or of a <see cref="TupleValue"/> of <c>Value</c> and <c>Gradient</c>; of a
/// <c>FJvp</c> the tuple is <c>Value</c> and <c>Tangent</c>.
/// </param>
/// <param name="Companions">The parameters that the primal does not have, in their order.</param>
internal sealed record DerivativeMember(Request Request, DerivativeKind Kind, Function Function, EquatableArray<Companion> Companions)
{
    /// <summary>Functions that the member calls and that nobody else sees.</summary>
    public EquatableArray<Function> Locals { get; init; } = [];

    /// <summary>What the reverse sweep records, one line each, such as <c>exp: double × n × classes</c>; empty: nothing.</summary>
    public EquatableArray<string> Recorded { get; init; }
}
