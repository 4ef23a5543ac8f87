using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// Puts the rows of an array of arrays that the method creates into one arena, and keeps which row lies where in integers,
/// so that rows may be exchanged and shared as references are.
/// <code>
/// double[][] a = new double[n][]; a[i] = new double[m]; a[i][j] = x;
/// =>
/// BufferArena&lt;double&gt; aRows; int[] aStarts = new int[n]; int[] aLengths = new int[n];
/// Span&lt;double&gt; row = aRows.Take(m); aStarts[i] = aRows.PositionOf(row); aLengths[i] = row.Length;
/// aRows.Slice(aStarts[i], aLengths[i])[j] = x;
///
/// b = a;   =>   bStarts = aStarts; bLengths = aLengths;
/// </code>
/// Left alone, and refused later, is an array that gets rows which the method did not create.
/// </summary>
internal static class FlattenRows
{
    public static Function Run(Function function)
    {
        Statement[] statements = [.. function.Body.SelfAndDescendants()];
        if (!statements.Any(statement => statement is Declare { Value: NewBuffer { ViewType.IsJagged: true } }))
        {
            return function;
        }

        Families families = Families.Of(function, type => type.Kind == TypeKind.Array);
        bool isOwn(Variable variable) => families.IsOwn(variable) && families.MembersOf(variable).Any(member => member.Type.IsJagged);
        Identifiers identifiers = Identifiers.After(function);
        Dictionary<Variable, Variable> arenas = [];
        Dictionary<Variable, Rows> tables = [];
        Dictionary<Variable, Variable> spans = [];
        foreach (Declare declare in statements.OfType<Declare>().Where(declare => isOwn(declare.Variable)))
        {
            Variable variable = declare.Variable;
            Variable family = families.Of(variable);
            if (!arenas.TryGetValue(family, out Variable? arena))
            {
                IrType element = variable.Type.IsJagged ? variable.Type.Element!.Element! : variable.Type.Element!;
                string name = statements.OfType<Declare>().First(first => first.Variable.Type.IsJagged && isOwn(first.Variable) && families.Of(first.Variable).Equals(family)).Variable.Name;
                arenas[family] = arena = identifiers.Fresh(name + "Rows", IrType.ArenaOf(element));
            }

            if (variable.Type.IsJagged)
            {
                IrType integers = IrType.ArrayOf(IrType.Int32);
                tables[variable] = new Rows(arena, identifiers.Fresh(variable.Name + "Starts", integers), identifiers.Fresh(variable.Name + "Lengths", integers));
            }
            else
            {
                spans[variable] = identifiers.Fresh(variable.Name, IrType.SpanOf(variable.Type.Element!));
            }
        }

        if (tables.Count == 0)
        {
            return function;
        }

        Flattening flattening = new(tables, spans, variable => arenas[families.Of(variable)]);
        Block body = function.Body.Expand(flattening.Lower);
        return function with { Body = new Block([.. arenas.Values.Select(arena => new Declare(arena, null)), .. body.Statements]) };
    }

    /// <summary>Where the rows of one array of arrays are kept.</summary>
    private sealed record Rows(Variable Arena, Variable Starts, Variable Lengths);

    private sealed class Flattening(Dictionary<Variable, Rows> tables, Dictionary<Variable, Variable> spans, System.Func<Variable, Variable> arenaOf)
    {
        public IEnumerable<Statement> Lower(Statement statement)
        {
            switch (statement)
            {
                case Declare { Value: NewBuffer rows } declare when tables.TryGetValue(declare.Variable, out Rows? table):
                    Expression count = Lower(rows.Count);
                    return [Table(table.Starts, count, statement), Table(table.Lengths, count, statement)];
                case Declare declare when tables.TryGetValue(declare.Variable, out Rows? table):
                    return [Named(table.Starts, TableOf(declare.Value, rows => rows.Starts), statement), Named(table.Lengths, TableOf(declare.Value, rows => rows.Lengths), statement)];
                case Assign { Target: Read rows } assign when tables.TryGetValue(rows.Variable, out Rows? table):
                    return
                    [
                        new Assign(new Read(table.Starts), TableOf(assign.Value, rows => rows.Starts)!) { Origin = statement.Origin },
                        new Assign(new Read(table.Lengths), TableOf(assign.Value, rows => rows.Lengths)!) { Origin = statement.Origin },
                    ];
                case Declare { Value: NewBuffer row } declare when spans.TryGetValue(declare.Variable, out Variable? span):
                    return [new Declare(span, new Take(arenaOf(declare.Variable), Lower(row.Count))) { Origin = statement.Origin }];
                case Declare declare when spans.TryGetValue(declare.Variable, out Variable? view):
                    return [new Declare(view, declare.Value is { } value ? Lower(value) : null) { Origin = statement.Origin }];
                case Assign { Target: Element { Type.IsView: true, View: Read rows } row } assign when tables.TryGetValue(rows.Variable, out Rows? table):
                    Expression index = Lower(row.Index);
                    Expression part = Lower(assign.Value);
                    return
                    [
                        new Assign(new Element(new Read(table.Starts), index), new PositionOf(table.Arena, part)) { Origin = statement.Origin },
                        new Assign(new Element(new Read(table.Lengths), index), new Length(part)) { Origin = statement.Origin },
                    ];
                default:
                    return [statement.MapExpressions(Lower)];
            }
        }

        private static Declare Table(Variable table, Expression count, Statement statement) =>
            new(table, new NewBuffer(table.Type, count, BufferStorage.Array)) { Origin = statement.Origin };

        private static Declare Named(Variable table, Expression? value, Statement statement) => new(table, value) { Origin = statement.Origin };

        /// <summary>The starts, or the lengths, of the rows that a value has.</summary>
        private Expression? TableOf(Expression? value, System.Func<Rows, Variable> part) => value switch
        {
            Read rows => new Read(part(tables[rows.Variable])),
            Conditional choice => new Conditional(Lower(choice.Condition), TableOf(choice.WhenTrue, part)!, TableOf(choice.WhenFalse, part)!),
            Constant nowhere => nowhere with { ConstantType = IrType.ArrayOf(IrType.Int32) },
            _ => null,
        };

        private Expression Lower(Expression expression) => expression switch
        {
            // A span is already what the row was converted to.
            Conversion { Type.IsView: true } conversion => Lower(conversion.Operand) is var view && view.Type == conversion.Type ? view : conversion with { Operand = view },
            Length { View: Element { View: Read rows } row } when tables.TryGetValue(rows.Variable, out Rows? table) => new Element(new Read(table.Lengths), Lower(row.Index)),
            Length { View: Read rows } when tables.TryGetValue(rows.Variable, out Rows? table) => new Length(new Read(table.Lengths)),
            Element { Type.IsView: true, View: Read rows } row when tables.TryGetValue(rows.Variable, out Rows? table) =>
                new Slice(new Read(table.Arena), new Element(new Read(table.Starts), Lower(row.Index)), new Element(new Read(table.Lengths), Lower(row.Index))),
            Read rows when tables.TryGetValue(rows.Variable, out Rows? table) => new Read(table.Starts),
            Read read when spans.TryGetValue(read.Variable, out Variable? span) => new Read(span),
            Constant { Type.Kind: TypeKind.Array, Text: "default" or "null" } nowhere => nowhere,

            // A part of the arena is always there.
            Opaque { IsOfLibrary: true, Operands: [Read tested] } when spans.ContainsKey(tested.Variable) => new Constant(IrType.Bool, "false"),
            _ => expression.MapOperands(Lower),
        };
    }
}
