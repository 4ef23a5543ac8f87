using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Ir;

/// <summary>The ways in which control leaves a statement other than at its end or by an exception.</summary>
[Flags]
internal enum Exits
{
    None = 0,
    Continue = 1,
    Break = 2,
    Return = 4,
}

/// <summary>Where control can go, by the rules of C#: only a <see cref="Break"/> leaves <c>while (true)</c>.</summary>
internal static class Reachability
{
    /// <summary>Whether the end of a sequence can be reached.</summary>
    public static bool Completes(this IEnumerable<Statement> statements) => statements.All(Completes);

    public static bool Completes(this Statement statement) => statement switch
    {
        Break or Continue or Return or Throw => false,
        If choice => choice.Then.Statements.Completes() || choice.Else.Statements.Completes(),
        While { Condition: Constant { Text: "true" } } loop => loop.Body.Statements.Exits().HasFlag(Ir.Exits.Break),
        Try attempt => attempt.Body.Statements.Completes() && attempt.Cleanup.Statements.Completes(),
        Leavable part => part.Body.Statements.Completes() || part.Body.Statements.Exits().HasFlag(part.By),
        _ => true,
    };

    /// <summary>The exits that leave a sequence; those of a loop inside it stay inside.</summary>
    public static Exits Exits(this IEnumerable<Statement> statements) =>
        statements.Aggregate(Ir.Exits.None, (all, statement) => all | statement.Exits());

    public static Exits Exits(this Statement statement) => statement switch
    {
        Continue => Ir.Exits.Continue,
        Break => Ir.Exits.Break,
        Return => Ir.Exits.Return,
        If choice => choice.Then.Statements.Exits() | choice.Else.Statements.Exits(),
        For loop => loop.Body.Statements.Exits() & Ir.Exits.Return,
        While loop => loop.Body.Statements.Exits() & Ir.Exits.Return,
        Try attempt => attempt.Body.Statements.Exits(),
        Leavable part => part.Body.Statements.Exits() & ~part.By,
        _ => Ir.Exits.None,
    };

    /// <summary>
    /// Drops what can never run:
    /// <code>
    /// return x; y = 1;   =>   return x;
    /// </code>
    /// </summary>
    public static Block WithoutUnreachable(this Block block)
    {
        var kept = new List<Statement>();
        foreach (Statement statement in block.Statements)
        {
            kept.Add(statement.MapBlocks(WithoutUnreachable));
            if (!kept[kept.Count - 1].Completes())
            {
                break;
            }
        }

        return new Block(kept.ToEquatableArray());
    }
}
