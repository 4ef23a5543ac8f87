using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// Takes arrays that never leave the method from the workspace instead of the heap, and those that outlive the block
/// which creates them from an arena.
/// <code>
/// double[] h = new double[n];   =>   Span&lt;double&gt; h = workspace.Zeroed&lt;double&gt;(n);
///
/// for (..) { double[] next = new double[n]; ..; current = next; }
/// =>
/// BufferArena&lt;double&gt; nextBuffers; for (..) { Span&lt;double&gt; next = nextBuffers.Take(n); ..; current = next; }
/// </code>
/// </summary>
internal static class RentArrays
{
    public static Function Run(Function function)
    {
        function = function with { Body = function.Body.Expand(statement => [WithoutStack(statement)]) };
        HeapArrays kept = HeapArrays.Of(function);
        HashSet<Variable> escaping = Escapes.Of(function, Roots.Of(function));
        Dictionary<Variable, Variable> spans = [];
        foreach (Variable variable in function.Body.SelfAndDescendants().OfType<Declare>().Select(declare => declare.Variable))
        {
            if (variable.Type is { Kind: TypeKind.Array, Element: { Kind: not TypeKind.Other, IsView: false } } && !kept.Contains(variable))
            {
                spans[variable] = variable with { Type = IrType.SpanOf(variable.Type.Element!) };
            }
        }

        Identifiers identifiers = Identifiers.After(function);
        Dictionary<Variable, Variable> arenas = escaping
            .Where(root => root.Type.Element!.IsFloatingPoint && IsNew(function, root) && root.Type.Kind != TypeKind.Grid && (root.Type.Kind != TypeKind.Array || spans.ContainsKey(root)))
            .ToDictionary(
                root => spans.TryGetValue(root, out Variable? span) ? span : root,
                root => identifiers.Fresh(root.Name + "Buffers", IrType.ArenaOf(root.Type.Element!)));
        if (spans.Count == 0 && arenas.Count == 0)
        {
            return function;
        }

        function = NullArrays.Run(function, spans.Keys);
        Renting renting = new(arenas, [.. escaping.Select(root => spans.TryGetValue(root, out Variable? span) ? span : root)]);
        Block renamed = Renaming.Apply(function.Body, variable => spans.TryGetValue(variable, out Variable? span) ? span : variable);
        return function with { Body = WithArenas(renamed.Expand(statement => [renting.Rent(statement)]), arenas.Values) };
    }

    // A finally block, in which the body of a called method may stand, has no stackalloc.
    private static Statement WithoutStack(Statement statement) => statement is not Try attempt ? statement : attempt with
    {
        Cleanup = attempt.Cleanup.Expand(inner => [inner is Declare { Value: NewBuffer { Storage: BufferStorage.Stack } buffer } declare ? declare with { Value = buffer with { Storage = BufferStorage.WorkspaceZeroed } } : inner]),
    };

    private static bool IsNew(Function function, Variable root) =>
        function.Body.SelfAndDescendants().Any(statement => statement is Declare { Value: NewBuffer } declare && declare.Variable.Equals(root));

    // An arena begins before the statement that needs it.
    private static Block WithArenas(Block body, IEnumerable<Variable> arenas)
    {
        List<Statement> statements = [.. body.Statements];
        foreach (Variable arena in arenas)
        {
            int first = statements.FindIndex(statement => new Block([statement]).Variables().Contains(arena));
            statements.Insert(first, new Declare(arena, null));
        }

        return new Block(statements.ToEquatableArray());
    }

    private sealed class Renting(Dictionary<Variable, Variable> arenas, HashSet<Variable> escaping)
    {
        public Statement Rent(Statement statement)
        {
            Statement rented = statement switch
            {
                Declare { Value: NewBuffer buffer } declare when arenas.TryGetValue(declare.Variable, out Variable? arena) =>
                    declare with { Value = new Take(arena, buffer.Count) },
                Declare { Value: NewBuffer { Storage: BufferStorage.Array } buffer, Variable.Type.Kind: TypeKind.Span } declare when !escaping.Contains(declare.Variable) =>
                    declare with { Value = buffer with { ViewType = declare.Variable.Type, Storage = BufferStorage.WorkspaceZeroed } },
                Declare { Value: NewBuffer buffer } declare => declare with { Value = buffer with { ViewType = declare.Variable.Type } },
                Declare { Value: { } value } declare => declare with { Value = As(declare.Variable.Type, value) },
                Assign { Target: Read { Type.IsView: true } target } assign => assign with { Value = As(target.Type, assign.Value) },
                _ => statement,
            };
            return rented.MapExpressions(expression => expression.Rewrite(WithoutConversion));
        }
    }

    // A span of an array that stays one.
    private static Expression As(IrType type, Expression value) => value switch
    {
        _ when value.Type == type || !type.IsView => value,
        Constant constant => constant with { ConstantType = type },
        Conditional choice => choice with { WhenTrue = As(type, choice.WhenTrue), WhenFalse = As(type, choice.WhenFalse) },
        _ => new Conversion(type, value, IsImplicit: true),
    };

    // A span is already what the array was converted to, and compares with null.
    private static Expression WithoutConversion(Expression expression) => expression switch
    {
        Conversion { Type.IsView: true } conversion when conversion.Operand.Type == conversion.Type => conversion.Operand,
        Opaque { IsNullTest: true, Operands: [Read { Type.Kind: TypeKind.Span }] } test => test with { Segments = ["", NullArrays.TestsForNull(test) ? " == null" : " != null"] },
        _ => expression,
    };
}
