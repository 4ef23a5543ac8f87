using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>The variables that a function may write to or through: directly, or through a view of them.</summary>
internal sealed class WrittenViews
{
    private readonly HashSet<Variable> written = [];
    private bool hasGrown;

    private WrittenViews()
    {
    }

    public static HashSet<Variable> Of(Function function)
    {
        WrittenViews views = new();

        // A write through a view may be seen before the view's own source is: go round until nothing is added.
        do
        {
            views.hasGrown = false;
            views.Visit(function.Body);
        }
        while (views.hasGrown);

        return views.written;
    }

    private void Visit(Block block)
    {
        foreach (Statement statement in block.Statements)
        {
            Visit(statement);
        }
    }

    private void Visit(Statement statement)
    {
        switch (statement)
        {
            case Declare declare:
                VisitValue(declare.Value, declare.Variable);
                break;

            case Assign { Target: Read local } assign:
                VisitValue(assign.Value, local.Variable);
                if (!local.Type.IsView)
                {
                    Write(local);
                }

                break;

            case Assign { Target: Element element } assign:
                VisitValue(assign.Value);
                Write(element.View);
                break;

            case Accumulate accumulate:
                VisitValue(accumulate.Value);
                Write(accumulate.Target is Element target ? target.View : accumulate.Target);
                break;

            case Copy copy:
                Write(copy.Target);
                break;

            case Fill fill:
                Write(fill.Target);
                break;

            case Evaluate evaluate:
                VisitValue(evaluate.Value);
                break;

            case If branch:
                Visit(branch.Then);
                Visit(branch.Else);
                break;

            case For loop:
                Visit(loop.Body);
                break;

            case While loop:
                Visit(loop.Body);
                break;
        }
    }

    private void VisitValue(Expression? value, Variable? view = null)
    {
        if (value is Call call)
        {
            foreach ((MethodParameter parameter, Expression argument) in call.Method.Parameters.Zip(call.Arguments, (p, a) => (p, a)))
            {
                if (parameter.Use != ParameterUse.Input)
                {
                    Write(argument);
                }
            }
        }

        // Writing through a view writes what it is a view of.
        if (view is { Type.IsView: true } && value is not null && written.Contains(view))
        {
            Write(value);
        }
    }

    private void Write(Expression target)
    {
        switch (target)
        {
            case Read read:
                hasGrown |= written.Add(read.Variable);
                break;

            case Slice slice:
                Write(slice.View);
                break;

            case Conversion conversion:
                Write(conversion.Operand);
                break;

            case Conditional conditional:
                Write(conditional.WhenTrue);
                Write(conditional.WhenFalse);
                break;
        }
    }
}
