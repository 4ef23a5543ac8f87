using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Differentiation;

/// <content>Decides what becomes of the values whose block has ended when the reverse sweep needs them.</content>
internal sealed partial class Recorder
{
    private readonly List<string> recorded = [];

    /// <summary>What is recorded, one line for each value, for the header of the generated file.</summary>
    public IReadOnlyList<string> Recorded => recorded;

    /// <summary>
    /// Settles every value asked for. Values that cannot be computed again are recorded first; the others may then be
    /// computed from them. Computing one may need others, so this goes on until nothing is left.
    /// </summary>
    public void Settle()
    {
        // What can be computed again stays so, whatever else is recorded: each value is looked at once.
        Queue<Variable> recomputed = new();
        while (pending.Count > 0 || recomputed.Count > 0)
        {
            Cancellation.Check();
            if (pending.Count == 0)
            {
                Recompute(recomputed.Dequeue());
                continue;
            }

            Variable variable = pending.Dequeue();
            if (toBeRecorded.CanRecompute(variable))
            {
                recomputed.Enqueue(variable);
            }
            else if (roots.IsView(variable))
            {
                Recompute(variable);
            }
            else
            {
                Record(variable);
            }
        }
    }

    private void Recompute(Variable variable)
    {
        Step declaration = timeline.Declaration(variable)!;
        Statement again = new Declare(variable, Value(timeline.OnlyValue(variable)!, declaration.Before)) { Origin = declaration.Statement.Origin };

        // A view may be cut from one that is restored for the same moment.
        restoration.Add(timeline.Home(variable), declaration.Position, again, variable.Type.IsView ? RestorationRank.View : RestorationRank.Value);
    }

    private void Record(Variable variable)
    {
        toBeRecorded.Record(variable);
        Frame home = timeline.Home(variable);
        if (home.Repeated.Kind == FrameKind.Function)
        {
            Frame branch = home.SelfAndAncestors().First(frame => frame.Parent?.Kind == FrameKind.Function);
            weave.Hoist(variable, branch.Owner!);
            return;
        }

        RecordStorage storage = RecordStorage.For(home, timeline, canBeRented: !variable.Type.IsView && variable.Type.Kind != TypeKind.Other);
        (Variable buffer, Expression load) = Storage(variable, storage);
        Statement Store(Expression value) => storage.Index is { } index
            ? new Assign(new Element(new Read(buffer), index), value)
            : new Push(buffer, value);

        Step declaration = timeline.Declaration(variable)!;
        if (callsItself)
        {
            // The reverse takes it first of all in this block, so it is put down last of all: calls in between use the same stacks.
            weave.AtEnd(home, Store(new Read(variable)));
        }
        else if (copyInsertions.TryGetValue(variable, out Insertion? copy))
        {
            copy.Statement = Store(((Declare)copy.Statement).Value!);
        }
        else if (timeline.OnlyValue(variable) is not null)
        {
            weave.AfterFirst(declaration, Store(new Read(variable)) with { Origin = declaration.Statement.Origin });
        }
        else
        {
            weave.AtEnd(home, Store(new Read(variable)));
        }

        restoration.Add(home, declaration.Position, new Declare(variable, load));
    }

    private (Variable Buffer, Expression Load) Storage(Variable variable, RecordStorage storage)
    {
        if (storage.Size is null)
        {
            Variable stack = Stack(Recording(variable), variable.Type, storage.Outermost);
            recorded.Add(stack.Name + ": " + Bytes(variable.Type) + " bytes per iteration");
            return (stack, new Pop(stack));
        }

        Variable buffer = identifiers.Fresh(Recording(variable), IrType.SpanOf(variable.Type));
        weave.Before(storage.Outermost, new Declare(buffer, new NewBuffer(buffer.Type, storage.Size, BufferStorage.Workspace)));
        recorded.Add(buffer.Name + ": " + Bytes(variable.Type, storage.Extent!) + " bytes");
        return (buffer, new Element(new Read(buffer), storage.Index!));
    }

    private Variable Stack(string name, IrType element, Step outermost)
    {
        Variable stack = identifiers.Fresh(name, IrType.StackOf(element));
        weave.Before(outermost, new Declare(stack, null));
        return stack;
    }

    private static string Bytes(IrType type, Expression count)
    {
        string text = Printer.Print(count);
        bool isSum = count is Binary { Operator: BinaryOperator.Add or BinaryOperator.Subtract };
        return Bytes(type) == "1" ? text : Bytes(type) + " * " + (isSum ? "(" + text + ")" : text);
    }

    private static string Bytes(IrType type) => type.Kind switch
    {
        TypeKind.Bool or TypeKind.SByte or TypeKind.Byte => "1",
        TypeKind.Char or TypeKind.Int16 or TypeKind.UInt16 => "2",
        TypeKind.Int32 or TypeKind.UInt32 or TypeKind.Single => "4",
        _ => "8",
    };

    // A copy is made under a name that tells when (rBefore); what is recorded is the variable's own value at each iteration.
    private string Recording(Variable variable)
    {
        string name = copied.TryGetValue(variable, out string? original) ? original : variable.Name;
        return "recorded" + char.ToUpperInvariant(name[0]) + name.Substring(1);
    }
}
