using System.Globalization;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>Branches and loops.</summary>
internal sealed partial class StatementEmitter
{
    private void PrintIf(If branch, Origin? quoted)
    {
        Block then = branch.Then;
        Block otherwise = branch.Else;
        if (then.Statements.Count == 0)
        {
            (then, otherwise) = (otherwise, then);
        }

        writer.Line(IfHeader(branch));
        PrintBlock(then, quoted);
        while (otherwise.Statements.Count > 0)
        {
            if (otherwise.Statements.Count > 1 || otherwise.Statements[0] is not If next || !NeedsNoQuote(next, quoted))
            {
                writer.Line("else");
                PrintBlock(otherwise, quoted);
                return;
            }

            writer.Line("else " + IfHeader(next));
            PrintBlock(next.Then, next.Origin ?? quoted);
            otherwise = next.Else;
        }
    }

    // An "else if" has no room for a quote. A branch that only has an else part is printed negated, by itself.
    private bool NeedsNoQuote(If branch, Origin? quoted) =>
        (branch.Then.Statements.Count > 0 || branch.Else.Statements.Count == 0)
        && (branch.Origin is null || IsSame(branch.Origin, quoted) || SaysItself(branch, branch.Origin));

    private void PrintLoop(string header, Block body, Origin? quoted)
    {
        writer.Line(header);
        PrintBlock(body, quoted);
    }

    private void PrintBlock(Block block, Origin? quoted)
    {
        writer.Open();
        Body(block, quoted);
        writer.Close();
    }

    private string IfHeader(If branch)
    {
        // if (c) { } else { s; } => if (!c) { s; }
        Expression condition = branch.Then.Statements.Count == 0 && branch.Else.Statements.Count > 0
            ? Not(branch.Condition)
            : branch.Condition;
        return $"if ({expressions.Value(condition)})";
    }

    private static Expression Not(Expression condition) => condition switch
    {
        Unary { Operator: UnaryOperator.Not } not => not.Operand,
        Binary { Operator: BinaryOperator.Equal } equal => equal with { Operator = BinaryOperator.NotEqual },
        Binary { Operator: BinaryOperator.NotEqual } notEqual => notEqual with { Operator = BinaryOperator.Equal },

        // Not "a < b => a >= b": both are false for NaN.
        _ => new Unary(UnaryOperator.Not, condition),
    };

    private string WhileHeader(While loop) => $"while ({expressions.Value(loop.Condition)})";

    private string ForHeader(For loop)
    {
        Read counter = new(loop.Counter);
        Expression condition = new Binary(loop.Comparison, counter, loop.Bound);
        if (loop.Exit is { } exit)
        {
            condition = new Binary(BinaryOperator.AndAlso, condition, new Unary(UnaryOperator.Not, new Read(exit)));
        }

        string name = expressions.Name(loop.Counter);
        string start = $"{spelling.Type(loop.Counter.Type)} {name} = {expressions.Value(loop.From)}";
        return $"for ({start}; {expressions.Value(condition)}; {Step(name, loop.Step)})";
    }

    private static string Step(string counter, int step) => step switch
    {
        1 => counter + "++",
        -1 => counter + "--",
        > 0 => counter + " += " + step.ToString(CultureInfo.InvariantCulture),
        _ => counter + " -= " + (-(long)step).ToString(CultureInfo.InvariantCulture),
    };
}
