using System;
using System.Collections.Generic;
using System.Globalization;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>
/// Gives every variable of a function its identifier: the name its author or a pass wants, with a digit where C#
/// would take two variables for one. A local's scope is its whole block with everything nested in it; blocks side by
/// side may use the same name.
/// </summary>
internal sealed class Naming
{
    private readonly Dictionary<Variable, string> names = [];
    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    private Naming()
    {
    }

    /// <summary>Every plain name in use, which a type's short name could be confused with.</summary>
    public ISet<string> Used => used;

    /// <summary>The identifier of a variable.</summary>
    public string this[Variable variable] => Identifiers.Escape(Plain(variable));

    public static Naming Of(Function function)
    {
        Naming naming = new();

        // "_" is a discard: a local of that name would swallow the values that "_ = e" throws away.
        HashSet<string> scope = new(StringComparer.Ordinal);
        foreach (Parameter parameter in function.Parameters)
        {
            naming.Name(parameter.Variable, scope);
        }

        scope.Add("_");
        naming.Visit(function.Body, scope);
        return naming;
    }

    /// <summary>The name without <c>@</c>, as documentation refers to it.</summary>
    public string Plain(Variable variable) => names.TryGetValue(variable, out string? name)
        ? name
        : throw new InvalidOperationException($"Variable '{variable.Name}' is used outside its scope.");

    private void Visit(Block block, HashSet<string> enclosing)
    {
        HashSet<string> scope = new(enclosing, StringComparer.Ordinal);

        // All of the block's own variables first: a nested block must avoid even those that are declared after it.
        foreach (Statement statement in block.Statements)
        {
            if (statement is Declare declare)
            {
                Name(declare.Variable, scope);
            }
        }

        foreach (Statement statement in block.Statements)
        {
            VisitNested(statement, scope);
        }
    }

    private void VisitNested(Statement statement, HashSet<string> scope)
    {
        switch (statement)
        {
            case If branch:
                Visit(branch.Then, scope);
                Visit(branch.Else, scope);
                break;

            case For loop:
                HashSet<string> header = new(scope, StringComparer.Ordinal);
                Name(loop.Counter, header);
                Visit(loop.Body, header);
                break;

            case While or Try:
                foreach (Block inner in statement.Blocks())
                {
                    Visit(inner, scope);
                }

                break;
        }
    }

    private void Name(Variable variable, HashSet<string> scope)
    {
        string stem = char.IsDigit(variable.Name[variable.Name.Length - 1]) ? variable.Name + "_" : variable.Name;
        string name = variable.Name;
        for (int suffix = 2; !scope.Add(name); suffix++)
        {
            name = stem + suffix.ToString(CultureInfo.InvariantCulture);
        }

        names[variable] = name;
        used.Add(name);
    }
}
