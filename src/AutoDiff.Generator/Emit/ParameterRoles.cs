using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>What a member does with each of its parameters, in words.</summary>
internal sealed class ParameterRoles(DerivativeMember member, ParameterFacts facts, Naming naming)
{
    public string Reference(Variable variable) => naming.IsReceiver(variable) ? "<see langword=\"this\"/>" : Xml.ParameterReference(naming.Plain(variable));

    /// <summary>For <c>param</c>.</summary>
    public string Of(Parameter parameter) =>
        member.Companions.FirstOrDefault(companion => companion.Variable == parameter.Variable) is { } companion ? Of(companion) : OfPrimal(parameter);

    /// <summary>For <c>exception</c>: what is checked at entry.</summary>
    public string Refusal
    {
        get
        {
            if (facts.CheckedCompanions.Count == 1 && member.Companions.First(companion => companion.Variable == facts.CheckedCompanions[0]) is { Variable.Type.IsView: true } only)
            {
                string overlap = only.IsWritten || facts.IsCheckedAgainstOthers ? $", or overlaps {(facts.IsCheckedAgainstOthers ? "an input" : "it")}" : "";
                return $"{Reference(only.Variable)} has another length than {Whose(only)}{overlap}.";
            }

            return member.Kind switch
            {
                DerivativeKind.Gradient => "A destination has another length than its parameter, or overlaps an input or another destination.",
                DerivativeKind.Vjp => "A shadow has another length than its parameter, or what is written overlaps something else.",
                _ => "A tangent has another length than its parameter, or what is written overlaps something else.",
            };
        }
    }

    private string OfPrimal(Parameter parameter)
    {
        Variable variable = parameter.Variable;
        string shape = variable.Type.IsView ? $", shape [{facts.Dimension(variable)}]" : "";
        string use = parameter.Passing == ParameterPassing.Out ? "Overwritten"
            : facts.IsWritten(parameter) ? "Read and written"
            : member.Request.Active.Contains(variable) || !variable.Type.CanBeActive ? "Input"
            : "Constant";
        string item = (variable.Type.Element ?? variable.Type).IsInteger ? " Integers have no gradient." : "";
        return $"{use}{shape}.{item}";
    }

    private string Of(Companion companion)
    {
        string whose = Whose(companion);
        string shape = companion is { Variable.Type.IsView: true, Of: { } variable } ? $", shape [{facts.Dimension(variable)}]" : "";
        return (member.Kind, companion.Role, companion.Variable.Type.IsView) switch
        {
            (DerivativeKind.Gradient, _, true) => $"Overwritten{shape}.",
            (DerivativeKind.Gradient, _, false) when companion.Variable.Type.HasActiveBuffers => $"Overwritten: the derivative by {whose}. Its buffers, as long as those of {whose}, are written.",
            (DerivativeKind.Gradient, _, false) => $"Overwritten: the derivative by {whose}.",
            (DerivativeKind.Vjp, CompanionRole.Given, var isView) => $"Cotangent of {whose}{(isView ? ", as long as it is" : "")}.",
            (DerivativeKind.Vjp, CompanionRole.AddedTo, _) => $"Added to{shape}: the derivative by {whose}.",
            (DerivativeKind.Vjp, _, true) => $"Updated{shape}: holds the derivative by the contents of {whose} after the call, and gets that by the contents before it.",
            (DerivativeKind.Vjp, _, false) => $"Updated: holds the derivative by {whose} as it is after the call, and gets that by {whose} as it was before it.",
            (_, CompanionRole.Given, _) => $"Tangent of {whose}{shape}.",
            (_, CompanionRole.Overwritten, _) => $"Overwritten: the tangent of {whose}.",
            _ => $"Updated{shape}: holds the tangent of {whose} before the call, and gets that after it.",
        };
    }

    private string Whose(Companion companion) => companion.Of is { } variable ? Reference(variable) : "the result";
}
