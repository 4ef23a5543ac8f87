using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;
using AutoDiff.Generator.Support;
using Xunit;

namespace AutoDiff.Generator.Tests.Documentation;

/// <summary>The tables of <c>docs/math.md</c> are those of the code.</summary>
public class MathPageTests
{
    private static readonly DocumentationFile Page = new("docs/math.md");

    [Fact]
    public void ScalarRules_AreAllOnThePage() => Page.VerifyPart(
        "scalar rules",
        Table(["Function", "Derivative", "Where it is not smooth"], ScalarRules.All.Where(rule => !rule.IsZero).Select(Row)));

    [Fact]
    public void PiecewiseConstantFunctions_AreAllOnThePage() => Page.VerifyPart(
        "piecewise constant functions",
        Table(["Function", "Why"], ScalarRules.All.Where(rule => rule.IsZero).Select(rule => new[] { $"`{rule.Name}`", rule.Note })));

    [Fact]
    public void FunctionsWithoutDerivative_AreAllOnThePage() => Page.VerifyPart(
        "functions without a derivative",
        Table(["Function", "Why, and what to write instead"], ScalarTable.NotDifferentiable.Select(entry => new[] { $"`{entry.Key}`", entry.Value })));

    [Fact]
    public void FunctionsOfNumerics_AreAllOnThePage() => Page.VerifyPart(
        "functions of numerics",
        Table(
            ["Type", "Exactly the same operations", "Value of the framework, derivative from the table"],
            NumericsRules.All
                .GroupBy(TypeOf)
                .Select(type => new[] { $"`{type.Key}`", Listed(type, rule => rule.Exact is not null), Listed(type, rule => rule.Exact is null) })));

    [Fact]
    public void KinksOfNumerics_AreAllOnThePage() => Page.VerifyPart(
        "kinks of numerics",
        Table(["Function", "Where it is not smooth"], NumericsRules.All.Where(rule => rule.Note.Length > 0).Select(rule => new[] { $"`{rule.Signature}`", rule.Note })));

    /// <summary>The type that a signature is listed under: the first aggregate in it, or where functions of numbers are.</summary>
    private static string TypeOf(NumericsRule rule) => rule.Signature
        .Split(' ', '(', ')', ',', '.', '-')
        .FirstOrDefault(word => word is "Vector2" or "Vector3" or "Vector4" or "Plane" or "Quaternion" or "Matrix3x2" or "Matrix4x4" or "Complex") ?? "Math";

    private static string Listed(IEnumerable<NumericsRule> rules, Func<NumericsRule, bool> isListed) =>
        string.Join(", ", rules.Where(isListed).Select(rule => $"`{rule.Signature}`"));

    private static string[] Row(ScalarRule rule)
    {
        string[] names = rule switch
        {
            { Arity: 1 } => ["x"],
            { Arity: 2, PartialCount: 1 } => ["x", "n"],
            _ => [.. new[] { "a", "b", "c" }.Take(rule.Arity)],
        };
        EquatableArray<Expression> arguments = names
            .Select((name, i) => Formula.Read(new Variable(name, name == "n" ? IrType.Int32 : IrType.Double, i)))
            .ToEquatableArray();
        Expression result = Formula.Read(new Variable("result", IrType.Double, names.Length));
        IEnumerable<string> partials = Enumerable.Range(0, rule.PartialCount).Select(i =>
            (rule.PartialCount == 1 ? "" : $"by {names[i]}: ") + $"`{Text(rule.Partial(i, arguments, result))}`");
        return [$"`{rule.Name}({string.Join(", ", names)})`", string.Join("<br>", partials), rule.Note];
    }

    private static string Text(Expression formula) =>
        Printer.Print(formula).Replace("global::System.Math.PI", "π").Replace("Math.", "").Replace("Double.", "");

    private static string Table(string[] heads, IEnumerable<string[]> rows) =>
        string.Concat(rows.Prepend([.. heads.Select(_ => "---")]).Prepend(heads).Select(cells => $"| {string.Join(" | ", cells)} |\n"));
}
