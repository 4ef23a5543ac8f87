using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Ir;

/// <summary>Whether a statement runs the source or its derivative.</summary>
internal enum Sweep
{
    /// <summary>Quoted with <c>=</c>.</summary>
    Runs,

    /// <summary>Quoted with <c>d</c>.</summary>
    Differentiates,
}

/// <summary>The source statement that a statement comes from: its text on one line, and its position among the method's statements.</summary>
internal sealed record Origin(string Text, int Ordinal, Sweep Sweep = Sweep.Runs);

/// <summary>A statement.</summary>
internal abstract record Statement
{
    /// <summary>The source statement that this one runs or differentiates.</summary>
    public Origin? Origin { get; init; }
}

/// <summary>A sequence of statements with its own scope.</summary>
internal sealed record Block(EquatableArray<Statement> Statements)
{
    public static readonly Block Empty = new([]);

    /// <summary>What the function returns whose only <see cref="Return"/> is the last statement; null if it has none, or returns nothing.</summary>
    public Expression? Returned => Statements is [.., Return exit] ? exit.Value : null;
}

/// <summary>Declares a variable that lives to the end of its block. Without a value, every path assigns it before it is read.</summary>
internal sealed record Declare(Variable Variable, Expression? Value) : Statement;

/// <summary><c>target = value;</c> where the target is a <see cref="Read"/> of a variable or an <see cref="Element"/>.</summary>
internal sealed record Assign(Expression Target, Expression Value) : Statement;

/// <summary><c>target += value;</c>, target as in <see cref="Assign"/>; both have the same type, so no conversion is hidden.</summary>
internal sealed record Accumulate(Expression Target, Expression Value) : Statement;

/// <summary>Evaluates an expression for what it does or throws.</summary>
internal sealed record Evaluate(Expression Value) : Statement;

/// <summary><c>source.CopyTo(target);</c> as if by way of a temporary; throws if the target is shorter.</summary>
internal sealed record Copy(Expression Source, Expression Target) : Statement;

/// <summary><c>target.Fill(value);</c>, or <c>target.Clear();</c> for zero.</summary>
internal sealed record Fill(Expression Target, Expression Value) : Statement;

internal sealed record If(Expression Condition, Block Then, Block Else) : Statement;

/// <summary>
/// <c>for (int counter = from; counter comparison bound; counter += step)</c>. The body assigns neither the counter nor
/// anything that <paramref name="Bound"/> reads; the step is not zero and leads towards the bound.
/// <see cref="Exit"/> is a flag declared outside that, once true, ends the loop before the next iteration; only <c>LowerExits</c> sets it.
/// </summary>
internal sealed record For(Variable Counter, Expression From, BinaryOperator Comparison, Expression Bound, int Step, Block Body) : Statement
{
    public Variable? Exit { get; init; }
}

internal sealed record While(Expression Condition, Block Body) : Statement;

/// <summary>
/// <c>try { body } finally { cleanup }</c>: the cleanup runs once, after the body or when an exception leaves it. No jump
/// leaves the cleanup.
/// </summary>
internal sealed record Try(Block Body, Block Cleanup) : Statement;

/// <summary>
/// Runs its body once; <see cref="Break"/> or <see cref="Continue"/>, whichever <paramref name="By"/> says, goes to its
/// end. A <c>switch</c> is left by <c>break</c>. Only before <c>LowerExits</c>.
/// </summary>
internal sealed record Leavable(Exits By, Block Body) : Statement;

/// <summary>Leaves the innermost loop or <see cref="Leavable"/>. Only before <c>LowerExits</c>.</summary>
internal sealed record Break : Statement;

/// <summary>Goes on with the next iteration of the innermost loop, or to the end of a <see cref="Leavable"/> before that. Only before <c>LowerExits</c>.</summary>
internal sealed record Continue : Statement;

/// <summary>Ends the function. After <c>LowerExits</c> only as its last statement.</summary>
internal sealed record Return(Expression? Value) : Statement;

/// <summary><c>throw value;</c></summary>
internal sealed record Throw(Expression Value) : Statement
{
    /// <summary>What C# does where null is called, indexed or asked for its length.</summary>
    public static Throw NullReference { get; } = Of("global::System.NullReferenceException");

    private static Throw Of(string exception) => new(new Opaque(new IrType(TypeKind.Other, exception), ["new " + exception + "()"], []));
}

/// <summary>Puts a scalar, or the contents of a view, on a stack.</summary>
internal sealed record Push(Variable Stack, Expression Value) : Statement;

/// <summary>Where the forward sweep ends and the reverse sweep begins, for those who cut there; it does nothing.</summary>
internal sealed record Turn : Statement;
