using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Emit;

/// <summary>Prints statements as a person would write them, each group under a quote of the source statement it comes from.</summary>
internal sealed partial class StatementEmitter(CSharpWriter writer, ExpressionEmitter expressions, Spelling spelling, Function function)
{
    private readonly StackViews stackViews = StackViews.Of(function);
    private readonly MemberWrites memberWrites = new(expressions, spelling);

    // A parameter or member named "_" makes "_ = e" an assignment.
    private readonly bool canDiscard = !spelling.IsShadowed("_");

    /// <summary>Prints the statements of a block, without its braces.</summary>
    /// <param name="block">The block.</param>
    /// <param name="quoted">What the surroundings have quoted already.</param>
    public void Body(Block block, Origin? quoted = null)
    {
        Statement? previous = null;
        foreach (Statement statement in block.Statements)
        {
            Cancellation.Check();
            bool continues = previous is not null && IsSame(previous.Origin, statement.Origin);
            if (previous is not null && (!continues || EndsWithBrace(previous)))
            {
                writer.BlankLine();
            }

            if (!continues && statement.Origin is { } origin && !IsSame(origin, quoted) && !SaysItself(statement, origin))
            {
                writer.Line(QuoteEmitter.Print(origin));
            }

            Print(statement, statement.Origin ?? quoted);
            previous = statement;
        }
    }

    private void Print(Statement statement, Origin? quoted)
    {
        switch (statement)
        {
            case If branch:
                PrintIf(branch, quoted);
                break;

            case For loop:
                PrintLoop(ForHeader(loop), loop.Body, quoted);
                break;

            case While loop:
                PrintLoop(WhileHeader(loop), loop.Body, quoted);
                break;

            case Try attempt:
                writer.Line("try");
                PrintBlock(attempt.Body, quoted);
                writer.Line("finally");
                PrintBlock(attempt.Cleanup, quoted);
                break;

            case Declare { Variable: var view } declare when stackViews.BeginningOf(view) is { } beginning:
                writer.Line(Declaration(declare with { Value = new Read(beginning) }));
                if (declare.Value is { } value)
                {
                    writer.Line(Simple(new Assign(new Read(view), value)));
                }

                break;

            default:
                writer.Line(Simple(statement));
                break;
        }
    }

    private static bool IsSame(Origin? left, Origin? right) => left is null || right is null
        ? left is null && right is null
        : left.Ordinal == right.Ordinal && left.Sweep == right.Sweep;

    private static bool EndsWithBrace(Statement statement) => statement is If or For or While or Try;

    /// <summary>Whether a quote would only repeat the header below it.</summary>
    private bool SaysItself(Statement statement, Origin origin)
    {
        string? header = statement switch
        {
            If branch => IfHeader(branch),
            For loop => ForHeader(loop),
            While loop => WhileHeader(loop),
            Try => "try",
            _ => null,
        };
        return header == origin.Text;
    }
}
