using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>Documentation comments: what is computed, in closed form where there is one, and what happens to each parameter.</summary>
internal sealed class DocumentationEmitter(DifferentiableMethod method, GradientMember member, Naming naming, Spelling spelling)
{
    private readonly ParameterFacts facts = ParameterFacts.Of(method, member);

    /// <summary>Writes the documentation of one member.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="withValue">Of <c>FValueAndGradient</c>, rather than of <c>FGradient</c>.</param>
    public void Write(CSharpWriter writer, bool withValue)
    {
        Line(writer, $"<summary>{Summary(withValue)}</summary>");
        if (withValue)
        {
            WriteFormulas(writer);
        }

        // A method of scalars says everything in its formulas and names.
        if (!member.Function.Parameters.Any(parameter => parameter.Variable.Type.IsView))
        {
            return;
        }

        foreach (Parameter parameter in member.Function.Parameters)
        {
            Line(writer, $"<param name=\"{naming.Plain(parameter.Variable)}\">{Role(parameter)}</param>");
        }

        if (withValue)
        {
            Line(writer, member.Destinations.Count > 0 ? "<returns>The value.</returns>" : "<returns>The value and the gradient.</returns>");
        }
        else if (member.Destinations.Count == 0)
        {
            Line(writer, "<returns>The gradient.</returns>");
        }

        if (facts.CheckedDestinations.Count > 0)
        {
            Line(writer, $"<exception cref=\"{spelling.Known("System", "ArgumentException")}\">{Refusal()}</exception>");
        }
    }

    private static void Line(CSharpWriter writer, string text) => writer.Line("/// " + text);

    private string Summary(bool withValue)
    {
        string reference = method.Placement.Cref.Length == 0
            ? $"<c>{method.Placement.MethodName}</c>"
            : $"<see cref=\"{InReach(method.Placement.Cref)}\"/>";
        bool isWhole = member.Request.Active.Count == method.Primal.Parameters.Count;
        string active = Xml.List([.. member.Request.Active.Select(Reference)]);
        return (withValue, isWhole) switch
        {
            (true, true) => $"Value and gradient of {reference}.",
            (true, false) => $"Value of {reference} and its gradient with respect to {active}.",
            (false, true) => $"Gradient of {reference}.",
            _ => $"Gradient of {reference} with respect to {active}.",
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
        Line(writer, "<remarks>");
        Line(writer, "<code>");
        foreach (Formula formula in formulas)
        {
            Line(writer, Xml.Escape($"{formula.Label.PadRight(width)} = {formula.Text}"));
        }

        Line(writer, "</code>");
        Line(writer, "</remarks>");
    }

    private string Role(Parameter parameter)
    {
        Variable variable = parameter.Variable;
        if (member.Destinations.FirstOrDefault(destination => destination.Variable == variable) is { } destination)
        {
            return variable.Type.IsView
                ? $"Overwritten, shape [{facts.Dimension(destination.Of)}]."
                : $"Overwritten: the derivative by {Reference(destination.Of)}.";
        }

        string shape = variable.Type.IsView ? $", shape [{facts.Dimension(variable)}]" : "";
        string use = facts.IsWritten(parameter) ? "Read and written"
            : member.Request.Active.Contains(variable) || !variable.Type.CanBeActive ? "Input"
            : "Constant";
        string item = (variable.Type.Element ?? variable.Type).IsInteger ? " Integers have no gradient." : "";
        return $"{use}{shape}.{item}";
    }

    private string Refusal()
    {
        if (facts.CheckedDestinations.Count == 1 && member.Destinations.First(destination => destination.Variable == facts.CheckedDestinations[0]) is { } only)
        {
            return $"{Reference(only.Variable)} has another length than {Reference(only.Of)}, or overlaps {(facts.IsCheckedAgainstOthers ? "an input" : "it")}.";
        }

        return "A destination has another length than its parameter, or overlaps an input or another destination.";
    }

    private string Reference(Variable variable) => Xml.ParameterReference(naming.Plain(variable));
}
