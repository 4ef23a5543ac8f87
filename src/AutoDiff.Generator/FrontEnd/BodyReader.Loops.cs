using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>Loops.</content>
internal sealed partial class BodyReader
{
    private static readonly Constant True = new(IrType.Bool, "true");

    private Block LoopBody(IOperation body)
    {
        loopDepth++;
        enclosures++;
        Block block = BlockOf(() => ReadStatement(body));
        enclosures--;
        loopDepth--;
        return block;
    }

    /// <summary>
    /// A loop's body followed by statements that <c>continue</c> must run as well: they stand before each of its own. Where
    /// a <c>finally</c> has to run first, <c>continue</c> leaves the body instead.
    /// </summary>
    private Block WithTail(Block body, Action writeTail) => BlockOf(() =>
    {
        bool hasCleanup = body.SelfAndDescendants().Any(statement => statement is Try && statement.Exits().HasFlag(Exits.Continue));
        output.AddRange(hasCleanup ? [new Leavable(Exits.Continue, body) { Origin = origin }] : BeforeContinue(body, writeTail).Statements);
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

            output.Add(statement is If or Leavable ? statement.MapBlocks(inner => BeforeContinue(inner, write)) : statement);
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

    private void ReadForEach(IForEachLoopOperation loop)
    {
        IOperation collection = Unconverted(loop.Collection);
        IrType items = TypeReader.Read(collection.Type);
        if (loop.LoopControlVariable is IVariableDeclaratorOperation { Symbol.IsRef: false } each
            && (items.Kind == Ir.TypeKind.Grid || (collection is IInvocationOperation or ITranslatedQueryOperation && !items.IsView)))
        {
            bool isKnown = true;
            WithOrigin(loop.Syntax, () => isKnown = ReadForEachOf(collection, each.Symbol, loop.Body));
            if (isKnown)
            {
                return;
            }
        }

        if (loop.LoopControlVariable is IDeclarationExpressionOperation or ITupleOperation && items is { IsView: true, Element.Kind: Ir.TypeKind.Aggregate })
        {
            WithOrigin(loop.Syntax, () => ReadForEachTuple(loop, collection));
            return;
        }

        if (!items.IsView && ItemOf(collection.Type) is { } item)
        {
            WithOrigin(loop.Syntax, () => ReadForEachObject(loop, collection, item));
            return;
        }

        if (!items.IsView || loop.LoopControlVariable is not IVariableDeclaratorOperation declarator)
        {
            if (loop.Collection is IInvalidOperation)
            {
                reading.HasCompileErrors = true;
            }

            Refuse(collection, Fence.ForEachCollection);
            return;
        }

        WithOrigin(loop.Syntax, () =>
        {
            Expression view = Read(collection);
            Variable counter = reading.NewVariable(declarator.Symbol.Name + "Index", IrType.Int32);
            if (declarator.Symbol.IsRef)
            {
                ReadForEachReference(loop, declarator.Symbol, view, counter);
                return;
            }

            Expression item = ValueOf(declarator.Symbol, declarator.Symbol.Type);
            Block body = LoopBody(loop.Body);

            // The collection is evaluated once: a variable that the body assigns is kept.
            if (!IsFixedView(view, Effects.Of(body.Statements).Variables))
            {
                view = ItemsOf(view);
            }

            Expression element = ElementOf(view, new Read(counter));
            Expression value = element.Type == item.Type || element is Composite ? element : new Conversion(item.Type, element, IsImplicit: false);
            List<Statement> declared = [.. BlockOf(() => Begin(declarator.Symbol, item, value)).Statements];
            Write(new For(
                counter,
                new Number(IrType.Int32, 0),
                BinaryOperator.Less,
                LengthOf(view),
                1,
                new Block([.. declared, .. body.Statements])));
        });
    }

    /// <summary><c>foreach (var (a, b) in pairs)</c></summary>
    private void ReadForEachTuple(IForEachLoopOperation loop, IOperation collection)
    {
        Expression view = Simple(Read(collection), "items");
        WriteEach(new Sequence(LengthOf(view), index => ElementOf(view, index), []), item =>
        {
            List<Expression> targets = [];
            if (ReadTargets(loop.LoopControlVariable, targets) && item is Composite composite && composite.Members.Count == targets.Count)
            {
                AssignLeaves(new Composite(composite.Type, targets.ToEquatableArray()), composite);
                output.AddRange(LoopBody(loop.Body).Statements);
            }
            else
            {
                Refuse(loop.LoopControlVariable);
            }
        });
    }

    /// <summary>What an array or a list holds that is no view of numbers: objects, tuples of integers, text.</summary>
    private static ITypeSymbol? ItemOf(ITypeSymbol? collection) => collection switch
    {
        IArrayTypeSymbol { IsSZArray: true } array => array.ElementType,
        INamedTypeSymbol { TypeArguments: [var item] } list when list.Is("System.Collections.Generic.List`1") => item,
        _ => null,
    };

    // foreach (Layer layer in layers) ..   =>   Layer[] items = layers; for (int k = 0; k < items.Length; k++) { Layer layer = items[k]; .. }
    private void ReadForEachObject(IForEachLoopOperation loop, IOperation collection, ITypeSymbol itemType)
    {
        if (reading.IsRoot)
        {
            RefuseChangedCopies(loop.Body, reading.Method);
        }

        Read items = new(Declare("items", Read(collection)));
        Read count = new(Declare("count", new Opaque(IrType.Int32, ["", collection.Type is IArrayTypeSymbol ? ".Length" : ".Count"], [items]) { Site = Site(collection) }));
        IrType type = TypeReader.Read(itemType);
        WriteEach(new Sequence(count, index => Whole(new Opaque(type, ["", "[", "]"], [items, index]) { Site = Site(collection) }, type), []), item =>
        {
            if (loop.LoopControlVariable is IVariableDeclaratorOperation { Symbol: { IsRef: false } symbol })
            {
                Begin(symbol, ValueOf(symbol, symbol.Type), item);
            }
            else if (!ReadParts(loop.LoopControlVariable, itemType, item))
            {
                Refuse(loop.LoopControlVariable);
                return;
            }

            output.AddRange(LoopBody(loop.Body).Statements);
        });
    }

    // foreach (var (i, j) in edges)   =>   int i = edge.Item1; int j = edge.Item2;
    private bool ReadParts(IOperation variables, ITypeSymbol itemType, Expression item)
    {
        if (itemType is not INamedTypeSymbol { IsTupleType: true } tuple || (variables is IDeclarationExpressionOperation all ? all.Expression : variables) is not ITupleOperation { Elements: var elements })
        {
            return false;
        }

        Expression whole = Simple(item, "item");
        foreach ((IOperation element, IFieldSymbol part) in elements.Zip(tuple.TupleElements, (element, part) => (element, part)))
        {
            switch (element is IDeclarationExpressionOperation declaration ? declaration.Expression : element)
            {
                case IDiscardOperation:
                    break;
                case ILocalReferenceOperation { IsDeclaration: true, Local: var local }:
                    IrType type = TypeReader.Read(part.Type);
                    Begin(local, ValueOf(local, local.Type), Whole(new Opaque(type, ["", "." + ConstantReader.Escaped(part.Name)], [whole]) { Site = Site(element) }, type));
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    private Expression ItemsOf(Expression view) => OnColumns(view, column => new Read(Declare(column is Ir.Read read ? read.Variable.Name + "Items" : "items", column)));

    /// <summary><c>foreach (int i in Enumerable.Range(a, n))</c></summary>
    private bool ReadForEachOf(IOperation collection, ILocalSymbol symbol, IOperation body)
    {
        if (SequenceOf(collection) is not { } sequence)
        {
            return false;
        }

        WriteEach(
            sequence,
            item =>
            {
                Begin(symbol, ValueOf(symbol, symbol.Type), item);
                output.AddRange(LoopBody(body).Statements);
            },
            symbol.Name + "Index");
        return true;
    }

    // foreach (ref double x in v) x *= 2;   =>   for (int i = 0; i < v.Length; i++) v[i] *= 2;
    private void ReadForEachReference(IForEachLoopOperation loop, ILocalSymbol item, Expression view, Variable counter)
    {
        HashSet<Variable> assigned = [.. loop.Body.DescendantsAndSelf().Select(AssignedBy).OfType<ISymbol>().Select(OperandOf).OfType<Expression>().SelectMany(Leaves).OfType<Read>().Select(read => read.Variable)];
        if (!IsFixedView(view, assigned))
        {
            view = ItemsOf(view);
        }

        if (IsRedirected(item, loop))
        {
            Refuse(loop.Collection, Fence.RefForEach);
            return;
        }

        references[item] = ElementOf(view, new Read(counter));
        Write(new For(counter, new Number(IrType.Int32, 0), BinaryOperator.Less, LengthOf(view), 1, LoopBody(loop.Body)));
    }

    private void ReadFor(IForLoopOperation loop) => WithOrigin(loop.Syntax, () =>
    {
        IVariableDeclaratorOperation? counter = CountedLoop.CounterOf(loop) is { } found && !declaredAhead.Contains(found.Symbol) ? found : null;
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
