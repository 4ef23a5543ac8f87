using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Ir;

/// <summary>
/// A generated member that lets code outside a type read one of the type's private members: a derivative stands with its
/// annotated method, and the code that it was made of may stand anywhere.
/// </summary>
/// <param name="Namespace">Dotted, empty for the global namespace.</param>
/// <param name="ContainingTypes">Outermost first.</param>
/// <param name="HintName">Of the type's file of accessors, without <c>.g.cs</c>.</param>
/// <param name="Member">What is read, as the operand of a <c>cref</c>.</param>
/// <param name="Name">What generated code writes instead.</param>
/// <param name="Declaration"><c>internal static double[] tableOfNormal => table;</c></param>
internal sealed record Accessor(
    string Namespace,
    EquatableArray<ContainingType> ContainingTypes,
    string HintName,
    string Member,
    string Name,
    string Declaration);
