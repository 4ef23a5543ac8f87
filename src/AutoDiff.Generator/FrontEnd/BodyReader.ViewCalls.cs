using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>Methods of spans and arrays that are statements or views of the IR.</content>
internal sealed partial class BodyReader
{
    /// <summary>Reads such a call; null if it is another call.</summary>
    private Expression? ReadViewCall(IInvocationOperation operation)
    {
        string container = operation.TargetMethod.ContainingType?.OriginalDefinition.MetadataFullName() ?? "";
        string name = operation.TargetMethod.Name;
        int count = operation.Arguments.Length;
        if (ReadListCall(operation) is { } changed)
        {
            return changed;
        }

        return (container, name, count) switch
        {
            ("System.Span`1" or "System.ReadOnlySpan`1" or "System.Memory`1" or "System.ReadOnlyMemory`1", _, _) when operation.Instance is { } span && TypeFor(span.Type).IsView => ReadSpanCall(operation, span, name),
            ("System.Collections.Generic.List`1", "ToArray", 0) or ("System.Collections.Generic.List`1", "CopyTo", 1) when operation.Instance is { } list && TypeFor(list.Type).IsView => ReadSpanCall(operation, list, name),
            ("System.MemoryExtensions", "AsSpan" or "AsMemory", _) when FirstIsView(operation) => ReadAsSpan(operation),
            ("System.Linq.Enumerable", "ToArray", 1) when FirstIsView(operation) => CopyOf(Guarded(Boxed(operation.Arguments[0].Value)), null),
            ("System.MemoryExtensions", "CopyTo", 2) when FirstIsView(operation) => ReadCopy(operation),
            ("System.Array", "GetLength" or "GetUpperBound" or "GetLowerBound", 1) => ReadDimension(operation, name),
            ("System.Array", "Clear", 1) when FirstIsGrid(operation) => ReadFill(operation),
            ("System.Array", "CopyTo", 2) when operation.Instance is { } array && FirstIsView(operation) && IsInOrder(operation) => ReadArrayCopyTo(operation, array),
            ("System.Array", "Copy", 3 or 5) when FirstIsView(operation) && IsInOrder(operation) => ReadArrayCopy(operation),
            ("System.Array", "Clear", 1) when FirstIsView(operation) => ReadFill(operation),
            ("System.Array", "Clear", 3) when FirstIsView(operation) && IsInOrder(operation) => ReadPartFill(operation),
            ("System.Array", "Empty", 0) when TypeFor(operation.Type) is { IsView: true } type => DeclareBuffer(type, new Number(IrType.Int32, 0), BufferStorage.Array, null),
            ("System.Array" or "System.MemoryExtensions", "Reverse", 1) when FirstIsView(operation) => ReadReverse(operation),
            ("System.Array" or "System.MemoryExtensions", "Sort", 1 or 2) when FirstIsView(operation) && IsInOrder(operation) => ReadSort(operation),
            ("System.Array", "Fill", 2) when FirstIsView(operation) => ReadFill(operation),
            _ => null,
        };
    }

    private static bool IsInOrder(IInvocationOperation operation) =>
        operation.Arguments.Select((argument, i) => argument.Parameter?.Ordinal == i).All(isInOrder => isInOrder);

    private bool FirstIsView(IInvocationOperation operation) =>
        operation.Arguments is [{ Value: var first, Parameter.Ordinal: 0 }, ..] && TypeFor(Boxed(first).Type) is { IsView: true, IsUncut: false };

    private bool FirstIsGrid(IInvocationOperation operation) => TypeFor(Boxed(operation.Arguments[0].Value).Type).Kind == Ir.TypeKind.Grid;

    // a.GetLength(1); a.GetUpperBound(1)   =>   a.GetLength(1) - 1
    private Expression? ReadDimension(IInvocationOperation operation, string name)
    {
        if (operation.Instance is not { } instance
            || TypeFor(Boxed(instance).Type) is not { IsView: true } type
            || operation.Arguments[0].Value.ConstantValue is not { HasValue: true, Value: int dimension }
            || dimension < 0 || dimension >= type.Rank)
        {
            return null;
        }

        Expression view = Read(Boxed(instance));
        Expression length = type.Kind == Ir.TypeKind.Grid ? LengthOf(view, dimension) : LengthOf(view);
        return name switch
        {
            "GetLength" => length,
            "GetUpperBound" => Minus(length, new Number(IrType.Int32, 1)),
            _ => new Number(IrType.Int32, 0),
        };
    }

    private Expression? ReadSpanCall(IInvocationOperation operation, IOperation span, string name)
    {
        switch (name)
        {
            case "Slice":
                Expression[] slice = InOrder([() => Read(span), .. Reads(operation)]);
                bool isSwapped = operation.Arguments is [{ Parameter.Ordinal: 1 }, _];
                return SliceOf(
                    slice[0],
                    slice[isSwapped ? 2 : 1],
                    slice.Length < 3 ? null : slice[isSwapped ? 1 : 2]);
            case "CopyTo":
                Expression[] copied = InOrder([() => Read(span), .. Reads(operation)]);
                WriteCopy(copied[0], copied[1]);
                return Nothing;
            case "Fill":
                Expression[] filled = InOrder([() => Read(span), .. Reads(operation)]);
                WriteFill(filled[0], filled[1]);
                return Nothing;
            case "Clear":
                Expression cleared = Read(span);
                WriteFill(cleared, Zero(cleared.Type.Element!));
                return Nothing;
            case "ToArray":
                return CopyOf(Whole(span), null);
            default:
                return null;
        }
    }

    private System.Func<Expression>[] Reads(IInvocationOperation operation)
    {
        System.Func<Expression>[] reads = new System.Func<Expression>[operation.Arguments.Length];
        for (int i = 0; i < reads.Length; i++)
        {
            IOperation value = operation.Arguments[i].Value;
            reads[i] = () => Read(value);
        }

        return reads;
    }

    /// <summary><c>array.AsSpan()</c>, <c>array.AsSpan(start)</c>, <c>array.AsSpan(start, length)</c>, <c>array.AsSpan(range)</c></summary>
    private Expression? ReadAsSpan(IInvocationOperation operation)
    {
        if (operation.Arguments is [{ Value: var array }, { Value: IRangeOperation range }])
        {
            return ReadRange(array, range).AsSlice();
        }

        if (operation.Arguments is [_, { Value: var index }, ..] && !TypeFor(index.Type).IsInteger)
        {
            return Refuse(index, Fence.IndexValue);
        }

        Expression[] parts = ReadArguments(operation.Arguments);
        Expression span = AsSpan(parts[0]);
        return parts.Length switch
        {
            1 => span,
            2 => SliceOf(span, parts[1], null),
            _ => SliceOf(span, parts[1], parts[2]),
        };
    }

    private Constant ReadCopy(IInvocationOperation operation)
    {
        Expression[] parts = ReadArguments(operation.Arguments);
        WriteCopy(AsSpan(parts[0]), parts[1]);
        return Nothing;
    }

    /// <summary><c>array.CopyTo(target, index)</c></summary>
    private Constant ReadArrayCopyTo(IInvocationOperation operation, IOperation array)
    {
        Expression[] parts = InOrder([() => Read(Boxed(array)), () => Read(Boxed(operation.Arguments[0].Value)), () => Read(operation.Arguments[1].Value)]);
        WriteCopy(AsSpan(parts[0]), From(parts[1], parts[2]));
        return Nothing;
    }

    /// <summary><c>Array.Copy(source, target, length)</c>, <c>Array.Copy(source, sourceIndex, target, targetIndex, length)</c></summary>
    private Constant ReadArrayCopy(IInvocationOperation operation)
    {
        int target = operation.Arguments.Length == 3 ? 1 : 2;
        if (!TypeFor(Boxed(operation.Arguments[target].Value).Type).IsView || operation.Arguments[^1].Value.Type?.SpecialType != SpecialType.System_Int32)
        {
            return Refuse(operation, Fence.BufferArgument);
        }

        Expression[] parts = InOrder([.. operation.Arguments.Select(argument => (System.Func<Expression>)(() => Read(Boxed(argument.Value))))]);
        Expression length = parts[^1];
        Expression start = target == 1 ? new Number(IrType.Int32, 0) : parts[1];
        WriteCopy(SliceOf(AsSpan(parts[0]), start, length), From(parts[target], target == 1 ? start : parts[3]));
        return Nothing;
    }

    private static Expression From(Expression view, Expression start) =>
        start is Number { Value: 0 } ? AsSpan(view) : SliceOf(AsSpan(view), start, null);

    private Constant ReadFill(IInvocationOperation operation)
    {
        Expression[] parts = InOrder([() => Read(Boxed(operation.Arguments[0].Value)), .. System.Linq.Enumerable.Skip(Reads(operation), 1)]);
        WriteFill(AsSpan(parts[0]), parts.Length > 1 ? parts[1] : Zero(parts[0].Type.Element!));
        return Nothing;
    }

    private static Expression Zero(IrType type) => type.Kind switch
    {
        Ir.TypeKind.Aggregate => DefaultOf(type),
        Ir.TypeKind.Bool => new Constant(type, "false"),
        Ir.TypeKind.Char => new Constant(type, "'\\0'"),
        _ => new Number(type, 0),
    };
}
