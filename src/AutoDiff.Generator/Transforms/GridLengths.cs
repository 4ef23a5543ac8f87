using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// The lengths of a buffer as variables: one of an array, one for each dimension of a grid. Of an array of arrays it is how
/// many rows there are, and how much an array holds that has first the rows' lengths and then the rows.
/// </summary>
/// <param name="Variables">By dimension.</param>
internal sealed record GridLengths(EquatableArray<Variable> Variables)
{
    private static readonly string[] Dimensions = ["Layers", "Rows", "Columns"];

    private static readonly string[] Counters = ["i", "j", "k"];

    /// <summary>How many elements there are.</summary>
    public Expression Count => Variables.Select(length => (Expression)new Read(length)).Aggregate((product, length) => product * length);

    /// <summary>Variables for the lengths of a buffer of a type.</summary>
    public static GridLengths Of(IrType type, string name, Identifiers identifiers) =>
        new([.. NamesOf(type).Select(dimension => identifiers.Fresh(name + dimension, IrType.Int32))]);

    /// <summary>The variables with the lengths of a buffer.</summary>
    public IEnumerable<Declare> Declared(Expression buffer) =>
        Variables.Select((length, dimension) => new Declare(length, new Length(buffer) { Dimension = buffer.Type.Kind == TypeKind.Grid ? dimension : null }));

    public NewBuffer NewGrid(IrType type) => new(type, new Position([.. Variables.Select(length => new Read(length))]), BufferStorage.Array);

    /// <summary>A statement for each place, and for where it lies in an array that has the elements one behind the other.</summary>
    public Statement ForEach(Identifiers identifiers, Func<Position, Expression, Statement> body)
    {
        Variable[] counters = [.. Variables.Select((_, dimension) => identifiers.Fresh(Counters[dimension], IrType.Int32))];
        Expression index = new Read(counters[0]);
        for (int dimension = 1; dimension < counters.Length; dimension++)
        {
            index = (index * new Read(Variables[dimension])) + new Read(counters[dimension]);
        }

        Statement statement = body(new Position([.. counters.Select(counter => new Read(counter))]), index);
        for (int dimension = counters.Length - 1; dimension >= 0; dimension--)
        {
            statement = new For(counters[dimension], Formula.Zero(IrType.Int32), BinaryOperator.Less, new Read(Variables[dimension]), 1, new Block([statement]));
        }

        return statement;
    }

    // Of a grid of three dimensions at most.
    private static IEnumerable<string> NamesOf(IrType type) => type.Kind == TypeKind.Grid ? Dimensions.Skip(Dimensions.Length - type.Rank) : type.IsJagged ? ["Rows", "Length"] : ["Length"];
}
