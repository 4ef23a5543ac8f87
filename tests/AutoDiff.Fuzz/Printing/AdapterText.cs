using System.Collections.Generic;
using System.Linq;
using System.Text;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Printing;

/// <summary>Methods of one signature for all programs: they read the arguments from a source and put the gradient into a sink.</summary>
/// <remarks>They are written from the contract of the generated members, so a member of another shape does not compile.</remarks>
/// <param name="edition">The program.</param>
internal sealed class AdapterText(Edition edition)
{
    private readonly IReadOnlyList<(string Name, Parameter Parameter)> parameters =
        [.. edition.Subject.Parameters.Select((parameter, i) => ($"a{i}", parameter))];

    /// <summary><c>Primal</c> over either type of number.</summary>
    public string Primal(Dialect dialect) => Printer.Translate(
        $"public static double Primal(Source source)\n{{\n{Read()}double value = Program.{edition.MethodName}({Arguments()});\n{Observe()}return value;\n}}\n", dialect);

    /// <summary><c>ValueAndGradient</c> and <c>Gradient</c>.</summary>
    public string Gradients()
    {
        StringBuilder text = new();
        foreach (string member in new[] { "ValueAndGradient", "Gradient" })
        {
            text.Append($"public static double {member}(Source source, Sink sink)\n{{\n{Read()}double value = 0;\n");
            text.Append(Active.Any(active => active.Parameter.Kind.IsBuffer) ? IntoDestinations(member) : ByValue(member));
            text.Append($"{Observe()}{Put()}return value;\n}}\n");
        }

        return text.ToString();
    }

    /// <summary><c>Vjp</c> and <c>Jvp</c>, which read the direction as they read the arguments.</summary>
    public string Products()
    {
        string shadows = string.Concat(Active.Select(active => active.Parameter.Kind.IsBuffer ? $"double[] {active.Name}Gradient = new double[{active.Name}.Length];\n" : $"double {active.Name}Gradient = 0;\n"));
        string passed = string.Join(", ", Active.Select(active => (active.Parameter.Kind.IsBuffer ? "" : "ref ") + active.Name + "Gradient"));
        string directions = string.Concat(parameters.Select(parameter =>
            $"{parameter.Parameter.Kind.Local} {parameter.Name}Tangent = {parameter.Parameter.Kind.Read.Replace("source.", "direction.", System.StringComparison.Ordinal)};\n"));
        string tangents = string.Join(", ", Active.Select(active => active.Name + "Tangent"));
        return $"public static double Vjp(Source source, double cotangent, Sink sink)\n{{\n{Read()}{shadows}"
            + $"double value = Program.{edition.MethodName}Vjp({Arguments()}, cotangent, {passed});\n{Observe()}{Put()}return value;\n}}\n"
            + $"public static (double Value, double Tangent) Jvp(Source source, Source direction)\n{{\n{Read()}{directions}"
            + $"(double Value, double Tangent) result = Program.{edition.MethodName}Jvp({Arguments()}, {tangents});\n{Observe()}return result;\n}}\n";
    }

    private IEnumerable<(string Name, Parameter Parameter)> Active => parameters.Where(parameter => parameter.Parameter.HasGradient);

    private string IntoDestinations(string member)
    {
        IEnumerable<string> declared = Active.Where(active => active.Parameter.Kind.IsBuffer)
            .Select(active => ParameterKind.For($"{active.Parameter.Kind.Gradient} $Gradient = {active.Parameter.Kind.Destination};\n", active.Name));
        IEnumerable<string> passed = Active.Select(active => active.Parameter.Kind.IsBuffer ? ParameterKind.For(active.Parameter.Kind.DestinationArgument, active.Name) : $"out {active.Parameter.Kind.Gradient} {active.Name}Gradient");
        string value = member == "Gradient" ? "" : "value = ";
        return string.Concat(declared) + $"{value}Program.{edition.MethodName}{member}({Arguments()}, {string.Join(", ", passed)});\n";
    }

    private string ByValue(string member)
    {
        string gradient = member == "Gradient" ? "result" : "result.Gradient";
        string value = member == "Gradient" ? "" : "value = result.Value;\n";
        bool isAlone = Active.Count() == 1;
        IEnumerable<string> parts = Active.Select((active, i) => $"{active.Parameter.Kind.Gradient} {active.Name}Gradient = {gradient}{(isAlone ? "" : $".Item{i + 1}")};\n");
        return $"var result = Program.{edition.MethodName}{member}({Arguments()});\n{value}{string.Concat(parts)}";
    }

    private string Read() => string.Concat(parameters.Select(parameter => $"{parameter.Parameter.Kind.Local} {parameter.Name} = {parameter.Parameter.Kind.Read};\n"));

    private string Arguments() => string.Join(", ", parameters.Select(parameter => ParameterKind.For(parameter.Parameter.Kind.Argument, parameter.Name)));

    private string Observe() => string.Concat(parameters.Select(parameter => ParameterKind.For(parameter.Parameter.Kind.Observe, parameter.Name) + "\n"));

    private string Put() => string.Concat(parameters.Where(parameter => parameter.Parameter.Kind.HasNumbers).Select(parameter =>
        ParameterKind.For(parameter.Parameter.HasGradient ? parameter.Parameter.Kind.Put : $"sink.Skip({parameter.Parameter.Kind.Count});", parameter.Name) + "\n"));
}
