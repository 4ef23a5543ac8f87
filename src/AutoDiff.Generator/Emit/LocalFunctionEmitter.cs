using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>A function inside a member: one half of the derivative of a method that calls itself.</summary>
internal sealed class LocalFunctionEmitter(CSharpWriter writer, DifferentiableMethod method, SortedSet<string> usings)
{
    public void Write(Function local)
    {
        Function function = PlaceWorkspaces.Run(local);
        Naming naming = Naming.Of(function);
        Spelling spelling = new(method.Placement, naming.Used, usings);
        string modifier = method.Placement.Modifiers.EndsWith("static", System.StringComparison.Ordinal) ? "static " : "";
        string[] parameters = [.. function.Parameters.Select(parameter => $"{ParameterKeyword.Of(parameter.Passing)}{spelling.Type(parameter.Variable.Type)} {naming[parameter.Variable]}")];
        string head = $"{modifier}{spelling.Type(function.ReturnType)} {function.Name}(";
        string line = head + string.Join(", ", parameters) + ")";
        if (writer.Indentation + line.Length <= CSharpWriter.Width)
        {
            writer.Line(line);
        }
        else
        {
            writer.Line(head);
            writer.Indent();
            for (int i = 0; i < parameters.Length; i++)
            {
                writer.Line(parameters[i] + (i < parameters.Length - 1 ? "," : ")"));
            }

            writer.Outdent();
        }

        writer.Open();
        new StatementEmitter(writer, new(naming, spelling), spelling, function).Body(function.Body);
        writer.Close();
    }
}
