using System.Collections.Generic;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Analysis;

/// <summary>How often a block runs within the block around it.</summary>
internal enum FrameKind
{
    /// <summary>The function's body.</summary>
    Function,

    /// <summary>A loop's body: any number of times.</summary>
    Loop,

    /// <summary>A branch: at most once.</summary>
    Branch,

    /// <summary>A block of <c>try</c> and <c>finally</c>: once, whenever the block around it goes on behind it.</summary>
    Once,
}

/// <summary>A block of the function being differentiated.</summary>
internal sealed class Frame(FrameKind kind, Step? owner)
{
    public FrameKind Kind { get; } = kind;

    /// <summary>The loop or branch that the block belongs to; null for the function's body.</summary>
    public Step? Owner { get; } = owner;

    public Frame? Parent => Owner?.Frame;

    public List<Step> Steps { get; } = [];

    /// <summary>The positions of all statements of the block, those inside others included: from here…</summary>
    public int Start { get; init; }

    /// <summary>…to before here.</summary>
    public int End { get; set; }

    /// <summary>The nearest frame outward, this one included, that is a loop's body or the function's.</summary>
    public Frame Repeated => Kind is FrameKind.Branch or FrameKind.Once ? Parent!.Repeated : this;

    /// <summary>This frame and those around it, innermost first.</summary>
    public IEnumerable<Frame> SelfAndAncestors()
    {
        for (Frame? frame = this; frame is not null; frame = frame.Parent)
        {
            yield return frame;
        }
    }
}

/// <summary>A statement in its place.</summary>
internal sealed class Step(Statement statement, Frame frame, int position)
{
    public Statement Statement { get; } = statement;

    public Frame Frame { get; } = frame;

    /// <summary>When the statement begins; what it writes is written at <c>Position + 1</c>.</summary>
    public int Position { get; } = position;

    /// <summary>The blocks of a loop or branch, in the order of <see cref="StatementTree.Blocks"/>.</summary>
    public List<Frame> Blocks { get; } = [];

    /// <summary>The point just before the statement.</summary>
    public Point Before => new(this, Position);

    /// <summary>The point just after a statement that has no blocks.</summary>
    public Point After => new(this, Position + 2);
}

/// <summary>A moment in the run of the forward sweep.</summary>
internal readonly record struct Point(Step Step, int Position)
{
    public Frame Frame => Step.Frame;

    public bool IsAfter => Position > Step.Position;
}
