using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>
/// Jumps. <c>break</c>, <c>continue</c> and <c>goto</c> name where they go; whatever is left on the way there passes them on:
/// <code>
/// for (..) { switch (k) { case 0: goto done; } a; } b; done: c;
///   =>   { bool toDone = false; for (..) { bool toDone2 = false; switch (k) { case 0: toDone2 = true; break; } if (toDone2) { toDone = true; break; } a; } if (toDone) leave; b; } c;
/// </code>
/// </content>
internal sealed partial class BodyReader
{
    private static readonly Constant False = new(IrType.Bool, "false");

    private readonly Stack<Jumpable> jumpables = new();

    /// <summary>Whether control is on its way to the label of a region that it entered a loop for.</summary>
    private readonly Dictionary<JumpRegion, Variable> entries = [];

    private void ReadJump(IBranchOperation jump)
    {
        if (jumpables.Any(part => part.ExitTo(jump.Target) != Exits.None))
        {
            WithOrigin(jump.Syntax, () => WriteJump(jump.Target));
        }
        else if (SectionOf(jump) is { } section)
        {
            ReadSection(section);
        }
        else
        {
            Refuse(jump, Fence.GotoAcross);
        }
    }

    /// <summary>A <see cref="Break"/> or <see cref="Continue"/> where that alone leads to the target; else out of the innermost part, with a flag for those around it.</summary>
    private void WriteJump(ILabelSymbol target)
    {
        Jumpable innermost = jumpables.Peek();
        Jumpable reached = jumpables.First(part => part.ExitTo(target) != Exits.None);

        // Only loops hear of continue.
        bool isDirect = reached == innermost || (reached.ExitTo(target) == Exits.Continue && jumpables.First(part => part.IsLoop) == reached);
        if (!isDirect)
        {
            Write(new Assign(new Read(innermost.FlagOf(target, reading)), True));
        }
        else if (reached.Entry is { } entry)
        {
            Write(new Assign(new Read(entry), True));
        }

        Write(isDirect && reached.ExitTo(target) == Exits.Continue ? new Continue() : new Break());
    }

    /// <summary>Reads a statement that jumps leave: it stands between the flags of those that go further and what they do then.</summary>
    private void WithJumps(ILabelSymbol? end, ILabelSymbol? next, Action read, Variable? entry = null)
    {
        int start = output.Count;
        Jumpable part = new(end, next) { Entry = entry };
        jumpables.Push(part);
        read();
        jumpables.Pop();
        foreach ((ILabelSymbol target, Variable flag) in part.Passing)
        {
            output.Insert(start, new Declare(flag, False));
            Write(new If(new Read(flag), BlockOf(() => WriteJump(target)), Block.Empty));
        }
    }

    private void ReadLabeled(ImmutableArray<IOperation> statements) => ReadParts(
        statements.First(statement => statement is ILabeledOperation),
        [.. statements.Select(LabelsOf)],
        [.. statements.Select(statement => statement.DescendantsAndSelf().OfType<IBranchOperation>().Select(jump => jump.Target))],
        index => ReadStatement(statements[index]));

    private static IEnumerable<ILabelSymbol> LabelsOf(IOperation statement)
    {
        for (IOperation? part = statement; part is ILabeledOperation labeled; part = labeled.Operation)
        {
            yield return labeled.Label;
        }
    }

    /// <summary>Reads the parts of a block, each with labels before it and jumps in it.</summary>
    private void ReadParts(IOperation labeled, IReadOnlyList<IEnumerable<ILabelSymbol>> labels, IEnumerable<IEnumerable<ILabelSymbol>> jumps, Action<int> readPart)
    {
        if (JumpRegions.Of(labels, jumps) is not { } regions)
        {
            Refuse(labeled, Fence.CrossingGotos);
            return;
        }

        int start = output.Count;
        ReadRegions(0, labels.Count, new Queue<JumpRegion>(regions), readPart);
        List<Statement> written = output.GetRange(start, output.Count - start);
        output.RemoveRange(start, output.Count - start);
        output.AddRange(BegunOutside(written));
    }

    private void ReadRegions(int start, int end, Queue<JumpRegion> regions, Action<int> readPart)
    {
        for (int i = start; i < end;)
        {
            if (regions.Count == 0 || regions.Peek().Start != i)
            {
                readPart(i++);
                continue;
            }

            JumpRegion region = regions.Dequeue();
            Block Body() => LoopBody(() => ReadRegions(region.Start, region.End, regions, readPart));
            if (region.IsLoop)
            {
                WithJumps(null, region.Label, () => Write(new While(True, Body() is var body && body.Statements.Completes() ? new Block([.. body.Statements, new Break()]) : body)));
            }
            else
            {
                ReadRegion(region, Body);
            }

            i = region.End;
        }
    }

    private void ReadRegion(JumpRegion region, Func<Block> readBody)
    {
        Variable? entry = region.Rest is null ? null : entries[region.Rest] = Declare(NameOf("in", region.Label) ?? "entered", False);
        WithJumps(
            region.Label,
            null,
            () =>
            {
                Block way = BlockOf(() =>
                {
                    if (entries.TryGetValue(region, out Variable entered))
                    {
                        Write(new If(new Read(entered), BlockOf(() => WriteJump(region.Label)), Block.Empty));
                    }
                });
                Write(new Leavable(Exits.Break, new Block([.. way.Statements, .. readBody().Statements])));
            },
            entry);
        if (entries.TryGetValue(region, out Variable used))
        {
            Write(new Assign(new Read(used), False));
        }
    }

    /// <summary>Only labels that the source writes have a name: those of loops and of <c>case</c> have none.</summary>
    private static string? NameOf(string prefix, ILabelSymbol label) =>
        SyntaxFacts.IsValidIdentifier(label.Name) ? prefix + char.ToUpperInvariant(label.Name[0]) + label.Name.Substring(1) : null;

    /// <summary>
    /// What regions begin and later statements of the same block still see begins before them:
    /// <code>
    /// leavable { double y = e; } b(y);   =>   double y; leavable { y = e; } b(y);
    /// </code>
    /// </summary>
    private IEnumerable<Statement> BegunOutside(List<Statement> statements)
    {
        for (int i = 0; i < statements.Count; i++)
        {
            Statement statement = statements[i];
            if (statement is Leavable { By: Exits.Break } or While)
            {
                HashSet<Variable> seen = [.. new Block(statements.Skip(i + 1).ToEquatableArray()).Variables()];
                foreach (Declare declare in statement.SelfAndDescendants().OfType<Declare>().Where(declare => seen.Contains(declare.Variable)))
                {
                    yield return declare with { Value = null };
                }

                statement = statement.MapBlocks(block => new Block(BegunOutside(
                    [.. block.Expand(inner => inner is Declare declare && seen.Contains(declare.Variable) ? Assigned(declare) : [inner]).Statements]).ToEquatableArray()));
            }

            yield return statement;
        }
    }

    // A buffer is made where a variable is declared.
    private IEnumerable<Statement> Assigned(Declare declare)
    {
        if (declare.Value is not { } value)
        {
            yield break;
        }

        if (declare.Variable.Type.IsView && value is not Ir.Read)
        {
            Read made = new(reading.NewVariable(declare.Variable.Name, value.Type));
            yield return declare with { Variable = made.Variable };
            value = made;
        }

        yield return new Assign(new Read(declare.Variable), value) { Origin = declare.Origin };
    }

    /// <summary>A loop, a switch or a region, while its parts are read: <see cref="Break"/> leaves it, and only a loop hears of <see cref="Continue"/>.</summary>
    private sealed class Jumpable(ILabelSymbol? end, ILabelSymbol? next)
    {
        private readonly List<(ILabelSymbol Target, Variable Flag)> passing = [];

        public bool IsLoop { get; } = next is not null;

        /// <summary>What a jump to the end of this part sets, for the loop behind it that has the rest of the way.</summary>
        public Variable? Entry { get; init; }

        /// <summary>Jumps that go further than this part, and the flag of each.</summary>
        public IReadOnlyList<(ILabelSymbol Target, Variable Flag)> Passing => passing;

        public Exits ExitTo(ILabelSymbol target) =>
            SymbolEqualityComparer.Default.Equals(target, end) ? Exits.Break
            : SymbolEqualityComparer.Default.Equals(target, next) ? Exits.Continue
            : Exits.None;

        public Variable FlagOf(ILabelSymbol target, Reading reading)
        {
            foreach ((ILabelSymbol known, Variable taken) in passing)
            {
                if (SymbolEqualityComparer.Default.Equals(known, target))
                {
                    return taken;
                }
            }

            Variable flag = reading.NewVariable(NameOf("to", target) ?? "left", IrType.Bool);
            passing.Add((target, flag));
            return flag;
        }
    }
}
