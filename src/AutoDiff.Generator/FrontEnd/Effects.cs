using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>What statements may change: variables that they assign, and whether they write to buffers or run code that may.</summary>
internal sealed class Effects
{
    /// <summary>Variables that are assigned, not those that are only declared.</summary>
    public HashSet<Variable> Variables { get; } = [];

    /// <summary>Element types of buffers that are written.</summary>
    public HashSet<IrType> Elements { get; } = [];

    /// <summary>The keys of the bodies that are called.</summary>
    public HashSet<string> Bodies { get; } = [];

    /// <summary>Whether something other than a body or an index may throw.</summary>
    public bool Throws { get; private set; }

    /// <summary>Whether code runs that is not modelled.</summary>
    public bool RunsUnknownCode { get; private set; }

    public static Effects Of(IEnumerable<Statement> statements)
    {
        Effects effects = new();
        foreach (Statement statement in statements)
        {
            effects.Add(statement);
        }

        return effects;
    }

    private void Add(Block block)
    {
        foreach (Statement statement in block.Statements)
        {
            Add(statement);
        }
    }

    private void Add(Statement statement)
    {
        switch (statement)
        {
            case Declare { Value: { } value }:
                AddCode(value);
                break;
            case Assign assign:
                AddTarget(assign.Target);
                AddCode(assign.Value);
                break;
            case Accumulate accumulate:
                AddTarget(accumulate.Target);
                AddCode(accumulate.Value);
                break;
            case Evaluate evaluate:
                AddCode(evaluate.Value);
                break;
            case Throw:
                Throws = true;
                break;
            case Copy copy:
                Throws = true;
                Elements.Add(copy.Target.Type.Element!);
                break;
            case Fill fill:
                Elements.Add(fill.Target.Type.Element!);
                break;
            case If branch:
                AddCode(branch.Condition);
                break;
            case For loop:
                Variables.Add(loop.Counter);
                break;
            case While loop:
                AddCode(loop.Condition);
                break;
        }

        foreach (Block inner in statement.Blocks())
        {
            Add(inner);
        }
    }

    private void AddTarget(Expression target)
    {
        if (target is Read read)
        {
            Variables.Add(read.Variable);
        }
        else
        {
            Elements.Add(target.Type);
        }
    }

    /// <summary>Effects of an expression: only its root may have any.</summary>
    private void AddCode(Expression value)
    {
        if (value is Opaque or Call { Method.IsPure: false })
        {
            RunsUnknownCode = true;
        }

        Throws |= value is Opaque { IsNullTest: false, IsDefault: false } or Call { Method: { IsPure: false, Body: null } };
        if (value is Call call)
        {
            if (call.Method.Body is { } body)
            {
                Bodies.Add(body);
            }

            Variables.UnionWith(call.Changes);
            Elements.UnionWith(call.Method.Parameters.Where(parameter => parameter.Use != ParameterUse.Input && parameter.Type.IsView).Select(parameter => parameter.Type.Element!));
        }
    }
}
