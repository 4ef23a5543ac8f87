using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Ir;

/// <summary>Checks that a function is legal IR. Every pass must leave it so; tests and debug builds ask after each one.</summary>
internal sealed partial class Verifier
{
    private readonly IrStage stage;
    private readonly Function function;
    private readonly List<string> violations = [];
    private readonly Dictionary<int, Variable> byId = [];
    private readonly HashSet<Variable> visible = [];

    /// <summary>The visible variables, the innermost block's last.</summary>
    private readonly Stack<Variable> introduced = new();

    /// <summary>Variables that an enclosing loop needs to stay as they are, and which loop that is.</summary>
    private readonly Dictionary<Variable, string> frozen = [];

    /// <summary>How many statements around the current one catch a <see cref="Break"/>.</summary>
    private int breaks;

    /// <summary>The same for a <see cref="Continue"/>.</summary>
    private int continues;

    private Verifier(Function function, IrStage stage)
    {
        this.function = function;
        this.stage = stage;
    }

    /// <summary>What is wrong with a function, one sentence each; empty for legal IR.</summary>
    public static IReadOnlyList<string> Violations(Function function, IrStage stage)
    {
        var verifier = new Verifier(function, stage);
        verifier.Check();
        return verifier.violations;
    }

    /// <summary>Throws an <see cref="InvalidOperationException"/> that lists the violations and prints the function, if there are any.</summary>
    public static void Verify(Function function, IrStage stage)
    {
        IReadOnlyList<string> violations = Violations(function, stage);
        if (violations.Count > 0)
        {
            throw new InvalidOperationException($"{string.Join("\n", violations)}\n{Printer.Print(function)}");
        }
    }

    private static string Print(IrType type) => Printer.Print(type);

    private static string Print(Expression expression) => Printer.Print(expression);

    private void Check()
    {
        foreach (Parameter parameter in function.Parameters)
        {
            Introduce(parameter.Variable);
            Require(!parameter.IsActive || parameter.Variable.Type.CanBeActive, () => $"'{parameter.Variable.Name}' is active, which a {Print(parameter.Variable.Type)} cannot be");
        }

        Check(function.Body);
        foreach (Variable variable in DefiniteAssignment.Missing(function))
        {
            Report($"'{variable.Name}' may be read before it is assigned");
        }

        Require(function.ReturnType == IrType.Void || !function.Body.Statements.Completes(), () => "the end can be reached without a value");
        CheckExits();
    }

    private void CheckExits()
    {
        if (stage == IrStage.Source)
        {
            Require(!function.Body.SelfAndDescendants().Any(statement => statement is For { Exit: not null }), () => "a loop has an exit flag already");
            return;
        }

        int count = function.Body.Statements.Count;
        Statement? last = count == 0 ? null : function.Body.Statements[count - 1];
        foreach (Statement statement in function.Body.SelfAndDescendants())
        {
            if (statement is Break or Continue or Leavable || (statement is Return && !ReferenceEquals(statement, last)))
            {
                Report($"'{Printer.Print(statement).TrimEnd(';', '\n')}' is still an early exit");
            }
        }
    }

    private void Report(string violation) => violations.Add(violation);

    private void Require(bool condition, Func<string> violation)
    {
        if (!condition)
        {
            Report(violation());
        }
    }

    /// <summary>Makes a variable visible; each is declared once, and its id is its own.</summary>
    private void Introduce(Variable variable)
    {
        if (byId.TryGetValue(variable.Id, out Variable? other))
        {
            Report(other == variable ? $"'{variable.Name}' is declared twice" : $"'{variable.Name}' and '{other.Name}' share the id {variable.Id}");
        }
        else
        {
            byId.Add(variable.Id, variable);
        }

        if (visible.Add(variable))
        {
            introduced.Push(variable);
        }
    }

    private void CheckVisible(Variable variable)
    {
        Require(
            visible.Contains(variable),
            () => byId.ContainsKey(variable.Id) ? $"'{variable.Name}' is used outside its scope" : $"'{variable.Name}' is used but not declared");
    }

    private void Check(Block block)
    {
        int outer = introduced.Count;
        foreach (Statement statement in block.Statements)
        {
            Cancellation.Check();
            Check(statement);
        }

        while (introduced.Count > outer)
        {
            visible.Remove(introduced.Pop());
        }
    }

    /// <summary>Checks a loop's body, in which the given variables must not be assigned.</summary>
    private void CheckBody(Block body, IEnumerable<Variable> constant, string loop)
    {
        List<Variable> added = [.. constant.Distinct().Where(variable => !frozen.ContainsKey(variable))];
        added.ForEach(variable => frozen.Add(variable, loop));
        breaks++;
        continues++;
        Check(body);
        breaks--;
        continues--;
        added.ForEach(variable => frozen.Remove(variable));
    }
}
