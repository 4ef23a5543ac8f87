using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Analysis;

/// <summary>
/// The order of all statements, where each variable begins, and where variables and buffer contents change: what is
/// needed to answer whether a value seen at some point is still there when the reverse sweep comes back to it.
/// </summary>
internal sealed class Timeline
{
    private readonly Roots roots;
    private readonly Dictionary<Variable, List<Step>> writes = [];
    private readonly Dictionary<Variable, List<Step>> contentWrites = [];
    private readonly Dictionary<Variable, Step?> declarations = [];
    private readonly HashSet<Variable> counters = [];
    private readonly HashSet<Variable> added = [];
    private readonly HashSet<Variable> foreignBuffers = [];
    private int clock;

    public Timeline(Function function, Roots roots)
    {
        this.roots = roots;
        Root = new Frame(FrameKind.Function, owner: null);
        foreach (Parameter parameter in function.Parameters)
        {
            declarations[parameter.Variable] = null;
        }

        Add(Root, function.Body);
        Root.End = clock;
    }

    /// <summary>The function's body.</summary>
    public Frame Root { get; }

    /// <summary>A counter of a <see cref="For"/>: the reverse loop sets it again.</summary>
    public bool IsCounter(Variable variable) => counters.Contains(variable);

    /// <summary>The step that declares a variable, or null for a parameter.</summary>
    public Step? Declaration(Variable variable) => declarations[variable];

    /// <summary>The block at whose end a variable is gone.</summary>
    public Frame Home(Variable variable) => declarations[variable] switch
    {
        null => Root,
        { Statement: For } loop when counters.Contains(variable) => loop.Blocks[0],
        { } step => step.Frame,
    };

    /// <summary>The value that a variable is declared with, if nothing else is ever assigned to it.</summary>
    public Expression? OnlyValue(Variable variable) =>
        !writes.ContainsKey(variable) && !added.Contains(variable) && declarations[variable]?.Statement is Declare declare ? declare.Value : null;

    /// <summary>Whether the variable gets another value after the point and before it is gone.</summary>
    public bool IsOverwritten(Variable variable, Point point) => IsWrittenAfter(writes, variable, point);

    /// <summary>Whether any of the contents of the root's buffer may change after the point and before the buffer is gone.</summary>
    public bool AreContentsOverwritten(Variable root, Point point) => IsWrittenAfter(contentWrites, root, point);

    /// <summary>Whether anything is ever written into the root's buffer.</summary>
    public bool IsContentWritten(Variable root) => contentWrites.ContainsKey(root);

    /// <summary>Whether the variable is assigned anywhere inside the block.</summary>
    public bool IsWrittenWithin(Variable variable, Frame frame) =>
        writes.TryGetValue(variable, out List<Step>? steps) && IsAnyWithin(steps, frame);

    /// <summary>The steps that assign the variable.</summary>
    public IReadOnlyList<Step> Writes(Variable variable) => writes.TryGetValue(variable, out List<Step>? steps) ? steps : [];

    /// <summary>Registers a variable that a pass adds, as if a statement before <paramref name="at"/> had declared it.</summary>
    public void Declare(Variable variable, Step at)
    {
        declarations[variable] = at;
        added.Add(variable);
    }

    /// <summary>Registers that a pass makes the variable change where <paramref name="at"/> stands.</summary>
    public void Write(Variable variable, Step at) => Add(writes, variable, at);

    /// <summary>The block around the first frame of which only one runs, it or a block around the second frame; null if both may.</summary>
    private static Frame? Excluded(Frame first, Frame second)
    {
        foreach (Frame outer in first.SelfAndAncestors())
        {
            foreach (Frame other in second.SelfAndAncestors())
            {
                if (outer.Kind == FrameKind.Branch && outer.Owner is { } owner && ReferenceEquals(owner, other.Owner) && !ReferenceEquals(outer, other))
                {
                    return outer;
                }
            }
        }

        return null;
    }

    private bool IsWrittenAfter(Dictionary<Variable, List<Step>> when, Variable variable, Point point)
    {
        if (!when.TryGetValue(variable, out List<Step>? steps))
        {
            return false;
        }

        Frame home = Home(variable);
        Frame? loop = point.Frame.SelfAndAncestors().TakeWhile(frame => !ReferenceEquals(frame, home)).LastOrDefault(frame => frame.Kind == FrameKind.Loop);
        if (loop is not null && IsAnyWithin(steps, loop))
        {
            return true;
        }

        // Backwards, and past a branch that is not taken as a whole.
        int last = steps.Count - 1;
        while (last >= 0 && steps[last].Position + 1 > point.Position)
        {
            if (Excluded(steps[last].Frame, point.Frame) is not { } branch)
            {
                return true;
            }

            last = IndexOf(steps, branch.Start) - 1;
        }

        return false;
    }

    private static bool IsAnyWithin(List<Step> steps, Frame frame)
    {
        int first = IndexOf(steps, frame.Start);
        return first < steps.Count && steps[first].Position < frame.End;
    }

    /// <summary>The first step at a position or behind it.</summary>
    private static int IndexOf(List<Step> steps, int position)
    {
        (int low, int high) = (0, steps.Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = steps[middle].Position < position ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private void Add(Frame frame, Block block)
    {
        foreach (Statement statement in block.Statements)
        {
            Cancellation.Check();
            Step step = new(statement, frame, clock);
            clock += 2;
            frame.Steps.Add(step);
            Note(step);
            FrameKind kind = statement switch
            {
                If => FrameKind.Branch,
                Try => FrameKind.Once,
                _ => FrameKind.Loop,
            };
            foreach (Block inner in statement.Blocks())
            {
                Frame below = new(kind, step) { Start = clock };
                step.Blocks.Add(below);
                Add(below, inner);
                below.End = clock;
            }
        }
    }

    private void Note(Step step)
    {
        switch (step.Statement)
        {
            case Declare declare:
                declarations[declare.Variable] = step;
                break;
            case For loop:
                declarations[loop.Counter] = step;
                counters.Add(loop.Counter);
                break;
        }

        foreach (Variable variable in Written.Variables(step.Statement))
        {
            Add(writes, variable, step);
        }

        foreach (Expression view in Written.Views(step.Statement))
        {
            foreach (Variable root in roots.AllOf(view))
            {
                Add(contentWrites, root, step);
            }
        }

        if (step.Statement is Declare { Variable: { Type.IsView: true } foreign, Value: Constant or Field or Opaque or Call })
        {
            foreignBuffers.Add(foreign);
        }

        // Code that is not modelled may write to arrays that it can reach without being given them.
        if (step.Statement is not Throw && step.Statement.Expressions().SelectMany(expression => expression.SelfAndDescendants()).Any(RunsUnknownCode))
        {
            foreach (Variable buffer in foreignBuffers)
            {
                Add(contentWrites, buffer, step);
            }
        }
    }

    private static bool RunsUnknownCode(Expression expression) =>
        expression is Opaque { IsNullTest: false } or Call { Method: { IsPure: false, HasDeclaredRules: false } };

    private static void Add(Dictionary<Variable, List<Step>> map, Variable variable, Step step)
    {
        if (!map.TryGetValue(variable, out List<Step>? steps))
        {
            map[variable] = steps = [];
        }

        // In their order: what a pass adds stands among what was there.
        steps.Insert(IndexOf(steps, step.Position), step);
    }
}
