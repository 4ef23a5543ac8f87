using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>Signatures of the generated members, and the arguments with which one calls the other.</summary>
internal sealed class SignatureEmitter(DifferentiableMethod method, DerivativeMember member, Naming naming, Spelling spelling)
{
    public string GradientName => member.Request.Name + "Gradient";

    /// <summary>
    /// Of a gradient <c>(double Value, double Gradient)</c>, or the value's type where the gradient goes to destinations; of
    /// a <c>FVjp</c> the value's type; of a <c>FJvp</c> <c>(double Value, double Tangent)</c>, or the value's type if it has no tangent.
    /// </summary>
    public string ReturnType
    {
        get
        {
            string value = spelling.Type(method.Primal.ReturnType);
            return member.Kind switch
            {
                DerivativeKind.Gradient when !HasDestinations => $"({value} Value, {GradientTuple()} Gradient)",
                DerivativeKind.Jvp when HasTangent => $"({value} Value, {value} Tangent)",
                _ => value,
            };
        }
    }

    /// <summary><c>double</c>, <c>(double X, double Y)</c>, or <c>void</c> where the gradient goes to destinations.</summary>
    public string GradientReturnType => HasDestinations ? "void" : GradientTuple();

    private IEnumerable<Parameter> Shown => member.Function.Parameters.Where(parameter => parameter.Passing != ParameterPassing.This);

    private bool HasDestinations => member.Companions.Count > 0;

    private bool HasTangent => member.Function.Body.Returned is TupleValue;

    private Placement Placement => method.Placement;

    /// <summary>Writes a signature: on one line if it fits, otherwise one parameter a line.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="returnType">The return type.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="tail">What follows on the last line, such as <c>;</c>.</param>
    public void Write(CSharpWriter writer, string returnType, string name, string tail = "")
    {
        string head = $"{Placement.Modifiers} {returnType} {name}{Placement.TypeParameters}(";
        List<string> parameters = [.. Shown.Select(Declaration)];
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
        IEnumerable<string> arguments = Shown.Select(parameter => ParameterKeyword.Of(parameter.Passing) + naming[parameter.Variable]);
        return $"{member.Function.Name}{Placement.TypeParameters}({string.Join(", ", arguments)})";
    }

    private string Declaration(Parameter parameter, int position)
    {
        string receiver = Placement.IsExtension && position == 0 ? "this " : "";
        return $"{receiver}{ParameterKeyword.Of(parameter.Passing)}{spelling.Type(parameter.Variable.Type)}{(parameter.IsNullable ? "?" : "")} {naming[parameter.Variable]}";
    }

    private string GradientTuple()
    {
        IReadOnlyList<Variable> active = [.. member.Request.Active];
        IReadOnlyList<string> names = TupleNames.Of(member.Request.Active);
        return active.Count == 1
            ? spelling.Type(active[0].Type)
            : $"({string.Join(", ", active.Select((variable, i) => $"{spelling.Type(variable.Type)} {Identifiers.Escape(names[i])}"))})";
    }
}
