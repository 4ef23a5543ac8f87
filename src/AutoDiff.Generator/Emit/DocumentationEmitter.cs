using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>Documentation comments: what is computed, in closed form where there is one, and what happens to each parameter.</summary>
internal sealed class DocumentationEmitter(DifferentiableMethod method, DerivativeMember member, Naming naming, Spelling spelling)
{
    private readonly ParameterFacts facts = ParameterFacts.Of(method, member);
    private readonly ParameterRoles roles = new(member, ParameterFacts.Of(method, member), naming);

    /// <summary>Writes the documentation of one member.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="isWhole">Not of <c>FGradient</c>, which leaves the value out.</param>
    public void Write(CSharpWriter writer, bool isWhole)
    {
        Line(writer, $"<summary>{Summary(isWhole)}</summary>");
        if (isWhole)
        {
            WriteFormulas(writer);
        }

        // A gradient of scalars says everything in its formulas and names.
        if (member.Kind == DerivativeKind.Gradient && !member.Function.Parameters.Any(parameter => parameter.Variable.Type.IsView || parameter.Variable.Type.HasActiveBuffers))
        {
            return;
        }

        foreach (Parameter parameter in member.Function.Parameters.Where(parameter => parameter.Passing != ParameterPassing.This))
        {
            Line(writer, $"<param name=\"{naming.Plain(parameter.Variable)}\">{roles.Of(parameter)}</param>");
        }

        if (Returned(isWhole) is { } returned)
        {
            Line(writer, $"<returns>{returned}</returns>");
        }

        if (facts.CheckedCompanions.Count > 0)
        {
            Line(writer, $"<exception cref=\"{spelling.Known("System", "ArgumentException")}\">{roles.Refusal}</exception>");
        }
    }

    private static void Line(CSharpWriter writer, string text) => writer.Line("/// " + text);

    private string Summary(bool isWhole)
    {
        string reference = method.Placement.Cref.Length == 0
            ? $"<c>{method.Placement.MethodName}</c>"
            : $"<see cref=\"{InReach(method.Placement.Cref)}\"/>";
        bool isOfAll = member.Request.Active.Count + member.Request.Outputs.Count == method.Primal.Parameters.Count(parameter => parameter.Passing != ParameterPassing.This || parameter.IsActive);
        string active = Xml.List([.. member.Request.Active.Select(roles.Reference)]);
        string by = isOfAll ? "" : $" with respect to {active}";
        return (member.Kind, isWhole, isOfAll) switch
        {
            (DerivativeKind.Gradient, true, true) => $"Value and gradient of {reference}.",
            (DerivativeKind.Gradient, true, false) => $"Value of {reference} and its gradient{by}.",
            (DerivativeKind.Gradient, _, _) => $"Gradient of {reference}{by}.",
            (DerivativeKind.Vjp, _, _) => $"Vector-Jacobian product of {reference}{by}: runs it, and turns derivatives by what it computes into derivatives by what it is given.",
            _ => $"Jacobian-vector product of {reference}{by}: runs it, and computes how fast what it computes changes along the tangents.",
        };
    }

    private string? Returned(bool isWhole)
    {
        bool isTuple = member.Function.Body.Returned is TupleValue;
        return member.Kind switch
        {
            DerivativeKind.Gradient when !isWhole => member.Companions.Count > 0 ? null : "The gradient.",
            DerivativeKind.Gradient when member.Companions.Count == 0 => "The value and the gradient.",
            DerivativeKind.Jvp when isTuple => "The value and its tangent.",
            _ => method.Primal.ReturnType == IrType.Void ? null : "The value.",
        };
    }

    // The cref names spans in short, so they must be in reach, and mean what they say.
    private string InReach(string cref) =>
        Regex.Replace(cref, @"(?<=[( ])(ReadOnlySpan|Span)(?=\{)", match => spelling.Known("System", match.Value), RegexOptions.CultureInvariant);

    private void WriteFormulas(CSharpWriter writer)
    {
        IReadOnlyList<Formula> formulas = Describe.Of(method, member, facts);
        if (formulas.Count == 0)
        {
            return;
        }

        int width = formulas.Max(formula => formula.Label.Length);
        int sign = formulas.Max(formula => formula.Sign.Length);
        Line(writer, "<remarks>");
        Line(writer, "<code>");
        foreach (Formula formula in formulas)
        {
            Line(writer, Xml.Escape($"{formula.Label.PadRight(width)} {formula.Sign.PadLeft(sign)} {formula.Text}"));
        }

        Line(writer, "</code>");
        Line(writer, "</remarks>");
    }
}
