using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
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

    /// <summary>The names in scope, the innermost block's last.</summary>
    private readonly Stack<(string Name, string Wanted, int Suffix)> declared = new();
    private readonly HashSet<string> scope = new(StringComparer.Ordinal);

    /// <summary>The digit from which on a name may be free, so that the thousandth of its kind does not try them all.</summary>
    private readonly Dictionary<string, int> suffixes = new(StringComparer.Ordinal);

    private Variable? receiver;

    private Naming()
    {
    }

    /// <summary>Every plain name in use, which a type's short name could be confused with.</summary>
    public ISet<string> Used => used;

    /// <summary>The identifier of a variable.</summary>
    public string this[Variable variable] => IsReceiver(variable) ? "this" : Identifiers.Escape(Plain(variable));

    public static Naming Of(Function function)
    {
        Naming naming = new();

        // "_" is a discard: a local of that name would swallow the values that "_ = e" throws away.
        foreach (Parameter parameter in function.Parameters)
        {
            if (parameter.Passing == ParameterPassing.This)
            {
                naming.receiver = parameter.Variable;
                naming.scope.UnionWith(parameter.Variable.Type.Members.Where(member => member.StandsAlone).Select(member => member.Name.TrimStart('@')));
            }
            else
            {
                naming.Name(parameter.Variable);
            }
        }

        naming.scope.Add("_");
        naming.scope.UnionWith(function.Body.Statements.OfType<Declare>().Select(Captured).OfType<string>());
        naming.Visit(function.Body);
        return naming;
    }

    // double gain2 = gain;   where gain is a parameter of the primary constructor
    private static string? Captured(Declare declare) =>
        declare.Value is Constant constant && constant.Text.TrimStart('@') == declare.Variable.Name ? declare.Variable.Name : null;

    /// <summary>The name without <c>@</c>, as documentation refers to it.</summary>
    public string Plain(Variable variable) => names.TryGetValue(variable, out string? name) ? name
        : IsReceiver(variable) ? variable.Name
        : throw new InvalidOperationException($"Variable '{variable.Name}' is used outside its scope.");

    /// <summary>Whether a variable is the object that the function is called on.</summary>
    public bool IsReceiver(Variable variable) => variable.Equals(receiver);

    private void Visit(Block block, Variable? header = null)
    {
        int enclosing = declared.Count;
        if (header is not null)
        {
            Name(header);
        }

        // All of the block's own variables first: a nested block must avoid even those that are declared after it.
        foreach (Statement statement in block.Statements)
        {
            if (statement is Declare declare)
            {
                Name(declare.Variable);
            }
        }

        foreach (Statement statement in block.Statements)
        {
            foreach (Block inner in statement.Blocks())
            {
                Visit(inner, (statement as For)?.Counter);
            }
        }

        while (declared.Count > enclosing)
        {
            (string name, string wanted, int suffix) = declared.Pop();
            scope.Remove(name);
            suffixes[wanted] = suffix;
        }
    }

    private void Name(Variable variable)
    {
        string stem = char.IsDigit(variable.Name[variable.Name.Length - 1]) ? variable.Name + "_" : variable.Name;
        string name = variable.Name;
        suffixes.TryGetValue(variable.Name, out int before);
        int suffix = Math.Max(2, before);
        for (; !scope.Add(name); suffix++)
        {
            name = stem + suffix.ToString(CultureInfo.InvariantCulture);
        }

        suffixes[variable.Name] = suffix;
        declared.Push((name, variable.Name, before));
        names[variable] = name;
        used.Add(name);
    }
}

