using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Rules;

/// <summary>The partial derivatives of one scalar function, as formulas over its arguments and its result.</summary>
internal sealed class ScalarRule
{
    /// <summary>Stands for any number of parameters.</summary>
    public const int AnyArity = -1;

    private static readonly Expression ProbedResult = new Read(new Variable("result", IrType.Double, -1));

    private readonly Func<IReadOnlyList<Expression>, Expression, Expression>[] partials;

    /// <param name="name">The method's name.</param>
    /// <param name="arity">How many parameters the method has, or <see cref="AnyArity"/>.</param>
    /// <param name="partials">One per leading floating-point parameter; none for a derivative that is zero everywhere.</param>
    /// <param name="note">What holds at kinks and infinities, in prose for the documentation.</param>
    public ScalarRule(string name, int arity, Func<IReadOnlyList<Expression>, Expression, Expression>[] partials, string note)
    {
        Name = name;
        Arity = arity;
        Note = note;
        this.partials = partials;
    }

    public string Name { get; }

    public int Arity { get; }

    public string Note { get; }

    /// <summary>How many leading arguments have a partial derivative; those after them are integers.</summary>
    public int PartialCount => partials.Length;

    /// <summary>The function is piecewise constant: no gradient flows through it.</summary>
    public bool IsZero => partials.Length == 0;

    /// <summary>The derivative by the first argument is infinite where that is 0.</summary>
    public bool IsInfiniteAtZero => Note.StartsWith("+∞ at 0", StringComparison.Ordinal);

    /// <summary>The same, or it is for some exponents.</summary>
    public bool MayBeInfiniteAtZero => IsInfiniteAtZero || Name == "Pow";

    /// <summary>
    /// The derivative with respect to an argument, of the type of <paramref name="result"/>. Arguments and result occur in
    /// it as they are passed, possibly several times: pass names, not computations.
    /// </summary>
    public Expression Partial(int argument, EquatableArray<Expression> arguments, Expression result) =>
        IsZero ? Formula.Zero(result.Type) : partials[argument](arguments, result);

    /// <summary>Whether the derivative with respect to an argument mentions the result.</summary>
    public bool UsesResult(int argument) => Mentions(argument, ProbedResult);

    /// <summary>Whether the derivative with respect to <paramref name="argument"/> mentions the argument <paramref name="used"/>.</summary>
    public bool UsesArgument(int argument, int used) => Mentions(argument, Probe(used));

    private static Expression Probe(int argument) => new Read(new Variable("argument", IrType.Double, argument));

    private bool Mentions(int argument, Expression probe) =>
        !IsZero && partials[argument]([.. Enumerable.Range(0, Arity).Select(Probe)], ProbedResult).SelfAndDescendants().Contains(probe);
}
