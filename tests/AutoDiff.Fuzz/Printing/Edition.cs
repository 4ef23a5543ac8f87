using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Printing;

/// <summary>A program under its names, in a namespace of its own.</summary>
/// <param name="Subject">The program.</param>
/// <param name="Label">The last part of the namespace.</param>
/// <param name="Names">Where they differ from the symbols' own.</param>
internal sealed record Edition(Subject Subject, string Label, IReadOnlyDictionary<Symbol, string> Names)
{
    private const string Usings = "using System;\nusing System.Collections.Generic;\nusing System.Linq;\nusing System.Numerics;\nusing AutoDiff;\n\n";

    public Edition(Subject subject, string label)
        : this(subject, label, new Dictionary<Symbol, string>())
    {
    }

    /// <summary>Of the annotated method.</summary>
    public string MethodName => NameOf(Subject.Method);

    public string Namespace(Dialect dialect) => (dialect == Dialect.Dual ? "AutoDiff.Fuzz.Evaluation." : "Fuzzed.") + Label;

    public string NameOf(Symbol symbol) => Names.TryGetValue(symbol, out string? name) ? name : symbol.Name;

    /// <summary>The file with the program.</summary>
    /// <param name="dialect">The type of numbers.</param>
    public string Program(Dialect dialect)
    {
        StringBuilder text = new();
        text.Append("public static partial class Program\n{\n");
        text.Append(Printer.Print(Subject.Members, dialect, NameOf));
        if (dialect == Dialect.Source)
        {
            text.Append(Subject.HasProducts ? "[Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp)]\n" : "[Differentiable]\n");
        }

        string parameters = string.Join(", ", Subject.Parameters.Select(parameter =>
            (parameter.IsMarked && dialect == Dialect.Source ? "[NoGradient] " : "") + Printer.Translate(ParameterKind.For(parameter.Kind.Type, NameOf(parameter.Symbol)), dialect)));
        text.Append("public static ").Append(Printer.Translate("double", dialect)).Append(' ').Append(MethodName).Append('(').Append(parameters).Append(')');
        text.Append(Printer.Print(Subject.Body, dialect, NameOf)).Append("}\n");
        return Usings + "namespace " + Namespace(dialect) + ";\n\n" + Layout.Indent(text.ToString());
    }

    /// <summary>A file with nothing but the adapter.</summary>
    public string Adapter(string members, Dialect dialect) =>
        $"using Sink = AutoDiff.Fuzz.Evaluation.Sink;\nusing Source = AutoDiff.Fuzz.Evaluation.Source<{(dialect == Dialect.Dual ? "AutoDiff.Fuzz.Evaluation.Dual" : "double")}>;\n"
        + Usings + "namespace " + Namespace(dialect) + ";\n\n" + Layout.Indent("public static class Adapter\n{\n" + members + "}\n");

    /// <summary>The program as a person would write it in a bug report.</summary>
    public override string ToString() => Program(Dialect.Source)[Usings.Length..].Split('\n', 3)[2];

    /// <inheritdoc/>
    public bool Equals(Edition? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => Label.GetHashCode(StringComparison.Ordinal);
}
