using System;
using System.Collections.Generic;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Tests.Interpreter;

/// <summary>Buffers one behind the other.</summary>
internal sealed class Arena
{
    private readonly List<(int Start, Buffer Buffer)> buffers = [];

    public int Length { get; private set; }

    public View Take(IrType element, int count)
    {
        if (count < 0)
        {
            throw new OverflowException();
        }

        Buffer buffer = Buffer.Create(element, count, isZeroed: true);
        buffers.Add((Length, buffer));
        Length += count;
        return new View(buffer, 0, count);
    }

    public int PositionOf(View view) => view.Length == 0 ? 0 : buffers.Find(candidate => candidate.Buffer == view.Root).Start + view.Offset;

    public View Slice(int start, int length)
    {
        if (length == 0)
        {
            return new View(new Buffer([]), 0, 0);
        }

        (int first, Buffer buffer) = buffers.FindLast(candidate => candidate.Start <= start && candidate.Buffer.Items.Length > 0);
        return new View(buffer, start - first, length);
    }
}
