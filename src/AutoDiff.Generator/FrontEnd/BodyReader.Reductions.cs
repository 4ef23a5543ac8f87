using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>What LINQ makes of a sequence: sums, extrema, single items and arrays, as loops.</content>
internal sealed partial class BodyReader
{
    /// <summary><c>xs.Sum()</c> and the like; null if it is another call, or none of numbers.</summary>
    private Expression? ReadReduction(IInvocationOperation operation)
    {
        if (operation.TargetMethod is { Name: "ConvertAll", ContainingType.SpecialType: SpecialType.System_Array })
        {
            return ReadConverted(operation);
        }

        if (!operation.TargetMethod.ContainingType.Is("System.Linq.Enumerable"))
        {
            return null;
        }

        IOperation[] arguments = [.. operation.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => argument.Value)];
        string name = operation.TargetMethod.Name;
        IrType type = TypeFor(operation.Type);
        bool isOfNumbers = (type.IsFloatingPoint || type.Kind is Ir.TypeKind.Int32 or Ir.TypeKind.Int64) && name is "Sum" or "Average" or "Min" or "Max" && arguments.Length is 1 or 2;
        if (name == "Aggregate" && arguments.Length is >= 2 and <= 4)
        {
            return SequenceOf(arguments[0]) is { } aggregated ? ReadAggregate(operation, aggregated, arguments) : null;
        }

        if (name is "ToArray" && arguments is [var items] && type is { Kind: Ir.TypeKind.Array })
        {
            return ReadGathered(operation, items, type, null);
        }

        if (name is "Count" or "Any" or "First" or "Last")
        {
            return ReadChoice(operation, name, arguments, type);
        }

        // What it computes of a buffer of integers, LINQ computes itself.
        IrType added = isOfNumbers ? ItemTypeOf(operation.TargetMethod) : type;
        if (!isOfNumbers || (added.IsInteger && arguments is [var buffer] && TypeFor(Unconverted(buffer).Type).IsView && SymbolEqualityComparer.Default.Equals(TypeOf(Unconverted(buffer)), Unconverted(buffer).Type)) || SequenceOf(arguments[0]) is not { } sequence)
        {
            return null;
        }

        if (arguments.Length == 2)
        {
            if (DelegateOf(arguments[1]) is not { } selector)
            {
                return null;
            }

            sequence = sequence with { Steps = [.. sequence.Steps, new SequenceStep(operation, selector, SequenceStepKind.Select)] };
        }

        // The smallest of numbers is known at the first NaN.
        RequireOrder(operation, sequence, isKept: name != "Min" || added.IsInteger);
        return name switch
        {
            "Sum" => ReadSum(sequence, added, type, isMean: false),
            "Average" => ReadSum(sequence, added, type, isMean: true),
            _ => ReadExtremum(sequence, type, name == "Max"),
        };
    }

    /// <summary>What is added up, or compared.</summary>
    private IrType ItemTypeOf(IMethodSymbol method) => TypeFor(((INamedTypeSymbol)method.Parameters[method.Parameters.Length - 1].Type).TypeArguments[^1]);

    /// <summary><c>Array.ConvertAll(xs, f)</c></summary>
    private Expression? ReadConverted(IInvocationOperation operation)
    {
        IOperation[] arguments = [.. operation.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => argument.Value)];
        if (TypeFor(operation.Type) is not { Kind: Ir.TypeKind.Array } type || DelegateOf(arguments[1]) is not { } converter || SequenceOf(arguments[0]) is not { IsIndexed: true } items)
        {
            return null;
        }

        return ReadToArray(items with { Steps = [new SequenceStep(operation, converter, SequenceStepKind.Select)] }, type, null);
    }

    /// <summary><c>xs.Count(p)</c>, <c>xs.Any(p)</c>, <c>xs.First()</c>; null for forms that are not lowered.</summary>
    private Expression? ReadChoice(IInvocationOperation operation, string name, IOperation[] arguments, IrType type)
    {
        // What is no number is looked for by LINQ itself.
        bool isOfObjects = !TypeFor(TypeOf(Unconverted(arguments[0]))).IsView && ItemOf(Unconverted(arguments[0]).Type) is not null;
        if ((isOfObjects && (arguments.Length == 1 || name is "First" or "Last")) || SequenceOf(arguments[0]) is not { } sequence)
        {
            return null;
        }

        // In an array LINQ looks for the last item from the end; where the filter is that of a Where, only newer versions do.
        bool isPlain = sequence is { IsStored: true, Steps.Count: 0 };
        bool isFromEnd = name == "Last" && (isPlain || (arguments.Length == 1 && sequence is { IsStored: true, AreFiltersFirst: true }));
        if (arguments.Length == 2 && DelegateOf(arguments[1]) is { Method.Parameters.Length: 1 } predicate)
        {
            sequence = sequence with { Steps = [.. sequence.Steps, new SequenceStep(arguments[1], predicate, SequenceStepKind.Where)] };
        }
        else if (arguments.Length != 1)
        {
            return null;
        }

        bool isKept = name switch
        {
            "Any" => !sequence.IsIndexed || !sequence.HasEffects,
            "Last" => sequence.IsIndexed ? !sequence.HasEffects : isPlain,
            _ => true,
        };
        RequireOrder(operation, sequence, isKept && (name == "Count" || !sequence.IsSorted));
        return name switch
        {
            "Count" => ReadCount(sequence),
            "Any" => ReadAny(sequence),
            _ when !sequence.IsIndexed => ReadFound(sequence, type, isFirst: name == "First", isFromEnd, arguments.Length == 2 ? "matching element" : "elements"),
            _ => ReadEnd(sequence, isFirst: name == "First"),
        };
    }

    private Read ReadCount(Sequence sequence)
    {
        Variable count = Declare("count", new Number(IrType.Int32, 0));
        WriteEach(sequence, _ => Write(new Accumulate(new Read(count), new Number(IrType.Int32, 1))));
        return new Read(count);
    }

    /// <summary>No item is looked at where there are no filters, and none after the first that comes through them.</summary>
    private Expression ReadAny(Sequence sequence)
    {
        if (sequence.IsIndexed)
        {
            return new Binary(BinaryOperator.Greater, sequence.Count, new Number(IrType.Int32, 0));
        }

        Variable found = Declare("isFound", new Constant(IrType.Bool, "false"));
        WriteEach(sequence, _ =>
        {
            Write(new Assign(new Read(found), new Constant(IrType.Bool, "true")));
            Write(new Break());
        });
        return new Read(found);
    }

    private Expression ReadEnd(Sequence sequence, bool isFirst)
    {
        WriteEmptyGuard(sequence.Count);
        return ItemAt(sequence, isFirst ? new Number(IrType.Int32, 0) : Minus(sequence.Count, new Number(IrType.Int32, 1)));
    }

    /// <summary>The first or the last item that comes through the filters.</summary>
    private Expression ReadFound(Sequence sequence, IrType type, bool isFirst, bool isFromEnd, string missing)
    {
        Variable found = Declare("isFound", new Constant(IrType.Bool, "false"));
        Expression place = NewPlace(isFirst ? "first" : "last", type);
        DeclareLeaves(place, DefaultOf(type));
        WriteEach(
            sequence,
            item =>
            {
                AssignLeaves(place, As(item, type));
                Write(new Assign(new Read(found), new Constant(IrType.Bool, "true")));
                if (isFirst || isFromEnd)
                {
                    Write(new Break());
                }
            },
            isFromEnd: isFromEnd);
        Write(new If(new Unary(UnaryOperator.Not, new Read(found)), new Block([Thrown("InvalidOperationException", "Sequence contains no " + missing)]), Block.Empty));
        return place;
    }

    /// <summary>A new array of all items; null if it is not known what forms them.</summary>
    private Expression? ReadGathered(IOperation operation, IOperation items, IrType type, Variable? into)
    {
        if (SequenceOf(items) is not { } sequence)
        {
            return null;
        }

        RequireOrder(operation, sequence);
        return sequence.IsIndexed ? ReadToArray(sequence, type, into) : IsOfAggregates(type) ? null : ReadFiltered(sequence, type, into);
    }

    /// <summary>As many items come through the filters as turn out: they are gathered, then copied.</summary>
    private Expression ReadFiltered(Sequence sequence, IrType type, Variable? into)
    {
        sequence = sequence with { Count = Simple(sequence.Count, "count") };
        Expression all = DeclareBuffer(type, sequence.Count, BufferStorage.Array, null);
        Variable count = Declare("count", new Number(IrType.Int32, 0));
        WriteEach(sequence, item =>
        {
            Write(new Assign(ElementOf(all, new Read(count)), As(item, type.Element!)));
            Write(new Accumulate(new Read(count), new Number(IrType.Int32, 1)));
        });
        return CopyOf(new Part(all, new Number(IrType.Int32, 0), new Read(count)), into);
    }

    private Expression ReadToArray(Sequence sequence, IrType type, Variable? into)
    {
        Expression array = DeclareBuffer(type, sequence.Count, BufferStorage.Array, into);
        Variable counter = reading.NewVariable("k", IrType.Int32);
        Block body = BlockOf(() => AssignLeaves(ElementOf(array, new Read(counter)), ItemAt(sequence, new Read(counter))));
        Write(new For(counter, new Number(IrType.Int32, 0), BinaryOperator.Less, sequence.Count, 1, body));
        return array;
    }

    /// <summary>LINQ adds up <c>float</c> in <c>double</c>, and integers that it averages in <c>long</c>. What is no integer any more is not added to.</summary>
    private Expression ReadSum(Sequence sequence, IrType item, IrType type, bool isMean)
    {
        IrType wide = !item.IsInteger ? IrType.Double : isMean ? IrType.Int64 : item;
        Variable sum = Declare("sum", new Number(wide, 0));
        Variable? count = isMean && !sequence.IsIndexed ? Declare("count", new Number(IrType.Int32, 0)) : null;
        WriteEach(sequence, value =>
        {
            Expression more = new Binary(BinaryOperator.Add, new Read(sum), As(value, wide));
            Write(item.IsInteger ? new Assign(new Read(sum), WithOverflow(more, isChecked: true)) : new Accumulate(new Read(sum), As(value, wide)));
            if (count is not null)
            {
                Write(new Accumulate(new Read(count), new Number(IrType.Int32, 1)));
            }
        });
        Expression result = new Read(sum);
        if (isMean)
        {
            Expression items = count is null ? sequence.Count : new Read(count);
            WriteEmptyGuard(items);
            result = new Binary(BinaryOperator.Divide, As(result, IrType.Double), new Conversion(IrType.Double, items, IsImplicit: true));
        }

        return result.Type == type ? result : new Conversion(type, result, IsImplicit: false);
    }

    private void WriteEmptyGuard(Expression count) => Write(new If(
        new Binary(BinaryOperator.Equal, count, new Number(IrType.Int32, 0)),
        new Block([Thrown("InvalidOperationException", "Sequence contains no elements")]),
        Block.Empty));

    private Throw Thrown(string exception, string message) => new(new Opaque(
        new IrType(Ir.TypeKind.Other, "global::System." + exception),
        ["new global::System." + exception + "(\"" + message + "\")"],
        []))
    { Origin = origin };

    /// <summary>The smallest item, NaN if there is one; or the largest, NaN only if there is nothing else.</summary>
    private Read ReadExtremum(Sequence sequence, IrType type, bool isMaximum)
    {
        Variable found = Declare("isFound", new Constant(IrType.Bool, "false"));
        Variable best = Declare(isMaximum ? "max" : "min", new Number(type, 0));
        WriteEach(sequence, item =>
        {
            Expression value = Simple(As(item, type), "item");
            if (type.IsInteger)
            {
                Expression isBeyond = new Binary(isMaximum ? BinaryOperator.Greater : BinaryOperator.Less, value, new Read(best));
                Block taken = BlockOf(() => Write(new Assign(new Read(best), value)));
                Write(new If(new Binary(BinaryOperator.OrElse, new Unary(UnaryOperator.Not, new Read(found)), isBeyond), taken, Block.Empty));
                Write(new Assign(new Read(found), new Constant(IrType.Bool, "true")));
                return;
            }

            Method isNaN = new(new TypeName("System", type.Kind == Ir.TypeKind.Single ? "Single" : "Double"), "IsNaN", IrType.Bool, [new("value", type, ParameterUse.Input)]) { IsPure = true };
            Expression Is(Expression number) => new Call(isNaN, [number]);
            Expression Not(Expression condition) => new Unary(UnaryOperator.Not, condition);
            Expression isBetter = isMaximum
                ? new Binary(BinaryOperator.OrElse, new Binary(BinaryOperator.Greater, value, new Read(best)), Is(new Read(best)))
                : new Binary(BinaryOperator.AndAlso, Not(Is(new Read(best))), new Binary(BinaryOperator.OrElse, new Binary(BinaryOperator.Less, value, new Read(best)), Is(value)));
            Block take = BlockOf(() => Write(new Assign(new Read(best), value)));
            Write(new If(new Binary(BinaryOperator.OrElse, Not(new Read(found)), isBetter), take, Block.Empty));
            Write(new Assign(new Read(found), new Constant(IrType.Bool, "true")));
        });
        Write(new If(new Unary(UnaryOperator.Not, new Read(found)), new Block([Thrown("InvalidOperationException", "Sequence contains no elements")]), Block.Empty));
        return new Read(best);
    }

    /// <summary><c>xs.Aggregate(seed, f)</c>, <c>xs.Aggregate(seed, f, result)</c>; without a seed the first item is it.</summary>
    private Expression? ReadAggregate(IInvocationOperation operation, Sequence sequence, IOperation[] arguments)
    {
        bool hasSeed = arguments.Length > 2;
        DelegateTarget? result = arguments.Length == 4 ? DelegateOf(arguments[3]) : null;
        if (DelegateOf(arguments[hasSeed ? 2 : 1]) is not { } target || (!hasSeed && !sequence.IsIndexed) || (arguments.Length == 4 && result is null))
        {
            return null;
        }

        RequireOrder(operation, sequence with { HasEffects = sequence.HasEffects || HasEffects(target) });
        Expression total = NewPlace("total", TypeFor(operation.TargetMethod.TypeArguments[hasSeed ? 1 : 0]));
        if (hasSeed)
        {
            DeclareLeaves(total, Read(arguments[1]));
        }
        else
        {
            WriteEmptyGuard(sequence.Count);
            DeclareLeaves(total, ItemAt(sequence, new Number(IrType.Int32, 0)));
            Sequence all = sequence;
            sequence = new Sequence(Simple(Minus(all.Count, new Number(IrType.Int32, 1)), "count"), index => ItemAt(all, Sum(index, new Number(IrType.Int32, 1))), []);
        }

        WriteEach(sequence, item => AssignLeaves(total, CallTarget(operation, target, [total, item])));
        return result is null ? total : CallTarget(operation, result, [total]);
    }
}
