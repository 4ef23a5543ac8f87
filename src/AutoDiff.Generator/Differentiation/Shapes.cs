using System;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>Zeros in the shape of a buffer that is always used whole: such a buffer is not rented.</summary>
internal static class Shapes
{
    private static readonly TypeName Runtime = new("AutoDiff.CompilerServices", "Destination");

    /// <param name="buffer">An array of several dimensions, or of arrays.</param>
    /// <param name="lengthOf">Gives the length of a dimension.</param>
    public static Expression Zeros(Variable buffer, Func<int, Expression> lengthOf) => buffer.Type.IsJagged
        ? new Call(new Method(Runtime, "ZeroRows", buffer.Type, [new("rows", buffer.Type, ParameterUse.Input)]) { IsPure = true }, [new Read(buffer)])
        : new NewBuffer(buffer.Type, new Position([.. Enumerable.Range(0, buffer.Type.Rank).Select(lengthOf)]), BufferStorage.Array);
}
