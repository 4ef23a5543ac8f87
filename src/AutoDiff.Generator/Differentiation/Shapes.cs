using System;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>New buffers in the shape of another. One that is always used whole is not rented.</summary>
internal static class Shapes
{
    private static readonly TypeName Runtime = new("AutoDiff.CompilerServices", "Destination");

    /// <summary>Zeros.</summary>
    /// <param name="type">That of the new buffer.</param>
    /// <param name="buffer">The other one.</param>
    /// <param name="lengthOf">Gives the length of a dimension, or of all if there are none.</param>
    public static Expression Zeros(IrType type, Expression buffer, Func<int?, Expression> lengthOf) => type switch
    {
        { IsJagged: true } => Call("ZeroRows", buffer),
        { Kind: TypeKind.Grid } => new NewBuffer(type, new Position([.. Enumerable.Range(0, type.Rank).Select(dimension => lengthOf(dimension))]), BufferStorage.Array),
        _ => new NewBuffer(type, lengthOf(null), BufferStorage.WorkspaceZeroed),
    };

    /// <summary>Zeros in the shape that a buffer has here.</summary>
    public static Expression Zeros(IrType type, Expression buffer) => Zeros(type, buffer, dimension => new Length(buffer) { Dimension = dimension });

    /// <summary>The same numbers.</summary>
    public static Call Copy(Expression buffer) => Call(buffer.Type.IsJagged ? "CopyRows" : "CopyGrid", buffer);

    private static Call Call(string name, Expression buffer) =>
        new(new Method(Runtime, name, buffer.Type, [new(buffer.Type.IsJagged ? "rows" : "grid", buffer.Type, ParameterUse.Input)]) { IsPure = true }, [buffer]);
}
