using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>Loops.</content>
internal sealed partial class BodyReader
{
    private static readonly Constant True = new(IrType.Bool, "true");

    private void ReadLoop(ILoopOperation operation)
    {
        switch (operation)
        {
            case IForLoopOperation loop:
                ReadFor(loop);
                break;
            case IForEachLoopOperation loop:
                ReadForEach(loop);
                break;
            case IWhileLoopOperation loop:
                ReadWhile(loop);
                break;
            default:
                Refuse(operation);
                break;
        }
    }

    private Block LoopBody(IOperation body) => LoopBody(() => ReadStatement(body));

    private Block LoopBody(Action read)
    {
        loopDepth++;
        Block block = BlockOf(read);
        loopDepth--;
        return block;
    }

    /// <summary>
    /// A loop's body followed by statements that <c>continue</c> must run as well: they stand before each of its own. Where
    /// a <c>finally</c> has to run first, or their <c>break</c> would leave a <c>switch</c>, <c>continue</c> leaves the body instead.
    /// </summary>
    private Block WithTail(Block body, Action writeTail) => BlockOf(() =>
    {
        bool isWithinParts = body.SelfAndDescendants().Any(statement => statement is Try or Leavable && statement.Exits().HasFlag(Exits.Continue));
        output.AddRange(isWithinParts ? [new Leavable(Exits.Continue, body) { Origin = origin }] : BeforeContinue(body, writeTail).Statements);
        writeTail();
    });

    private Block BeforeContinue(Block body, Action write) => BlockOf(() =>
    {
        foreach (Statement statement in body.Statements)
        {
            if (statement is Continue)
            {
                write();
            }

            output.Add(statement is If ? statement.MapBlocks(inner => BeforeContinue(inner, write)) : statement);
        }
    });

    private void ReadWhile(IWhileLoopOperation loop)
    {
        if (loop.Condition is null || loop.IgnoredCondition is not null)
        {
            reading.HasCompileErrors = true;
            return;
        }

        WithOrigin(loop.Syntax, () =>
        {
            Block body = LoopBody(loop.Body);
            if (loop.ConditionIsTop)
            {
                WriteWhile(loop.Condition, loop.ConditionIsUntil, body);
                return;
            }

            // do { body } while (c);  =>  while (true) { body; if (!c) break; }, the test also before each continue
            Write(new While(True, WithTail(body, () =>
            {
                Expression condition = AsStatement(() => Read(loop.Condition));
                Write(new If(Negated(condition, !loop.ConditionIsUntil), new Block([new Break { Origin = origin }]), Block.Empty));
            })));
        });
    }

    /// <summary>
    /// <c>while (c) body</c>, or if the condition writes statements <c>while (true) { ..; if (!c) break; body }</c>.
    /// </summary>
    private void WriteWhile(IOperation condition, bool isUntil, Block body)
    {
        if (!condition.Descendants().Any(IsDeclaring))
        {
            (List<Statement> written, Expression value) = Apart(() => AsStatement(() => Read(condition)));
            if (written.Count == 0)
            {
                Write(new While(Negated(value, isUntil), body));
                return;
            }
        }

        Write(new While(True, BlockOf(() =>
        {
            WriteExits(condition, isUntil);
            output.AddRange(body.Statements);
        })));
    }

    /// <summary><c>a &amp;&amp; b</c> => <c>if (!a) break; ..; if (!b) break;</c></summary>
    private void WriteExits(IOperation condition, bool isUntil)
    {
        if (!isUntil && condition is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd, OperatorMethod: null } both)
        {
            WriteExits(both.LeftOperand, isUntil);
            WriteExits(both.RightOperand, isUntil);
            return;
        }

        Expression value = Negated(AsStatement(() => Read(condition)), !isUntil);
        if (value is not Unary { Operand: Constant { Text: "true" } })
        {
            Write(new If(value, new Block([new Break { Origin = origin }]), Block.Empty));
        }
    }

    private static Expression Negated(Expression condition, bool isNegated) => (isNegated, condition) switch
    {
        (false, _) => condition,
        (true, Unary { Operator: UnaryOperator.Not } negation) => negation.Operand,
        _ => new Unary(UnaryOperator.Not, condition),
    };

    private void ReadFor(IForLoopOperation loop) => WithOrigin(loop.Syntax, () =>
    {
        IVariableDeclaratorOperation? counter = CountedLoop.CounterOf(loop) is { } found && !declaredAhead.Contains(found.Symbol) && !IsFarOut(loop, found) ? found : null;
        Expression? from = null;
        foreach (IOperation initialiser in loop.Before)
        {
            foreach (IVariableDeclaratorOperation declarator in Declarators(initialiser))
            {
                if (declarator == counter)
                {
                    from = Read(declarator.Initializer!.Value);
                    continue;
                }

                ReadDeclarator(declarator);
            }

            if (initialiser is IExpressionStatementOperation expression)
            {
                ReadEvaluation(expression.Operation);
            }
        }

        Variable? variable = counter is null ? null : VariableOf(counter.Symbol, counter.Symbol.Type);
        Block body = LoopBody(loop.Body);
        if (variable is not null && Counted(loop, variable, from!, counter!.Symbol, body) is { } counted)
        {
            Write(counted);
            return;
        }

        if (variable is not null)
        {
            Write(new Declare(variable, from));
        }

        Block stepped = WithTail(body, () =>
        {
            foreach (IOperation step in loop.AtLoopBottom)
            {
                WithOrigin(step.Syntax, () => ReadEvaluation(step is IExpressionStatementOperation statement ? statement.Operation : step), OriginReader.Text(step.Syntax) + ";");
            }
        });
        if (loop.Condition is { } condition)
        {
            WriteWhile(condition, isUntil: false, stepped);
        }
        else
        {
            Write(new While(True, stepped));
        }
    });

    /// <summary>Whether a loop is known to begin where going back beyond its beginning leaves the integers, or to take more steps than there are.</summary>
    private static bool IsFarOut(IForLoopOperation loop, IVariableDeclaratorOperation counter) =>
        KnownInteger(counter.Initializer!.Value) is { } from
        && CountedLoop.StepOf(loop, counter.Symbol) is { } step
        && (from - step is < int.MinValue or > int.MaxValue
            || (loop.Condition is IBinaryOperation condition && new[] { condition.LeftOperand, condition.RightOperand }.Any(side => KnownInteger(side) is { } bound && bound - from is < -int.MaxValue or > int.MaxValue)));

    /// <summary>The value of a constant, or of a local that never gets another.</summary>
    private static long? KnownInteger(IOperation operation)
    {
        IOperation? value = operation is not ILocalReferenceOperation { Local: var local } || operation.ConstantValue.HasValue || IsAssigned(local, operation)
            ? operation
            : InitialiserOf(local, operation);
        return value?.ConstantValue is { HasValue: true, Value: int known } ? known : null;
    }

    private static IOperation? InitialiserOf(ILocalSymbol local, IOperation within) =>
        Root(within).Descendants().OfType<IVariableDeclaratorOperation>().FirstOrDefault(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))?.Initializer?.Value;

    /// <summary>The whole body that an operation is in.</summary>
    public static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }

    private For? Counted(IForLoopOperation loop, Variable counter, Expression from, ILocalSymbol symbol, Block body)
    {
        (List<Statement> written, (BinaryOperator Comparison, Expression Value)? bound) = Apart(() => AsStatement(() => ReadBoundOf(loop, counter)));
        return bound is { } known
            && written.Count == 0
            && CountedLoop.StepOf(loop, symbol) is { } step
            && CountedLoop.Comparison(known.Comparison, from, known.Value, step) is { } comparison
            && CountedLoop.IsInvariant(known.Value, counter, Effects.Of(body.Statements))
            ? new For(counter, from, comparison, known.Value, step, body)
            : null;
    }

    private static IEnumerable<IVariableDeclaratorOperation> Declarators(IOperation operation) =>
        operation is IVariableDeclarationGroupOperation group ? group.Declarations.SelectMany(declaration => declaration.Declarators) : [];

    /// <summary>The comparison and bound of <c>counter &lt; bound</c>, also written <c>bound &gt; counter</c>.</summary>
    private (BinaryOperator Comparison, Expression Value)? ReadBoundOf(IForLoopOperation loop, Variable counter)
    {
        if (loop.Condition is not IBinaryOperation condition || !IsBuiltIn(condition.OperatorMethod) || Operators.Of(condition.OperatorKind) is not { } comparison)
        {
            return null;
        }

        Expression left = Read(condition.LeftOperand);
        Expression right = Read(condition.RightOperand);
        if (left is Ir.Read { Variable: var first } && first == counter)
        {
            return (comparison, right);
        }

        if (right is Ir.Read { Variable: var second } && second == counter)
        {
            return (CountedLoop.Mirrored(comparison), left);
        }

        // i + 1 < x.Length   =>   i < x.Length - 1, which cannot overflow: a length is not negative
        return left is Binary { Operator: BinaryOperator.Add, Left: Ir.Read { Variable: var ahead }, Right: Number { Value: >= 0 } or Length } sum && ahead == counter && right is Length
            ? (comparison, new Binary(BinaryOperator.Subtract, right, sum.Right))
            : null;
    }
}
