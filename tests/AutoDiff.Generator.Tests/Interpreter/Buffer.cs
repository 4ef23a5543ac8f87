using System;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Tests.Interpreter;

/// <summary>The memory behind views: values as the interpreter keeps them.</summary>
internal sealed class Buffer(object[] items)
{
    public object[] Items { get; } = items;

    /// <summary>A buffer of zeros, or of conspicuous rubbish that no program may depend on.</summary>
    public static Buffer Create(IrType element, int length, bool isZeroed)
    {
        object item = Scalars.Number(element, isZeroed ? 0 : element.IsFloatingPoint ? double.NaN : 93);
        return new Buffer([.. Enumerable.Repeat(item, length)]);
    }
}

/// <summary>A part of a buffer.</summary>
internal sealed record View(Buffer Root, int Offset, int Length)
{
    public object this[long index]
    {
        get => Root.Items[Position(index)];
        set => Root.Items[Position(index)] = value;
    }

    public View Slice(int start, int? count)
    {
        int length = count ?? Length - start;
        if (start < 0 || length < 0 || start > Length || length > Length - start)
        {
            throw new ArgumentOutOfRangeException(nameof(start));
        }

        return new View(Root, Offset + start, length);
    }

    public void CopyTo(View target)
    {
        if (target.Length < Length)
        {
            throw new ArgumentException("The target is too short.", nameof(target));
        }

        Array.Copy(Root.Items, Offset, target.Root.Items, target.Offset, Length);
    }

    public void Fill(object value) => Array.Fill(Root.Items, value, Offset, Length);

    public object[] ToArray() => Root.Items[Offset..(Offset + Length)];

    private int Position(long index) => index >= 0 && index < Length ? Offset + (int)index : throw new IndexOutOfRangeException();
}
