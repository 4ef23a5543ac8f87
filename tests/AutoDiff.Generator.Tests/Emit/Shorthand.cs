using System;
using System.Linq;
using AutoDiff.Generator.Emit;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Tests.Emit;

/// <summary>IR in few words, and the text that becomes of it.</summary>
internal static class Shorthand
{
    private static int nextId = 1000;

    public static Variable Local(string name, IrType type) => new(name, type, nextId++);

    public static Variable Real(string name) => Local(name, IrType.Double);

    public static Variable Int(string name) => Local(name, IrType.Int32);

    public static Variable View(string name) => Local(name, IrType.SpanOf(IrType.Double));

    public static Read Get(Variable variable) => new(variable);

    public static Number Num(double value, string? text = null) => new(IrType.Double, value, text);

    public static Number NumF(float value, string? text = null) => new(IrType.Single, value, text);

    public static Number NumI(int value, string? text = null) => new(IrType.Int32, value, text);

    public static Binary Add(Expression left, Expression right) => new(BinaryOperator.Add, left, right);

    public static Binary Sub(Expression left, Expression right) => new(BinaryOperator.Subtract, left, right);

    public static Binary Mul(Expression left, Expression right) => new(BinaryOperator.Multiply, left, right);

    public static Binary Div(Expression left, Expression right) => new(BinaryOperator.Divide, left, right);

    public static Unary Neg(Expression operand) => new(UnaryOperator.Negate, operand);

    public static Conversion Implicit(IrType type, Expression operand) => new(type, operand, IsImplicit: true);

    public static Conversion Explicit(IrType type, Expression operand) => new(type, operand, IsImplicit: false);

    public static Call MathCall(string name, params Expression[] arguments) => new(
        new(
            new("System", "Math"),
            name,
            IrType.Double,
            [.. arguments.Select((argument, i) => new MethodParameter("p" + i, argument.Type, ParameterUse.Input))]),
        new(arguments));

    public static Origin From(string text, int ordinal, Sweep sweep = Sweep.Runs) => new(text, ordinal, sweep);

    public static Block Do(params Statement[] statements) => new(new(statements));

    public static For Loop(Variable counter, Expression bound, params Statement[] body) =>
        new(counter, NumI(0), BinaryOperator.Less, bound, 1, Do(body));

    public static Parameter Active(Variable variable) => new(variable, IsActive: true);

    public static Parameter Inactive(Variable variable) => new(variable, IsActive: false);

    public static Function Method(IrType returnType, Parameter[] parameters, params Statement[] body) =>
        new("F", new(parameters), returnType, Do(body));

    public static Placement Place(string cref) => new(
        "Demo",
        [new("class", "Losses")],
        "F",
        "public static",
        IsExtension: false,
        "",
        [],
        cref,
        "Demo.Losses.F",
        "Demo.Losses.F",
        [],
        []);

    /// <summary>The text of an expression whose variables are parameters.</summary>
    public static string Print(Expression expression, params Variable[] variables)
    {
        string text = PrintStatement(new Return(expression), variables);
        return text["return ".Length..^1];
    }

    /// <summary>The text of a statement whose variables are parameters.</summary>
    public static string PrintStatement(Statement statement, params Variable[] variables) =>
        PrintBody(Method(IrType.Void, [.. variables.Select(Inactive)], statement));

    /// <summary>The text of a function's body, without braces.</summary>
    public static string PrintBody(Function function, Placement? placement = null)
    {
        Function placed = PlaceWorkspaces.Run(function);
        Naming naming = Naming.Of(placed);
        Spelling spelling = new(placement ?? Place("F()"), naming.Used, []);
        CSharpWriter writer = new();
        new StatementEmitter(writer, new(naming, spelling), spelling, placed).Body(placed.Body);
        return writer.ToString().TrimEnd('\n');
    }

    /// <summary>Parameters, then destinations for the active ones.</summary>
    public static DerivativeMember Member(Function primal, string name, Variable[] active, Companion[] destinations, params Statement[] body) => new(
        new(name, new(active), Vectorize: false),
        DerivativeKind.Gradient,
        new(
            name + "ValueAndGradient",
            [.. primal.Parameters, .. destinations.Select(Parameter)],
            primal.ReturnType,
            Do(body)),
        new(destinations));

    private static Parameter Parameter(Companion destination) => new(destination.Variable, IsActive: false, destination.Passing);
}
