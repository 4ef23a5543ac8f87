using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Rules;

/// <summary>
/// One function of <c>System.Numerics</c>, or <c>Math.SinCos</c>, over numbers that belong together. Its signature is written as in C#:
/// <c>Vector3.Dot(Vector3, Vector3)</c>, <c>Vector3.Length()</c>, <c>Quaternion * Quaternion</c>, <c>new Vector3(Single)</c>.
/// Numbers are in the order of the type's longest constructor.
/// </summary>
internal sealed class NumericsRule
{
    private readonly Func<IReadOnlyList<Terms>, Func<string, Terms, Terms>, Func<IReadOnlyList<Duals>, Terms, Terms>>? tangent;

    /// <summary>A function that is its own formula: the framework does exactly these operations, number by number.</summary>
    public NumericsRule(string signature, Func<IReadOnlyList<IReadOnlyList<Expression>>, Expression[]> exact)
    {
        Signature = signature;
        Exact = exact;
    }

    /// <summary>
    /// A function that the framework is asked for, since the order of its operations is its own, and the tangent of its
    /// result: over the arguments with their tangents and the result's value. What a tangent needs many times it may give
    /// a name first, given the arguments' values.
    /// </summary>
    public NumericsRule(
        string signature,
        Func<IReadOnlyList<Terms>, Func<string, Terms, Terms>, Func<IReadOnlyList<Duals>, Terms, Terms>> tangent,
        string note = "")
    {
        Signature = signature;
        Note = note;
        this.tangent = tangent;
    }

    public string Signature { get; }

    /// <summary>What holds where the function is not smooth.</summary>
    public string Note { get; } = "";

    /// <summary>The numbers of the result; null where the framework has to be asked.</summary>
    public Func<IReadOnlyList<IReadOnlyList<Expression>>, Expression[]>? Exact { get; }

    /// <summary>The derivatives of all numbers of the result by one number of one argument.</summary>
    /// <param name="arguments">Their values: names, since each may occur often.</param>
    /// <param name="result">The numbers of the result.</param>
    /// <param name="name">Gives a number a name, which stands for it from then on.</param>
    public Func<int, int, IReadOnlyList<Expression>> Partials(IReadOnlyList<Terms> arguments, Terms result, Func<string, Terms, Terms> name)
    {
        Func<IReadOnlyList<Duals>, Terms, Terms> prepared = tangent!(arguments, name);
        return (argument, number) =>
        {
            Duals[] moved = [.. arguments.Select((value, i) => new Duals(value, Direction(value, i == argument ? number : -1)))];
            return prepared(moved, result).Numbers;
        };
    }

    private static Terms Direction(Terms value, int moving) =>
        new([.. value.Numbers.Select((number, i) => (Expression)Formula.Literal(number.Type, i == moving ? 1 : 0))]);
}
