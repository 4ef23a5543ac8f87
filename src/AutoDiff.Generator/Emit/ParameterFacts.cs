using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>What the IR shows about a member's parameters.</summary>
internal sealed class ParameterFacts
{
    private static readonly string[] Letters = ["n", "m", "k", "p", "q", "r", "s"];

    private readonly HashSet<Variable> written;
    private readonly Dictionary<Variable, string> dimensions = [];

    private ParameterFacts(HashSet<Variable> written, IReadOnlyList<Variable> checkedCompanions)
    {
        this.written = written;
        CheckedCompanions = checkedCompanions;
    }

    /// <summary>The additional parameters whose length and place in memory the member checks at entry.</summary>
    public IReadOnlyList<Variable> CheckedCompanions { get; }

    /// <summary>Whether one of them is checked against more than its own parameter.</summary>
    public bool IsCheckedAgainstOthers { get; private init; }

    public static ParameterFacts Of(DifferentiableMethod method, DerivativeMember member)
    {
        List<Variable> companions = [.. member.Companions.Select(companion => companion.Variable)];
        Dictionary<Variable, Expression?> unpacked = member.Function.Body.Statements.OfType<Declare>().Where(declare => declare.Variable.Type.IsView)
            .ToDictionary(declare => declare.Variable, declare => declare.Value);
        List<Variable> checks = [.. member.Function.Body.Statements.SelectMany(CheckedBy).Select(buffer => unpacked.TryGetValue(buffer, out Expression? value) && value is not null ? Root(value) : buffer).OfType<Variable>()];
        ParameterFacts facts = new(WrittenViews.Of(method.Primal), [.. companions.Where(checks.Contains)])
        {
            IsCheckedAgainstOthers = checks.Count > checks.Distinct().Count(),
        };
        facts.NameDimensions(method.Primal);

        // What comes in does not change, so that formulas may speak of its elements.
        foreach (Companion given in member.Companions.Where(companion => companion is { Role: CompanionRole.Given, Of: not null, Variable.Type.IsView: true }))
        {
            facts.dimensions[given.Variable] = facts.dimensions[given.Of!];
        }

        return facts;
    }

    /// <summary>Whether the method itself writes to what the caller passed. Assigning a parameter that was passed by value does not.</summary>
    public bool IsWritten(Parameter parameter) =>
        written.Contains(parameter.Variable) && (parameter.Variable.Type.IsView || parameter.Passing is ParameterPassing.Ref or ParameterPassing.Out);

    /// <summary>A letter for the length of a buffer. Different letters do not say that lengths differ, only that nothing says they are equal.</summary>
    /// <param name="parameter">A parameter of the method; other variables have no letter.</param>
    public string? Dimension(Variable parameter) => dimensions.TryGetValue(parameter, out string? letter) ? letter : null;

    private void NameDimensions(Function primal)
    {
        Queue<string> letters = new(Letters
            .Where(letter => primal.Parameters.All(parameter => parameter.Variable.Name != letter)));
        foreach (Parameter parameter in primal.Parameters.Where(parameter => parameter.Variable.Type.IsView))
        {
            Variable variable = parameter.Variable;
            if (variable.Type.Kind == TypeKind.Grid)
            {
                dimensions[variable] = string.Join(", ", Enumerable.Range(0, variable.Type.Rank)
                    .Select(dimension => letters.Count > 0 ? letters.Dequeue() : variable.Name + ".GetLength(" + dimension.ToString(CultureInfo.InvariantCulture) + ")"));
                continue;
            }

            string length = letters.Count > 0 ? letters.Dequeue() : variable.Name + ".Length";
            dimensions[variable] = variable.Type.IsJagged ? length + "][" + (letters.Count > 0 ? letters.Dequeue() : "…") : length;
        }
    }

    private static IEnumerable<Variable> CheckedBy(Statement statement) =>
        statement is Evaluate { Value: Call { Method.Container: { Namespace: "AutoDiff.CompilerServices", Name: "Destination" } } check }
        && check.Arguments.Count > 0
        && Root(check.Arguments[0]) is { } variable
            ? [variable]
            : [];

    private static Variable? Root(Expression expression) => expression switch
    {
        Read read => read.Variable,
        Conversion conversion => Root(conversion.Operand),
        Length length => Root(length.View),
        Field field => Root(field.Object),
        _ => null,
    };
}
