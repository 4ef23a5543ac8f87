using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>A parameter that a custom rule has to have.</summary>
/// <param name="Name">By which the IR knows it: <c>x</c>, <c>result</c>, <c>resultGradient</c>, <c>xGradient</c>, <c>xTangent</c>.</param>
/// <param name="Types">What it may be; the first is what a stub is written with.</param>
internal sealed record RuleSlot(string Name, EquatableArray<IrType> Types)
{
    /// <summary>A <c>ref</c> parameter.</summary>
    public bool IsByReference { get; init; }

    /// <summary>May be left out; it is there if the rule has a parameter of this name.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether a rule's parameter fills the slot.</summary>
    public bool Accepts(IParameterSymbol parameter) =>
        Types.Contains(TypeReader.Read(parameter.Type))
        && (IsByReference ? parameter.RefKind == RefKind.Ref : parameter.RefKind is RefKind.None or RefKind.In);

    /// <summary>As C#: <c>ref double xGradient</c>. A cotangent goes by the name that generated members give it.</summary>
    public string Text => (IsByReference ? "ref " : "") + TypeText(Types[0]) + " " + (Name == "resultGradient" ? "cotangent" : ConstantReader.Escaped(Name));

    public static string TypeText(IrType type) => type.Kind switch
    {
        Ir.TypeKind.ReadOnlySpan => "System.ReadOnlySpan<" + TypeText(type.Element!) + ">",
        Ir.TypeKind.Span => "System.Span<" + TypeText(type.Element!) + ">",
        Ir.TypeKind.Array => TypeText(type.Element!) + "[]",
        _ => type.Name,
    };
}
