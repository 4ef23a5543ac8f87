using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// Passes numbers by reference as views of one element, in methods that stay calls, so that they have gradients as buffers have.
/// <code>
/// void F(double x, out double y) { y = x * x; }   F(a, out b);
/// =>
/// void F(double x, Span&lt;double&gt; y) { y[0] = x * x; }   Span&lt;double&gt; bCell = stackalloc double[1]; F(a, bCell); b = bCell[0];
/// </code>
/// </summary>
internal static class Cells
{
    /// <summary>A method with its parameters by reference as cells.</summary>
    public static Function OfMethod(Function function)
    {
        Dictionary<Variable, Variable> cells = function.Parameters.Where(IsReference)
            .ToDictionary(parameter => parameter.Variable, parameter => parameter.Variable with { Type = IrType.SpanOf(parameter.Variable.Type) });
        return cells.Count == 0 ? function : function with
        {
            Parameters = function.Parameters.Select(parameter => cells.TryGetValue(parameter.Variable, out Variable? cell)
                ? parameter with { Variable = cell, Passing = ParameterPassing.Value }
                : parameter).ToEquatableArray(),
            Body = function.Body.Expand(statement => [statement.MapExpressions(expression => expression.Rewrite(node =>
                node is Read read && cells.TryGetValue(read.Variable, out Variable? cell) ? At(cell) : node))]),
        };
    }

    /// <summary>The calls of such methods.</summary>
    /// <param name="function">The caller.</param>
    /// <param name="isOfCells">Which calls they are; others of the same method stay as they are.</param>
    /// <param name="replace">What is called instead.</param>
    public static Function OfCalls(Function function, System.Func<Call, bool> isOfCells, System.Func<Method, Method> replace)
    {
        Identifiers identifiers = Identifiers.After(function);
        return function with
        {
            Body = function.Body.Expand(statement => statement.Expressions().OfType<Call>().FirstOrDefault(isOfCells) is { } call
                ? Passed(statement, call, replace, identifiers)
                : [statement]),
        };
    }

    /// <summary>
    /// Calls that kept the method's own name, because no derivative goes through them after all: <c>F(a, ref bCell[0])</c>. Only
    /// once everything is done, since a pass takes what is passed by reference for a variable.
    /// </summary>
    public static Function Undone(Function function) => function with
    {
        Body = function.Body.Expand(statement => [statement.MapExpressions(expression => expression.Rewrite(node => node is Call { Method.Container.Name.Length: > 0 } call ? Undone(call) : node))]),
    };

    private static Call Undone(Call call) => call.Method.Parameters.All(parameter => parameter.CellOf == ParameterPassing.Value) ? call : call with
    {
        Method = call.Method with { Parameters = call.Method.Parameters.Select(parameter => parameter with { Passing = parameter.CellOf == ParameterPassing.Value ? parameter.Passing : parameter.CellOf }).ToEquatableArray() },
        Arguments = call.Arguments.Select((argument, i) => call.Method.Parameters[i].CellOf == ParameterPassing.Value ? argument : At(((Read)argument).Variable)).ToEquatableArray(),
    };

    private static bool IsReference(Parameter parameter) => parameter.Passing is ParameterPassing.Ref or ParameterPassing.Out;

    private static Element At(Variable cell) => new(new Read(cell), Formula.Zero(IrType.Int32));

    private static IEnumerable<Statement> Passed(Statement statement, Call call, System.Func<Method, Method> replace, Identifiers identifiers)
    {
        List<Statement> before = [];
        List<Statement> after = [];
        Expression[] arguments = [.. call.Arguments];
        MethodParameter[] parameters = [.. call.Method.Parameters];
        for (int i = 0; i < arguments.Length; i++)
        {
            if (parameters[i].Passing is not (ParameterPassing.Ref or ParameterPassing.Out))
            {
                continue;
            }

            // An element has been made the argument already where the method is itself one of those.
            Variable cell = identifiers.Fresh(Names.Of(arguments[i]) + "Cell", IrType.SpanOf(arguments[i].Type));
            before.Add(new Declare(cell, new NewBuffer(cell.Type, Formula.One(IrType.Int32), BufferStorage.WorkspaceZeroed)) { Origin = statement.Origin });
            if (parameters[i].Passing == ParameterPassing.Ref)
            {
                before.Add(new Assign(At(cell), arguments[i]) { Origin = statement.Origin });
            }

            after.Add(new Assign(arguments[i], At(cell)) { Origin = statement.Origin });
            arguments[i] = new Read(cell);
            parameters[i] = parameters[i] with { Type = cell.Type, Passing = ParameterPassing.Value, CellOf = parameters[i].Passing, Use = ParameterUse.Updated };
        }

        Call passed = call with { Method = replace(call.Method with { Parameters = parameters.ToEquatableArray() }), Arguments = arguments.ToEquatableArray() };
        return [.. before, statement.MapExpressions(expression => ReferenceEquals(expression, call) || expression.Equals(call) ? passed : expression), .. after];
    }
}
