using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Emit;

/// <summary>
/// Reads formulas off statements: straight-line code by substitution, <c>for (i…) sum += e</c> as <c>sum_i e</c>, and a
/// buffer that a loop writes once per element as a formula of its element. Anything else ends the reading.
/// </summary>
internal sealed class FormulaReader
{
    private readonly ClosedForm forms;
    private readonly Dictionary<Variable, Companion> companions;
    private readonly Dictionary<Variable, Formula> elements = [];

    private readonly HashSet<string> parameterNames;

    private FormulaReader(ClosedForm forms, Function function, IEnumerable<Companion> companions)
    {
        parameterNames = [.. function.Parameters.Select(parameter => parameter.Variable.Name)];
        this.forms = forms;
        this.companions = companions.Where(companion => companion.IsWritten).ToDictionary(companion => companion.Variable);
    }

    /// <summary>What the function returns; <see langword="null"/> if its body has no formula.</summary>
    public Expression? Result { get; private set; }

    /// <summary>Reads a function; <see langword="null"/> if it has no formula.</summary>
    public static FormulaReader? From(Function function, IEnumerable<Companion> companions, ParameterFacts facts)
    {
        ClosedForm forms = new(facts);
        foreach (Parameter parameter in function.Parameters.Where(parameter => !parameter.Variable.Type.IsView))
        {
            forms[parameter.Variable] = Sum.Of(parameter.Variable.Name);
        }

        FormulaReader reader = new(forms, function, companions);
        foreach (Companion sum in reader.companions.Values.Where(companion => companion.Role == CompanionRole.AddedTo && !companion.Variable.Type.IsView))
        {
            // Only what is added is told.
            forms[sum.Variable] = Sum.Integer(0);
        }

        return function.Body.Statements.All(statement => reader.TryRead(statement, forms, loop: null)) ? reader : null;
    }

    public Sum? Of(Expression expression) => forms.Of(expression);

    /// <summary>The formula that a companion receives.</summary>
    public Formula? Of(Companion companion)
    {
        Formula? formula = companion.Variable.Type.IsView
            ? elements.TryGetValue(companion.Variable, out Formula? element) ? element : null
            : forms[companion.Variable] is { } form ? new(companion.Variable.Name, form.Print()) : null;
        return formula is not null && companion.Role == CompanionRole.AddedTo ? formula with { Sign = "+=" } : formula;
    }

    private bool TryRead(Statement statement, ClosedForm scope, For? loop)
    {
        Cancellation.Check();
        switch (statement)
        {
            case Declare { Variable.Type.IsView: false, Value: { } value } declare:
                return (scope[declare.Variable] = scope.Of(value)) is not null;

            case Assign { Target: Read { Type.IsView: false } target } assign when loop is null:
                return (scope[target.Variable] = scope.Of(assign.Value)) is not null;

            case Accumulate { Target: Read target } accumulate when loop is null:
                scope[target.Variable] = scope.Of(accumulate.Value) is { } added ? scope[target.Variable]?.Plus(added) : null;
                return scope[target.Variable] is not null;

            case Assign { Target: Element { View: Read view, Index: Read index, Path: "" } } assign when loop is not null:
                return TryWriteElement(view.Variable, index.Variable, scope.Of(assign.Value), loop, isAdded: false);

            case Accumulate { Target: Element { View: Read view, Index: Read index, Path: "" } } accumulate when loop is not null:
                return TryWriteElement(view.Variable, index.Variable, scope.Of(accumulate.Value), loop, isAdded: true);

            case For inner when loop is null:
                return TryReadLoop(inner);

            // Guards and reads change no value; other unknown code might.
            case Evaluate { Value: Element or Call { Method.Container.Name: "Destination" } }:
            case Evaluate { Value: Opaque { Segments: var segments } } when segments[0].StartsWith("global::System.Argument", StringComparison.Ordinal):
                return true;

            case Return @return when loop is null:
                Result = @return.Value;
                return true;

            default:
                return false;
        }
    }

    private bool TryReadLoop(For loop)
    {
        // A counter with a parameter's name gets another one in the code, and the formula would be ambiguous.
        if (SumSign(loop) is not { } sign || loop.Exit is not null || parameterNames.Contains(loop.Counter.Name))
        {
            return false;
        }

        ClosedForm body = forms.Nested();
        body[loop.Counter] = Sum.Of(loop.Counter.Name);
        HashSet<Variable> accumulators = [.. loop.Body.Statements.OfType<Accumulate>().Select(a => a.Target).OfType<Read>().Select(read => read.Variable)];
        Dictionary<Variable, Sum> before = accumulators.Where(variable => forms[variable] is not null).ToDictionary(variable => variable, variable => forms[variable]!);
        if (before.Count < accumulators.Count)
        {
            return false;
        }

        // An accumulator that the body also reads is no plain sum: its formula is unknown inside.
        foreach (Variable accumulator in accumulators)
        {
            body[accumulator] = null;
            forms[accumulator] = null;
        }

        foreach (Statement statement in loop.Body.Statements)
        {
            if (statement is Accumulate { Target: Read target } accumulate)
            {
                if (forms[target.Variable] is not null || body.Of(accumulate.Value) is not { } term)
                {
                    return false;
                }

                string text = term.Terms.Count == 1 && !term.Terms[0].IsNegative ? term.Print() : $"({term.Print()})";
                forms[target.Variable] = before[target.Variable].Plus(Sum.Of($"{sign} {text}", FactorShape.Open));
            }
            else if (!TryRead(statement, body, loop))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryWriteElement(Variable view, Variable index, Sum? value, For loop, bool isAdded)
    {
        // Each element once, and all of them: the loop must run over the length of the companion's own parameter.
        if (value is null
            || index != loop.Counter
            || elements.ContainsKey(view)
            || !companions.TryGetValue(view, out Companion? companion)
            || isAdded != (companion.Role == CompanionRole.AddedTo)
            || RangeOf(loop) != new Length(new Read(companion.Of!)))
        {
            return false;
        }

        elements[view] = new($"{view.Name}[{index.Name}]", value.Print());
        return true;
    }

    /// <summary><c>sum_i</c> over the whole of a buffer, otherwise with its range: <c>sum_(i&lt;n)</c>.</summary>
    private string? SumSign(For loop) => RangeOf(loop) switch
    {
        Length => "sum_" + loop.Counter.Name,
        Read read when forms.Of(read) is { } bound => $"sum_({loop.Counter.Name}<{bound.Print()})",
        _ => null,
    };

    /// <summary>The <c>n</c> of <c>for (i = 0; i &lt; n; i++)</c> and of <c>for (i = n - 1; i >= 0; i--)</c>.</summary>
    private static Expression? RangeOf(For loop) => loop switch
    {
        { Step: 1, From: Number { Value: 0 }, Comparison: BinaryOperator.Less } => loop.Bound,
        { Step: -1, Bound: Number { Value: 0 }, Comparison: BinaryOperator.GreaterOrEqual, From: Binary { Operator: BinaryOperator.Subtract, Right: Number { Value: 1 } } from } => from.Left,
        _ => null,
    };
}
