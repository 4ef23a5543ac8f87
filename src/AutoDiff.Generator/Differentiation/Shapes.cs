using System;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>New buffers in the shape of one that is always used whole: such a buffer is not rented.</summary>
internal static class Shapes
{
    private static readonly TypeName Runtime = new("AutoDiff.CompilerServices", "Destination");

    /// <summary>Zeros.</summary>
    /// <param name="buffer">An array of several dimensions, or of arrays.</param>
    /// <param name="lengthOf">Gives the length of a dimension.</param>
    public static Expression Zeros(Variable buffer, Func<int, Expression> lengthOf) => buffer.Type.IsJagged
        ? Call("ZeroRows", new Read(buffer))
        : new NewBuffer(buffer.Type, new Position([.. Enumerable.Range(0, buffer.Type.Rank).Select(lengthOf)]), BufferStorage.Array);

    /// <summary>The same numbers.</summary>
    public static Call Copy(Expression buffer) => Call(buffer.Type.IsJagged ? "CopyRows" : "CopyGrid", buffer);

    private static Call Call(string name, Expression buffer) =>
        new(new Method(Runtime, name, buffer.Type, [new(buffer.Type.IsJagged ? "rows" : "grid", buffer.Type, ParameterUse.Input)]) { IsPure = true }, [buffer]);
}
