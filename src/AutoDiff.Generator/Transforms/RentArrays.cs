using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// Takes arrays that never leave the method from the workspace instead of the heap.
/// <code>
/// double[] h = new double[n];   =>   Span&lt;double&gt; h = workspace.Zeroed&lt;double&gt;(n);
/// </code>
/// </summary>
internal static class RentArrays
{
    public static Function Run(Function function)
    {
        Roots roots = Roots.Of(function);
        Dictionary<Variable, Variable> spans = [];
        HashSet<Variable> kept = [.. Kept(function, roots)];
        foreach (Declare declare in function.Body.SelfAndDescendants().OfType<Declare>())
        {
            Variable variable = declare.Variable;
            if (variable.Type.Kind == TypeKind.Array
                && variable.Type.Element!.Kind != TypeKind.Other
                && roots.Of(new Read(variable)) is { } root
                && !kept.Contains(root))
            {
                spans[variable] = variable with { Type = IrType.SpanOf(variable.Type.Element!) };
            }
        }

        if (spans.Count == 0)
        {
            return function;
        }

        Block renamed = Renaming.Apply(function.Body, variable => spans.TryGetValue(variable, out Variable? span) ? span : variable);
        return function with { Body = renamed.Expand(statement => [Rent(statement)]) };
    }

    private static Statement Rent(Statement statement) => statement switch
    {
        Declare { Value: NewBuffer { Storage: BufferStorage.Array } buffer, Variable.Type.Kind: TypeKind.Span } declare =>
            declare with { Value = buffer with { ViewType = declare.Variable.Type, Storage = BufferStorage.WorkspaceZeroed } },
        _ => statement.MapExpressions(expression => expression.Rewrite(WithoutConversion)),
    };

    // A span is already what the array was converted to.
    private static Expression WithoutConversion(Expression expression) =>
        expression is Conversion { Type.IsView: true } conversion && conversion.Operand.Type == conversion.Type ? conversion.Operand : expression;

    // An array that code we do not model, or that asks for an array, gets to see stays one.
    private static IEnumerable<Variable> Kept(Function function, Roots roots)
    {
        foreach (Parameter parameter in function.Parameters)
        {
            yield return parameter.Variable;
        }

        foreach (Declare declare in function.Body.SelfAndDescendants().OfType<Declare>().Where(declare => declare.Value is not NewBuffer))
        {
            yield return declare.Variable;
        }

        foreach (Expression node in function.Body.SelfAndDescendants().SelectMany(statement => statement.Expressions()).SelectMany(expression => expression.SelfAndDescendants()))
        {
            IEnumerable<Expression> seen = node switch
            {
                Call call => call.Arguments.Where((_, i) => call.Method.Parameters[i].Type.Kind is not (TypeKind.Span or TypeKind.ReadOnlySpan)),
                Opaque opaque => opaque.Operands,
                _ => [],
            };
            foreach (Expression view in seen.Where(view => view.Type.Kind == TypeKind.Array))
            {
                if (roots.Of(view) is { } root)
                {
                    yield return root;
                }
            }
        }
    }
}
