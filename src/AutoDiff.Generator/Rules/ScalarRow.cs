using System;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Rules;

/// <summary>The shapes that a row of <see cref="ScalarTable"/> can have: one formula per argument, over the arguments and the result.</summary>
internal static class ScalarRow
{
    public static ScalarRule Row(string name, Func<Expression, Expression, Expression> partial, string note = "") =>
        new(name, 1, [(arguments, result) => partial(arguments[0], result)], note);

    public static ScalarRule Row(
        string name,
        Func<Expression, Expression, Expression, Expression> first,
        Func<Expression, Expression, Expression, Expression> second,
        string note = "") =>
        new(name, 2, [(arguments, result) => first(arguments[0], arguments[1], result), (arguments, result) => second(arguments[0], arguments[1], result)], note);

    public static ScalarRule Row(
        string name,
        Func<Expression, Expression, Expression, Expression, Expression> first,
        Func<Expression, Expression, Expression, Expression, Expression> second,
        Func<Expression, Expression, Expression, Expression, Expression> third,
        string note = "") =>
        new(
            name,
            3,
            [
                (arguments, result) => first(arguments[0], arguments[1], arguments[2], result),
                (arguments, result) => second(arguments[0], arguments[1], arguments[2], result),
                (arguments, result) => third(arguments[0], arguments[1], arguments[2], result),
            ],
            note);

    /// <summary>A function of a number and an <c>int</c>.</summary>
    public static ScalarRule IntegerRow(string name, Func<Expression, Expression, Expression, Expression> partial, string note = "") =>
        new(name, 2, [(arguments, result) => partial(arguments[0], arguments[1], result)], note);

    /// <summary>A piecewise constant function, all overloads.</summary>
    public static ScalarRule ZeroRow(string name, string note) => new(name, ScalarRule.AnyArity, [], note);
}
