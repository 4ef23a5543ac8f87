using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Generation;

/// <summary>What is declared at a place of a method. Blocks open it and close it.</summary>
internal sealed class Scope
{
    private readonly List<Variable> variables = [];

    /// <summary>Those of a sort.</summary>
    public IEnumerable<Variable> Of(Sort sort) => variables.Where(variable => variable.Sort == sort);

    /// <summary>Those that satisfy a condition.</summary>
    public IReadOnlyList<Variable> All(Func<Variable, bool> condition) => [.. variables.Where(condition)];

    public void Add(Variable variable) => variables.Add(variable);

    /// <summary>Ends what is declared from here on, when disposed.</summary>
    public Level Open() => new(this, variables.Count);

    /// <summary>A block.</summary>
    internal readonly struct Level(Scope scope, int count) : IDisposable
    {
        public void Dispose() => scope.variables.RemoveRange(count, scope.variables.Count - count);
    }
}
