using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// Lays arrays of two or three dimensions out in one, where the method creates them and uses one after the block that made it
/// has ended: what a gradient needs of such a buffer is known for those that have one index.
/// <code>
/// double[,] m = new double[r, c];   =>   int mRows = r; int mColumns = c; double[] mCells = new double[CellCount(mRows, mColumns)];
/// x = m;                            =>   xRows = mRows; xColumns = mColumns; xCells = mCells;
/// x[i, j] = y;                      =>   xCells[Cell(i, j, xRows, xColumns)] = y;
/// </code>
/// </summary>
internal static class FlattenGrids
{
    private static readonly TypeName Runtime = new("AutoDiff.CompilerServices", "Destination");

    public static Function Run(Function function)
    {
        Variable[] grids = [.. function.Body.SelfAndDescendants().OfType<Declare>().Select(declare => declare.Variable).Where(variable => variable.Type is { Kind: TypeKind.Grid, Rank: <= 3 })];
        if (grids.Length == 0)
        {
            return function;
        }

        HashSet<Variable> escaping = Escapes.Of(function, Roots.Of(function));
        Families families = Families.Of(function, type => type.Kind == TypeKind.Grid);
        Identifiers identifiers = Identifiers.After(function);
        Dictionary<Variable, Layout> layouts = [];
        foreach (Variable grid in grids.Where(grid => families.IsOwn(grid) && families.MembersOf(grid).Any(escaping.Contains)))
        {
            layouts[grid] = new Layout(
                identifiers.Fresh(grid.Name + "Cells", IrType.ArrayOf(grid.Type.Element!)),
                GridLengths.Of(grid.Type, grid.Name, identifiers).Variables);
        }

        return layouts.Count == 0 ? function : function with { Body = function.Body.Expand(new Flattening(layouts).Lower) };
    }

    /// <summary>The buffer of a grid, and its lengths.</summary>
    private sealed record Layout(Variable Cells, EquatableArray<Variable> Lengths)
    {
        public IEnumerable<Variable> All => Lengths.Append(Cells);
    }

    private sealed class Flattening(Dictionary<Variable, Layout> layouts)
    {
        public IEnumerable<Statement> Lower(Statement statement) => statement switch
        {
            Declare { Value: NewBuffer { Count: Position size } } declare when layouts.TryGetValue(declare.Variable, out Layout? layout) => Created(statement, layout, [.. size.Indices.Select(Lower)]),
            Declare declare when layouts.TryGetValue(declare.Variable, out Layout? layout) =>
                layout.All.Select(part => new Declare(part, declare.Value is null ? null : PartOf(declare.Value, layout, part)) { Origin = statement.Origin }),
            Assign { Target: Read grid } assign when layouts.TryGetValue(grid.Variable, out Layout? layout) =>
                layout.All.Select(part => new Assign(new Read(part), PartOf(assign.Value, layout, part)) { Origin = statement.Origin }),
            _ => [statement.MapExpressions(Lower)],
        };

        private static IEnumerable<Statement> Created(Statement statement, Layout layout, Expression[] size)
        {
            foreach ((Variable length, Expression value) in layout.Lengths.Zip(size, (length, value) => (length, value)))
            {
                yield return new Declare(length, value) { Origin = statement.Origin };
            }

            Expression count = Call("CellCount", layout.Lengths.Select(length => new Read(length)));
            yield return new Declare(layout.Cells, new NewBuffer(layout.Cells.Type, count, BufferStorage.Array)) { Origin = statement.Origin };
        }

        // The same part of the grid that is assigned.
        private Expression PartOf(Expression value, Layout target, Variable part) => value switch
        {
            Read grid => new Read(layouts[grid.Variable].All.ElementAt(target.All.ToList().IndexOf(part))),
            Conditional choice => new Conditional(Lower(choice.Condition), PartOf(choice.WhenTrue, target, part), PartOf(choice.WhenFalse, target, part)),
            _ => part.Type.IsView ? new Constant(part.Type, "default") : new Number(part.Type, 0),
        };

        private Expression Lower(Expression expression) => expression switch
        {
            Element { View: Read grid, Index: Position place } element when layouts.TryGetValue(grid.Variable, out Layout? layout) =>
                new Element(new Read(layout.Cells), Call("Cell", place.Indices.Select(Lower).Concat(layout.Lengths.Select(length => new Read(length))))),
            Length { View: Read grid, Dimension: { } dimension } when layouts.TryGetValue(grid.Variable, out Layout? layout) => new Read(layout.Lengths[dimension]),
            Read grid when layouts.TryGetValue(grid.Variable, out Layout? layout) => new Read(layout.Cells),
            _ => expression.MapOperands(Lower),
        };

        private static Call Call(string name, IEnumerable<Expression> arguments)
        {
            Expression[] integers = [.. arguments];
            return new Call(new Method(Runtime, name, IrType.Int32, [.. integers.Select((_, i) => new MethodParameter("i" + i, IrType.Int32, ParameterUse.Input))]) { IsPure = true }, integers.ToEquatableArray());
        }
    }
}
