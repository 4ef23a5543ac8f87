using System.Linq;

namespace AutoDiff.Generator.Ir;

/// <summary>Statements: the types of both sides, legal targets, loops.</summary>
internal sealed partial class Verifier
{
    private void Check(Statement statement)
    {
        foreach (Expression expression in statement.Expressions())
        {
            // The bound sees no counter, and a declared value does not see its variable: both become visible below.
            Check(expression, isDeclaredValue: statement is Declare, isAssignedValue: statement is Declare or Assign { Target: Read });
        }

        switch (statement)
        {
            case Declare declare:
                RequireType(declare.Variable.Name, declare.Variable.Type, declare.Value);
                Introduce(declare.Variable);
                break;
            case Assign assign:
                CheckTarget(assign.Target);
                RequireType(Print(assign.Target), assign.Target.Type, assign.Value);
                break;
            case Accumulate accumulate:
                CheckTarget(accumulate.Target);
                Require(!accumulate.Target.Type.IsView, () => $"'{Print(accumulate.Target)}' is a view and cannot be added to");
                RequireType(Print(accumulate.Target), accumulate.Target.Type, accumulate.Value);
                break;
            case Copy copy:
                CheckWritable(copy.Target);
                Require(
                    copy.Source.Type.IsView && copy.Source.Type.Element == copy.Target.Type.Element,
                    () => $"'{Print(copy.Source)}' cannot be copied to '{Print(copy.Target)}'");
                break;
            case Fill fill:
                CheckWritable(fill.Target);
                RequireType($"an element of {Print(fill.Target)}", fill.Target.Type.Element, fill.Value);
                break;
            case Push push:
                CheckVisible(push.Stack);
                Require(push.Stack.Type.Kind == TypeKind.Stack, () => $"'{push.Stack.Name}' is not a stack");
                RequireType(push.Stack.Name, push.Stack.Type.Element, IsBlock(push) ? null : push.Value);
                Require(!IsBlock(push) || push.Value.Type.Element == push.Stack.Type.Element, () => $"'{Print(push.Value)}' does not go on '{push.Stack.Name}'");
                break;
            case If choice:
                RequireType("a condition", IrType.Bool, choice.Condition);
                Check(choice.Then);
                Check(choice.Else);
                break;
            case While loop:
                RequireType("a condition", IrType.Bool, loop.Condition);
                CheckBody(loop.Body, [], "while");
                break;
            case For loop:
                CheckFor(loop);
                break;
            case Try attempt:
                Check(attempt.Body);
                Check(attempt.Cleanup);
                Require(attempt.Cleanup.Statements.Exits() == Exits.None, () => "control leaves a 'finally' before its end");
                break;
            case Leavable part:
                CheckLeavable(part);
                break;
            case Break or Continue:
                Require((statement is Break ? breaks : continues) > 0, () => $"'{Printer.Print(statement).TrimEnd(';', '\n')}' stands outside of any loop");
                break;
            case Return { Value: null }:
                Require(function.ReturnType == IrType.Void || function.Results.Count > 0, () => "a value is missing after 'return'");
                break;
            case Return { Value: TupleValue }:
                Require(function.ReturnType.Kind is TypeKind.Other or TypeKind.Aggregate, () => "a tuple is returned by a function of another type");
                break;
            case Return { Value: Expression value }:
                RequireType("the result", function.ReturnType, value);
                break;
        }
    }

    private void CheckLeavable(Leavable part)
    {
        Require(part.By is Exits.Break or Exits.Continue, () => $"a part that is left by {part.By}");
        (int outerBreaks, int outerContinues) = (breaks, continues);
        breaks += part.By == Exits.Break ? 1 : 0;
        continues += part.By == Exits.Continue ? 1 : 0;
        Check(part.Body);
        (breaks, continues) = (outerBreaks, outerContinues);
    }

    private void CheckFor(For loop)
    {
        string name = loop.Counter.Name;
        Require(loop.Counter.Type.IsInteger, () => $"the counter '{name}' is not an integer");
        RequireType(name, loop.Counter.Type, loop.From);
        RequireType(name, loop.Counter.Type, loop.Bound);
        bool goesUp = loop.Comparison is BinaryOperator.Less or BinaryOperator.LessOrEqual;
        bool goesDown = loop.Comparison is BinaryOperator.Greater or BinaryOperator.GreaterOrEqual;
        Require(goesUp ? loop.Step > 0 : goesDown && loop.Step < 0, () => $"the counter '{name}' does not step towards its bound");
        if (loop.Exit is not null)
        {
            CheckVisible(loop.Exit);
            Require(loop.Exit.Type == IrType.Bool, () => $"the exit flag '{loop.Exit.Name}' is not a bool");
        }

        Expression[] bound = [.. loop.Bound.SelfAndDescendants()];
        Require(!bound.Any(part => part is Opaque or Call { Method.IsPure: false }), () => $"the bound of '{name}' has effects");
        Require(
            !bound.Any(part => part is Element) || !loop.Body.SelfAndDescendants().Any(statement => WritesBuffer(statement, [.. bound.OfType<Element>().Select(part => part.Type)])),
            () => $"the bound of '{name}' reads a buffer and the body writes one");

        Introduce(loop.Counter);
        CheckBody(loop.Body, [loop.Counter, .. bound.OfType<Read>().Select(read => read.Variable)], name);
        visible.Remove(loop.Counter);
    }

    // Buffers of other element types are other buffers.
    private static bool WritesBuffer(Statement statement, IrType[] elements) =>
        statement switch
        {
            Assign { Target: Element target } => elements.Contains(target.Type),
            Accumulate { Target: Element target } => elements.Contains(target.Type),
            Copy copy => elements.Contains(copy.Target.Type.Element!),
            Fill fill => elements.Contains(fill.Target.Type.Element!),
            _ => false,
        }
        || statement.Expressions().SelectMany(expression => expression.SelfAndDescendants()).Any(part => part is Call { Method.IsPure: false } or Opaque);

    private void CheckTarget(Expression target)
    {
        switch (target)
        {
            case Read { Variable: Variable variable }:
                Require(!frozen.ContainsKey(variable), () => $"'{variable.Name}' is assigned inside the loop over '{frozen[variable]}', which counts with it");
                Require(
                    !function.Parameters.Any(parameter => parameter.Variable == variable && parameter.Passing == ParameterPassing.In),
                    () => $"the 'in' parameter '{variable.Name}' is assigned");
                break;
            case Element element:
                CheckWritable(element.View);
                break;
            default:
                Report($"'{Print(target)}' cannot be assigned");
                break;
        }
    }

    private void CheckWritable(Expression view) =>
        Require(view.Type.Kind is TypeKind.Span or TypeKind.Array or TypeKind.Grid, () => $"'{Print(view)}' cannot be written through");

    private static bool IsBlock(Push push) => push.Value.Type.IsView && push.Value.Type != push.Stack.Type.Element;

    private void RequireType(string target, IrType? type, Expression? value)
    {
        if (value is not null)
        {
            Require(type is not null && value.Type == type, () => $"'{Print(value)}' is {Print(value.Type)} where {target} is {(type is null ? "nothing" : Print(type))}");
        }
    }
}
