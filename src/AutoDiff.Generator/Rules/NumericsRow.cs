using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Rules;

/// <summary>The shapes that a row of <see cref="NumericsTable"/> can have.</summary>
internal static class NumericsRow
{
    /// <summary>Exact: each number of the result is one operation on the numbers at its place.</summary>
    public static NumericsRule Each(string signature, Func<Expression, Expression> number) =>
        new(signature, a => [.. a[0].Select(number)]);

    /// <inheritdoc cref="Each(string, Func{Expression, Expression})"/>
    public static NumericsRule Each(string signature, Func<Expression, Expression, Expression> number) =>
        new(signature, a => [.. Enumerable.Range(0, Math.Max(a[0].Count, a[1].Count)).Select(i => number(At(a[0], i), At(a[1], i)))]);

    /// <summary>Exact: the numbers of the result.</summary>
    public static NumericsRule Exact(string signature, Func<IReadOnlyList<IReadOnlyList<Expression>>, Expression[]> numbers) => new(signature, numbers);

    /// <summary>Exact: a value that depends on nothing.</summary>
    public static NumericsRule Value(string signature, IrType type, params double[] numbers) =>
        new(signature, _ => [.. numbers.Select(number => Formula.Literal(type, number))]);

    /// <summary>The framework's value; the tangent follows from the mathematical formula.</summary>
    public static NumericsRule Row(string signature, Func<Duals, Duals> formula, string note = "") =>
        new(signature, (_, _) => (a, _) => formula(a[0]).Tangent, note);

    /// <inheritdoc cref="Row(string, Func{Duals, Duals}, string)"/>
    public static NumericsRule Row(string signature, Func<Duals, Duals, Duals> formula, string note = "") =>
        new(signature, (_, _) => (a, _) => formula(a[0], a[1]).Tangent, note);

    /// <inheritdoc cref="Row(string, Func{Duals, Duals}, string)"/>
    public static NumericsRule Row(string signature, Func<Duals, Duals, Duals, Duals> formula, string note = "") =>
        new(signature, (_, _) => (a, _) => formula(a[0], a[1], a[2]).Tangent, note);

    /// <inheritdoc cref="Row(string, Func{Duals, Duals}, string)"/>
    public static NumericsRule Row(string signature, Func<Duals, Duals, Duals, Duals, Duals> formula, string note = "") =>
        new(signature, (_, _) => (a, _) => formula(a[0], a[1], a[2], a[3]).Tangent, note);

    /// <summary>The framework's value; the tangent is stated, and may use the result.</summary>
    public static NumericsRule Tangent(string signature, Func<Duals, Terms, Terms> tangent, string note = "") =>
        new(signature, (_, _) => (a, y) => tangent(a[0], y), note);

    /// <inheritdoc cref="Tangent(string, Func{Duals, Terms, Terms}, string)"/>
    public static NumericsRule Tangent(string signature, Func<Duals, Duals, Terms, Terms> tangent, string note = "") =>
        new(signature, (_, _) => (a, y) => tangent(a[0], a[1], y), note);

    /// <inheritdoc cref="Tangent(string, Func{Duals, Terms, Terms}, string)"/>
    public static NumericsRule Tangent(string signature, Func<Duals, Duals, Duals, Terms, Terms> tangent, string note = "") =>
        new(signature, (_, _) => (a, y) => tangent(a[0], a[1], a[2], y), note);

    /// <summary>The framework's value; the tangent is stated, over values that are given a name first.</summary>
    public static NumericsRule Prepared(
        string signature,
        Func<IReadOnlyList<Terms>, Func<string, Terms, Terms>, Func<IReadOnlyList<Duals>, Terms, Terms>> tangent,
        string note = "") => new(signature, tangent, note);

    private static Expression At(IReadOnlyList<Expression> numbers, int index) => numbers[numbers.Count == 1 ? 0 : index];
}
