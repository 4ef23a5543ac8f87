using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>Signatures of the generated members, and the arguments with which one calls the other.</summary>
internal sealed class SignatureEmitter(DifferentiableMethod method, GradientMember member, Naming naming, Spelling spelling)
{
    public string GradientName => member.Request.Name + "Gradient";

    public string ValueAndGradientName => member.Request.Name + "ValueAndGradient";

    /// <summary><c>(double Value, double Gradient)</c>, or the value's type where the gradient goes to destinations.</summary>
    public string ValueAndGradientReturnType
    {
        get
        {
            string value = spelling.Type(method.Primal.ReturnType);
            return HasDestinations ? value : $"({value} Value, {GradientTuple()} Gradient)";
        }
    }

    /// <summary><c>double</c>, <c>(double X, double Y)</c>, or <c>void</c> where the gradient goes to destinations.</summary>
    public string GradientReturnType => HasDestinations ? "void" : GradientTuple();

    private bool HasDestinations => member.Destinations.Count > 0;

    private Placement Placement => method.Placement;

    /// <summary>Writes a signature: on one line if it fits, otherwise one parameter a line.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="returnType">The return type.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="tail">What follows on the last line, such as <c>;</c>.</param>
    public void Write(CSharpWriter writer, string returnType, string name, string tail = "")
    {
        string head = $"{Placement.Modifiers} {returnType} {name}{Placement.TypeParameters}(";
        List<string> parameters = [.. member.Function.Parameters.Select(Declaration)];
        bool hasConstraints = Placement.Constraints.Count > 0;
        string end = ")" + (hasConstraints ? "" : tail);
        string line = head + string.Join(", ", parameters) + end;
        if (writer.Indentation + line.Length <= CSharpWriter.Width)
        {
            writer.Line(line);
        }
        else
        {
            writer.Line(head);
            writer.Indent();
            for (int i = 0; i < parameters.Count; i++)
            {
                writer.Line(parameters[i] + (i < parameters.Count - 1 ? "," : end));
            }

            writer.Outdent();
        }

        writer.Indent();
        for (int i = 0; i < Placement.Constraints.Count; i++)
        {
            writer.Line(Placement.Constraints[i] + (i == Placement.Constraints.Count - 1 ? tail : ""));
        }

        writer.Outdent();
    }

    /// <summary><c>LossValueAndGradient(x, in y, out xGradient)</c></summary>
    public string CallOfValueAndGradient()
    {
        IEnumerable<string> arguments = member.Function.Parameters.Select(parameter => Keyword(parameter) + naming[parameter.Variable]);
        return $"{ValueAndGradientName}{Placement.TypeParameters}({string.Join(", ", arguments)})";
    }

    private string Declaration(Parameter parameter, int position)
    {
        string receiver = Placement.IsExtension && position == 0 ? "this " : "";
        return $"{receiver}{Keyword(parameter)}{spelling.Type(parameter.Variable.Type)} {naming[parameter.Variable]}";
    }

    private static string Keyword(Parameter parameter) => parameter.Passing switch
    {
        ParameterPassing.In => "in ",
        ParameterPassing.Ref => "ref ",
        ParameterPassing.Out => "out ",
        _ => "",
    };

    private string GradientTuple()
    {
        IReadOnlyList<Variable> active = [.. member.Request.Active];
        IReadOnlyList<string> names = TupleNames.Of(member.Request.Active);
        return active.Count == 1
            ? spelling.Type(active[0].Type)
            : $"({string.Join(", ", active.Select((variable, i) => $"{spelling.Type(variable.Type)} {Identifiers.Escape(names[i])}"))})";
    }
}
