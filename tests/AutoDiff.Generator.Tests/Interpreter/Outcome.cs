using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Tests.Interpreter;

/// <summary>What a run left behind.</summary>
/// <param name="Result">As the interpreter keeps it; null for void.</param>
/// <param name="Variables">The parameters, with what they hold at the end.</param>
internal sealed record Outcome(object? Result, IReadOnlyDictionary<Variable, object> Variables)
{
    /// <summary>The result as a C# value; an array of such for a tuple.</summary>
    public object? Value => Result is object[] tuple ? tuple.Select(Scalars.ToBoxed).ToArray() : Result is null ? null : Scalars.ToBoxed(Result);

    /// <summary>The tangent of a scalar result.</summary>
    public double Tangent => ((Dual)Result!).Tangent;
}
