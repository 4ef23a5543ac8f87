using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Ir;

/// <summary>Expressions as trees: operands in the order of their evaluation, and rewriting. Nothing recurses, since sums may be thousands of terms deep.</summary>
internal static class ExpressionTree
{
    /// <summary>The direct operands, in the order in which they are evaluated.</summary>
    public static IReadOnlyList<Expression> Children(this Expression expression) => expression switch
    {
        Unary unary => [unary.Operand],
        Binary binary => [binary.Left, binary.Right],
        Conversion conversion => [conversion.Operand],
        Conditional choice => [choice.Condition, choice.WhenTrue, choice.WhenFalse],
        Element element => [element.View, element.Index],
        Length length => [length.View],
        Position position => position.Indices,
        Slice { Count: null } slice => [slice.View, slice.Start],
        Slice slice => [slice.View, slice.Start, slice.Count],
        NewBuffer buffer => [buffer.Count],
        Call call => call.Arguments,
        Opaque opaque => opaque.Operands,
        PopBlock pop => [pop.Count],
        Take take => [take.Count],
        PositionOf position => [position.View],
        TupleValue tuple => [.. tuple.Elements.Select(element => element.Value)],
        Field field => [field.Object],
        Composite composite => composite.Members,
        WithPartials known => [known.Value, .. known.Operands, .. known.Partials],
        Number or Constant or Read or Pop => [],
        _ => throw new NotSupportedException($"An expression without known operands: {expression.GetType().Name}."),
    };

    /// <summary>The same expression over other operands, as many as <see cref="Children"/> gives.</summary>
    public static Expression WithChildren(this Expression expression, IReadOnlyList<Expression> children) => expression switch
    {
        Unary unary => unary with { Operand = children[0] },
        Binary binary => binary with { Left = children[0], Right = children[1] },
        Conversion conversion => conversion with { Operand = children[0] },
        Conditional => new Conditional(children[0], children[1], children[2]),
        Element element => element with { View = children[0], Index = children[1] },
        Length length => length with { View = children[0] },
        Position => new Position(children.ToEquatableArray()),
        Slice slice => new Slice(children[0], children[1], slice.Count is null ? null : children[2]),
        NewBuffer buffer => buffer with { Count = children[0] },
        Call call => call with { Arguments = children.ToEquatableArray() },
        Opaque opaque => opaque with { Operands = children.ToEquatableArray() },
        PopBlock pop => pop with { Count = children[0] },
        Take take => take with { Count = children[0] },
        PositionOf position => position with { View = children[0] },
        TupleValue tuple => new TupleValue(tuple.Elements.Select((element, i) => element with { Value = children[i] }).ToEquatableArray()),
        Field field => field with { Object = children[0] },
        Composite composite => composite with { Members = children.ToEquatableArray() },
        WithPartials known => new WithPartials(
            children[0],
            children.Skip(1).Take(known.Operands.Count).ToEquatableArray(),
            children.Skip(1 + known.Operands.Count).ToEquatableArray()),
        _ => expression,
    };

    /// <summary>The same expression over rewritten operands; the same object if none changed.</summary>
    public static Expression MapOperands(this Expression expression, Func<Expression, Expression> map)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        IReadOnlyList<Expression> children = expression.Children();
        Expression[] mapped = [.. children.Select(map)];
        return children.Zip(mapped, ReferenceEquals).All(same => same) ? expression : expression.WithChildren(mapped);
    }

    /// <summary>Whether an integer result that does not fit throws.</summary>
    public static bool ThrowsOnOverflow(this Expression expression) => expression switch
    {
        Unary unary => unary.Overflow is Overflow.Throws or Overflow.Checked,
        Binary binary => binary.Overflow is Overflow.Throws or Overflow.Checked,
        Conversion conversion => conversion.Overflow is Overflow.Throws or Overflow.Checked,
        _ => false,
    };

    /// <summary>Every variable that is read, as often as it is.</summary>
    public static IEnumerable<Variable> Reads(this Expression expression) =>
        expression.SelfAndDescendants().Select(node => node switch
        {
            Read read => read.Variable,
            Pop pop => pop.Stack,
            PopBlock pop => pop.Stack,
            Take take => take.Arena,
            PositionOf position => position.Arena,
            _ => null,
        }).OfType<Variable>();

    /// <summary>The expression and all its parts, a part before its operands.</summary>
    public static IEnumerable<Expression> SelfAndDescendants(this Expression expression) => expression.SelfAndDescendants(Children);

    /// <summary>The same for those operands only that <paramref name="operands"/> gives.</summary>
    public static IEnumerable<Expression> SelfAndDescendants(this Expression expression, Func<Expression, IReadOnlyList<Expression>> operands)
    {
        var pending = new Stack<Expression>([expression]);
        while (pending.Count > 0)
        {
            Cancellation.Check();
            Expression next = pending.Pop();
            yield return next;
            IReadOnlyList<Expression> children = operands(next);
            for (int i = children.Count - 1; i >= 0; i--)
            {
                pending.Push(children[i]);
            }
        }
    }

    /// <summary>Replaces every part by what <paramref name="rewrite"/> makes of it, operands before the expressions that contain them.</summary>
    public static Expression Rewrite(this Expression expression, Func<Expression, Expression> rewrite)
    {
        var pending = new Stack<(Expression Node, IReadOnlyList<Expression> Children, Expression[] Done, int Next)>();
        Expression? done = null;
        Enter(expression);
        while (pending.Count > 0)
        {
            Cancellation.Check();
            (Expression node, IReadOnlyList<Expression> children, Expression[] results, int next) = pending.Pop();
            if (done is not null)
            {
                results[next++] = done;
                done = null;
            }

            if (next < children.Count)
            {
                pending.Push((node, children, results, next));
                Enter(children[next]);
                continue;
            }

            bool isSame = children.Zip(results, ReferenceEquals).All(same => same);
            done = rewrite(isSame ? node : node.WithChildren(results));
        }

        return done!;

        void Enter(Expression entered)
        {
            IReadOnlyList<Expression> children = entered.Children();
            pending.Push((entered, children, new Expression[children.Count], 0));
        }
    }
}
