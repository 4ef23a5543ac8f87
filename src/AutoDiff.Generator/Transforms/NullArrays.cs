using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// What asks an array that may be null throws also where the array becomes a span, for which null is only empty.
/// <code>
/// double[] w = null; if (c) { w = new double[2]; } n = w.Length;   =>   ..; if (w == null) { throw new NullReferenceException(); } n = w.Length;
/// </code>
/// </summary>
/// <param name="arrays">The arrays that become spans.</param>
internal sealed class NullArrays(ICollection<Variable> arrays)
{
    public static Function Run(Function function, ICollection<Variable> arrays) =>
        function.Body.AllExpressions().Any(expression => expression is Constant { Type.Kind: TypeKind.Array })
            ? function with { Body = new NullArrays(arrays).Check(function.Body, []) }
            : function;

    /// <summary>Puts checks into a block; <paramref name="open"/> are the variables that may be null before it, and then behind it.</summary>
    private Block Check(Block block, HashSet<Variable> open)
    {
        List<Statement> statements = [];
        foreach (Statement statement in block.Statements)
        {
            if (statement is While or For)
            {
                // What an iteration leaves, the next one finds.
                HashSet<Variable> after = [.. open];
                Inside(statement, after);
                open.UnionWith(after);
            }

            foreach (Variable asked in statement.Expressions().SelectMany(Asked).Where(open.Remove))
            {
                statements.Add(new If(new Opaque(IrType.Bool, ["", " == null"], [new Read(asked)]), new Block([Throw.NullReference]), Block.Empty) { Origin = statement.Origin });
            }

            statements.Add(Inside(statement, open));
        }

        return block.With(statements);
    }

    private Statement Inside(Statement statement, HashSet<Variable> open)
    {
        switch (statement)
        {
            case Declare { Value: { } value } declare:
                Give(declare.Variable, value, open);
                return statement;
            case Assign { Target: Read { Variable: var target }, Value: var value }:
                Give(target, value, open);
                return statement;
            case If choice:
                HashSet<Variable> then = [.. open.Except(Excluded(choice.Condition, holds: true))];
                HashSet<Variable> otherwise = [.. open.Except(Excluded(choice.Condition, holds: false))];
                If result = choice with { Then = Check(choice.Then, then), Else = Check(choice.Else, otherwise) };
                open.Clear();
                open.UnionWith(choice.Then.Statements.Completes() ? then : []);
                open.UnionWith(choice.Else.Statements.Completes() ? otherwise : []);
                return result;
            default:
                return statement.MapBlocks(inner =>
                {
                    HashSet<Variable> within = [.. open];
                    Block found = Check(inner, within);
                    open.UnionWith(within);
                    return found;
                });
        }
    }

    private void Give(Variable variable, Expression value, HashSet<Variable> open)
    {
        if (arrays.Contains(variable) && MayBeNull(value, open))
        {
            open.Add(variable);
        }
        else
        {
            open.Remove(variable);
        }
    }

    private static bool MayBeNull(Expression value, HashSet<Variable> open) => value switch
    {
        Constant => true,
        Read read => open.Contains(read.Variable),
        Conditional choice => MayBeNull(choice.WhenTrue, open) || MayBeNull(choice.WhenFalse, open),
        _ => false,
    };

    /// <summary>The arrays whose elements or length an expression asks for, whatever its conditions are.</summary>
    private static IEnumerable<Variable> Asked(Expression expression) => expression switch
    {
        Length { View: Read view } => [view.Variable],
        Element { View: Read view, Index: var index } => Asked(index).Append(view.Variable),
        Slice { View: Read view } => [view.Variable],
        Conditional choice => Asked(choice.Condition),
        Binary { Operator: BinaryOperator.AndAlso or BinaryOperator.OrElse, Left: var first } => Asked(first),
        _ => expression.Children().SelectMany(Asked),
    };

    /// <summary>The variables that are not null where a condition holds, or does not.</summary>
    private static IEnumerable<Variable> Excluded(Expression condition, bool holds) => condition switch
    {
        Unary { Operator: UnaryOperator.Not } negation => Excluded(negation.Operand, !holds),
        Binary { Operator: BinaryOperator.AndAlso } both when holds => Excluded(both.Left, holds).Concat(Excluded(both.Right, holds)),
        Binary { Operator: BinaryOperator.OrElse } either when !holds => Excluded(either.Left, holds).Concat(Excluded(either.Right, holds)),
        Opaque { IsNullTest: true, Operands: [Read tested] } test when TestsForNull(test) != holds => [tested.Variable],
        _ => [],
    };

    /// <summary>Whether a null test is true of null.</summary>
    public static bool TestsForNull(Opaque test) => !test.Segments.Any(text => text.Contains("not") || text.Contains('!'));
}
