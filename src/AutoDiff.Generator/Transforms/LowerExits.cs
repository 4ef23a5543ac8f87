using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using static AutoDiff.Generator.Ir.Formula;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// Replaces <see cref="Break"/>, <see cref="Continue"/> and early <see cref="Return"/> by structure where structure is
/// enough, and by flags where it is not; afterwards the only <see cref="Return"/> is the last statement. What can never run
/// is dropped.
/// <code>
/// if (c) return a; rest; return b;   =>   T result; if (c) { result = a; } else { rest; result = b; } return result;
/// if (c) continue; rest;             =>   if (!c) { rest; }
/// if (bad) throw e; rest;            =>   as it is
/// for (...) { if (c) break; rest; }  =>   bool broke = false; for (...; !broke &amp;&amp; ...) { if (c) { broke = true; } else { rest; } }
/// while (w) { if (c) break; rest; }  =>   bool broke = false; while (!broke &amp;&amp; w) { if (c) { broke = true; } else { rest; } }
/// for (...) { if (c) return a; } b;  =>   bool done = false; for (...; !done &amp;&amp; ...) { if (c) { result = a; done = true; } } if (!done) { b; }
/// if (a) { if (c) continue; b; } d;  =>   bool skipped = false; if (a) { if (c) { skipped = true; } else { b; } } if (!skipped) { d; }
/// until break { if (c) break; b; } d =>   if (!c) { b; } d;
/// try { return a; } finally { b; }   =>   try { result = a; } finally { b; } return result;
/// </code>
/// </summary>
internal sealed class LowerExits
{
    private readonly Function function;

    /// <summary>The statements around the current one that an exit ends or has to get out of, innermost first.</summary>
    private readonly Stack<Surrounding> surroundings = new();

    private Variable? result;
    private Variable? done;
    private int nextId;

    private LowerExits(Function function)
    {
        this.function = function;
        nextId = function.Variables().Select(variable => variable.Id + 1).DefaultIfEmpty().Max();
    }

    public static Function Run(Function function) => new LowerExits(function).Lower();

    private Function Lower()
    {
        List<Statement> body = Sequence([.. function.Body.WithoutUnreachable().Statements], flagged: false, isOutermost: true);
        DeclareBeforeUse(body, result, null);
        DeclareBeforeUse(body, done, False);
        if (result is not null && body.Completes())
        {
            body.Add(new Return(Read(result)));
        }

        if (function.Results.Count > 0 && body.Completes())
        {
            body.Add(new Return(new TupleValue(function.Results.Select(part => new TupleElement(part.Name, Read(part))).ToEquatableArray())));
        }

        return InitializeVariables.Run(function with { Body = new Block(body.ToEquatableArray()) });
    }

    /// <summary>
    /// Lowers statements up to the end of their loop's body or of the function; where control leaves early, the lowered
    /// statements reach that end too.
    /// </summary>
    /// <param name="statements">All that follows, up to that end.</param>
    /// <param name="flagged">Something stands behind that is guarded by a flag, which every exit has to set.</param>
    /// <param name="isOutermost">These are the function's own statements, where a return may stay.</param>
    private List<Statement> Sequence(IReadOnlyList<Statement> statements, bool flagged, bool isOutermost = false)
    {
        var lowered = new List<Statement>();
        for (int i = 0; i < statements.Count; i++)
        {
            Cancellation.Check();
            Statement statement = statements[i];
            switch (statement)
            {
                case Return { Value: null } when isOutermost:
                    return lowered;
                case Return when isOutermost:
                    lowered.Add(statement);
                    return lowered;
                case Return exit:
                    lowered.AddRange(Leave(exit, flagged));
                    return lowered;
                case Break or Continue:
                    if (Jump(statement, flagged) is { } jump)
                    {
                        lowered.Add(jump);
                    }

                    return lowered;
                case If choice when choice.Exits() != Exits.None:
                    List<Statement> rest = [.. statements.Skip(i + 1)];
                    if (Guard(choice, rest, lowered, flagged))
                    {
                        // if (bad) throw e; else { b } rest   =>   if (bad) throw e; b; rest
                        statements = [.. choice.Else.Statements, .. rest];
                        i = -1;
                        continue;
                    }

                    return lowered;
                case For or While:
                    lowered.AddRange(LowerLoop(statement));
                    if (statement.Exits() != Exits.None)
                    {
                        if (statement.Completes() && i + 1 < statements.Count)
                        {
                            lowered.Add(new If(Not(Read(done!)), ToBlock(Sequence([.. statements.Skip(i + 1)], flagged)), Block.Empty));
                        }

                        return lowered;
                    }

                    break;
                case Leavable or Try:
                    List<Statement> behind = [.. statements.Skip(i + 1)];
                    lowered.AddRange(LowerPart(statement, flagged || behind.Count > 0));
                    if (statement.Exits() != Exits.None)
                    {
                        if (statement.Completes() && behind.Count > 0)
                        {
                            lowered.Add(new If(NotLeft(statement.Exits()), ToBlock(Sequence(behind, flagged)), Block.Empty));
                        }

                        return lowered;
                    }

                    break;
                default:
                    lowered.Add(statement.MapBlocks(block => ToBlock(Sequence(block.Statements, flagged))));
                    break;
            }

            if (!statement.Completes())
            {
                return lowered;
            }
        }

        return lowered;
    }

    /// <summary>Lowers an <c>if</c> with exits, and what follows it. True: only its <c>else</c> and what follows is left to do.</summary>
    private bool Guard(If choice, List<Statement> rest, List<Statement> lowered, bool flagged)
    {
        IReadOnlyList<Statement> then = choice.Then.Statements;
        IReadOnlyList<Statement> otherwise = choice.Else.Statements;
        bool thenCompletes = then.Completes();
        bool otherwiseCompletes = otherwise.Completes();
        if (!thenCompletes && then.Exits() == Exits.None)
        {
            lowered.Add(choice with { Then = ToBlock(Sequence(then, flagged)), Else = Block.Empty });
            return true;
        }

        if (rest.Count > 0 && thenCompletes && otherwiseCompletes)
        {
            lowered.AddRange(Choice(choice, Sequence(then, flagged: true), Sequence(otherwise, flagged: true)));
            lowered.Add(new If(NotLeft(choice.Exits()), ToBlock(Sequence(rest, flagged)), Block.Empty));
            return false;
        }

        lowered.AddRange(Choice(
            choice,
            Sequence(thenCompletes ? [.. then, .. rest] : then, flagged),
            Sequence(otherwiseCompletes ? [.. otherwise, .. rest] : otherwise, flagged)));
        return false;
    }

    private static IEnumerable<Statement> Choice(If choice, List<Statement> then, List<Statement> otherwise)
    {
        if (then.Count > 0)
        {
            yield return choice with { Then = ToBlock(then), Else = ToBlock(otherwise) };
        }
        else if (otherwise.Count > 0)
        {
            yield return choice with { Condition = Opposite(choice.Condition), Then = ToBlock(otherwise), Else = Block.Empty };
        }
        else if (choice.Condition.SelfAndDescendants().Any(part => part.ThrowsOnOverflow() || part is Element or Slice or Ir.Call or Opaque or Binary { Operator: BinaryOperator.Divide or BinaryOperator.Remainder }))
        {
            yield return new Evaluate(choice.Condition) { Origin = choice.Origin };
        }
    }

    private IEnumerable<Statement> LowerLoop(Statement statement)
    {
        Block body = statement.Blocks()[0];
        Exits exits = body.Statements.Exits();
        var loop = new Surrounding
        {
            IsLoop = true,
            HasBreak = exits.HasFlag(Exits.Break),
            Stop = exits.HasFlag(Exits.Break) ? NewFlag("broke") : exits.HasFlag(Exits.Return) ? done ??= NewFlag("done") : null,
        };
        if (loop.HasBreak)
        {
            yield return new Declare(loop.Stop!, False);
        }

        surroundings.Push(loop);
        List<Statement> lowered = Sequence(body.Statements, flagged: false);
        surroundings.Pop();
        if (loop.Skipped is not null)
        {
            lowered.Insert(0, new Declare(loop.Skipped, False));
        }

        yield return statement switch
        {
            For counted => counted with { Body = ToBlock(lowered), Exit = loop.Stop ?? counted.Exit },
            While { Condition: Expression condition } conditional => conditional with { Body = ToBlock(lowered), Condition = Unless(loop.Stop, condition) },
            _ => statement,
        };
    }

    /// <summary>
    /// A part that an exit goes to the end of gives its statements; <c>try</c> stays, since its cleanup has to run whatever happens.
    /// </summary>
    private IEnumerable<Statement> LowerPart(Statement statement, bool flagged)
    {
        var part = new Surrounding { By = (statement as Leavable)?.By ?? Exits.None, IsFlaggedBehind = flagged };
        surroundings.Push(part);
        Statement lowered = statement.MapBlocks(block => ToBlock(Sequence(block.Statements, flagged: false)));
        surroundings.Pop();
        if (part.Skipped is not null)
        {
            yield return new Declare(part.Skipped, False);
        }

        foreach (Statement inner in lowered is Leavable left ? left.Body.Statements : [lowered])
        {
            yield return inner;
        }
    }

    /// <summary>What a <see cref="Break"/> or <see cref="Continue"/> becomes: a flag, where something has to see that it was taken.</summary>
    private Assign? Jump(Statement exit, bool flagged)
    {
        Exits kind = exit.Exits();
        Surrounding target = TargetOf(kind);
        if (target.IsLoop && kind == Exits.Break)
        {
            return Set(target.Stop!, exit);
        }

        return flagged || surroundings.TakeWhile(inner => inner != target).Any(inner => inner.IsFlaggedBehind)
            ? Set(target.Skipped ??= NewFlag("skipped"), exit)
            : null;
    }

    private Surrounding TargetOf(Exits kind) => surroundings.First(surrounding => surrounding.IsLoop || surrounding.By == kind);

    /// <summary>The flag comes first: after an exit, the condition is not evaluated once more.</summary>
    private static Expression Unless(Variable? stop, Expression condition) =>
        stop is null ? condition
        : condition is Constant { Text: "true" } ? Not(Read(stop))
        : Both(Not(Read(stop)), condition);

    /// <summary><c>return value;</c> => <c>result = value; done = true;</c>, as far as anything asks.</summary>
    private IEnumerable<Statement> Leave(Return exit, bool flagged)
    {
        if (exit.Value is not null)
        {
            result ??= new Variable("result", function.ReturnType, nextId++);
            yield return new Assign(Read(result), exit.Value) { Origin = exit.Origin };
        }

        if (flagged || surroundings.Any(surrounding => surrounding.IsLoop || surrounding.IsFlaggedBehind))
        {
            yield return Set(done ??= NewFlag("done"), exit);
        }

        foreach (Surrounding loop in surroundings.Where(surrounding => surrounding.HasBreak))
        {
            yield return Set(loop.Stop!, exit);
        }
    }

    /// <summary>The condition that none of the exits was taken.</summary>
    private Expression NotLeft(Exits exits)
    {
        var flags = new List<Variable>();
        if (exits.HasFlag(Exits.Continue))
        {
            flags.Add(TargetOf(Exits.Continue).Skipped!);
        }

        if (exits.HasFlag(Exits.Break))
        {
            Surrounding target = TargetOf(Exits.Break);
            flags.Add(target.IsLoop ? target.Stop! : target.Skipped!);
        }

        // The flag of a loop's break is set by a return as well.
        if (exits.HasFlag(Exits.Return) && !(exits.HasFlag(Exits.Break) && TargetOf(Exits.Break).IsLoop))
        {
            flags.Add(done!);
        }

        return flags.Select(flag => Not(Read(flag))).Aggregate(Both);
    }

    private static Assign Set(Variable flag, Statement exit) => new(Read(flag), True) { Origin = exit.Origin };

    private Variable NewFlag(string name) => new(name, IrType.Bool, nextId++);

    private static Block ToBlock(IEnumerable<Statement> statements) => new(statements.ToEquatableArray());

    private static void DeclareBeforeUse(List<Statement> body, Variable? variable, Expression? value)
    {
        if (variable is not null)
        {
            int first = body.FindIndex(statement => new Block([statement]).Variables().Contains(variable));
            body.Insert(first, new Declare(variable, value));
        }
    }

    /// <summary>A loop, a part that an exit may leave, or a <c>try</c>.</summary>
    private sealed class Surrounding
    {
        public bool IsLoop { get; init; }

        /// <summary>A loop that a break ends.</summary>
        public bool HasBreak { get; init; }

        /// <summary>The exit that goes to the end of this part.</summary>
        public Exits By { get; init; }

        /// <summary>Something stands behind a part or a <c>try</c> that exits to further out have to skip.</summary>
        public bool IsFlaggedBehind { get; init; }

        /// <summary>The flag that ends the loop: its own for a break, or the function's for a return.</summary>
        public Variable? Stop { get; init; }

        /// <summary>The flag of an exit to the end of the body that structure cannot express.</summary>
        public Variable? Skipped { get; set; }
    }
}
