using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>LINQ over arrays and ranges => loops.</content>
internal sealed partial class BodyReader
{
    /// <summary>A sequence that the method itself forms: an array, a range, and what <c>Select</c>, <c>Where</c>, <c>Zip</c>… make of them; null for any other.</summary>
    private Sequence? SequenceOf(IOperation operation)
    {
        switch (operation)
        {
            case IConversionOperation { IsImplicit: true } conversion:
                return SequenceOf(conversion.Operand);
            case IParenthesizedOperation parenthesized:
                return SequenceOf(parenthesized.Operand);
            case ITranslatedQueryOperation query:
                return SequenceOf(query.Operation);
            case ILocalReferenceOperation local when sequences.TryGetValue(local.Local, out IOperation? lazily):
                return SequenceOf(lazily);
            case IInvocationOperation call when call.TargetMethod.ContainingType.Is("System.Linq.Enumerable"):
                return SequenceOf(call);
            case var source when TypeFor(TypeOf(source)).IsView:
                return ItemsOf(Simple(Read(source), "items"), source);
            case var source when ItemOf(source.Type) is { } item:
                Expression objects = Simple(Read(source), "items");
                Guard(objects, source);
                return ObjectsOf(objects, source, item);
            default:
                return null;
        }
    }

    /// <summary>
    /// <c>var q = xs.Select(v => v * k);</c>: nothing runs until the items are asked for, and then each time. What the sequence
    /// is formed of must be the same then.
    /// </summary>
    private bool ReadSequence(IVariableDeclaratorOperation declarator, IOperation initialiser)
    {
        bool isLazy = (declarator.Symbol.Type is INamedTypeSymbol { ConstructedFrom.SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T } || declarator.Symbol.Type.Is("System.Linq.IOrderedEnumerable`1"))
            && Unconverted(initialiser) is IInvocationOperation or ITranslatedQueryOperation
            && !IsAssigned(declarator.Symbol, declarator)
            && OutsideLambdas(initialiser).All(operation => IsLasting(operation, declarator));
        if (!isLazy || Apart(() => SequenceOf(initialiser)).Result is null)
        {
            return false;
        }

        WriteAsked(initialiser);
        sequences[declarator.Symbol] = initialiser;
        return true;
    }

    /// <summary>What a query evaluates, and throws, where it is formed: all but its lambdas.</summary>
    private void WriteAsked(IOperation operation)
    {
        switch (Unconverted(operation))
        {
            case ITranslatedQueryOperation query:
                WriteAsked(query.Operation);
                break;
            case IAnonymousFunctionOperation or IDelegateCreationOperation:
            case ILocalReferenceOperation local when sequences.ContainsKey(local.Local):
            case { Type.TypeKind: Microsoft.CodeAnalysis.TypeKind.Delegate }:
                break;
            case IInvocationOperation { TargetMethod: { Name: "Range" or "Repeat", ContainingType: var container } } call when container.Is("System.Linq.Enumerable"):
                SequenceOf(call);
                break;
            case IInvocationOperation { TargetMethod.ContainingType: var container } call when container.Is("System.Linq.Enumerable"):
                foreach (IArgumentOperation argument in call.Arguments)
                {
                    WriteAsked(argument.Value);
                }

                break;
            case var source when TypeFor(TypeOf(source)).IsView || ItemOf(source.Type) is not null:
                SequenceOf(source);
                break;
            case var value when TypeReader.IsScalar(TypeFor(value.Type)):
                Write(new Evaluate(Read(value)));
                break;
        }
    }

    /// <summary>Whether what a query asks where it is formed would be the same where its items are asked for.</summary>
    private static bool IsLasting(IOperation operation, IOperation declarator) => operation switch
    {
        { ConstantValue.HasValue: true } => true,
        IInvocationOperation call => call.TargetMethod.ContainingType.Is("System.Linq.Enumerable"),
        ILocalReferenceOperation local => !IsAssigned(local.Local, declarator),
        IParameterReferenceOperation parameter => !IsAssigned(parameter.Parameter, declarator),
        IFieldReferenceOperation field => field.Field.IsReadOnly,
        IPropertyReferenceOperation property => property is { Property.Name: "Length", Instance.Type: IArrayTypeSymbol },
        IBinaryOperation { OperatorMethod: null } or IUnaryOperation { OperatorMethod: null } or IConversionOperation { OperatorMethod: null } or IParenthesizedOperation => true,
        ITranslatedQueryOperation or IArgumentOperation or IInstanceReferenceOperation or IDelegateCreationOperation or IAnonymousFunctionOperation or IMethodReferenceOperation => true,
        IArrayCreationOperation or IArrayInitializerOperation or ICollectionExpressionOperation => true,
        _ => false,
    };

    private static IEnumerable<IOperation> OutsideLambdas(IOperation operation) => operation is IAnonymousFunctionOperation
        ? []
        : operation.ChildOperations.SelectMany(OutsideLambdas).Prepend(operation);

    private Sequence ItemsOf(Expression view, IOperation source)
    {
        Guard(view, source);
        return new Sequence(LengthOf(view), index => ElementAt(view, index), [])
        {
            IsStored = view.Type.Kind is Ir.TypeKind.Array or Ir.TypeKind.List,
        };
    }

    /// <summary>An element by its number in the order in which <c>foreach</c> comes to it.</summary>
    private Expression ElementAt(Expression view, Expression index) => ElementOf(view, view.Type.Kind == Ir.TypeKind.Grid ? PlaceOf(view, index) : index);

    // The last index runs fastest: the third element of a grid with two columns is [1, 0].
    private static Position PlaceOf(Expression grid, Expression index)
    {
        Expression[] places = new Expression[grid.Type.Rank];
        for (int dimension = grid.Type.Rank - 1; dimension > 0; dimension--)
        {
            Length length = LengthOf(grid, dimension);
            places[dimension] = new Binary(BinaryOperator.Remainder, index, length);
            index = new Binary(BinaryOperator.Divide, index, length);
        }

        places[0] = index;
        return new Position([.. places]);
    }

    /// <summary>LINQ asks whether its source is null before it does anything.</summary>
    private void Guard(Expression view, IOperation source)
    {
        if (view.Type.Kind is not (Ir.TypeKind.Array or Ir.TypeKind.List or Ir.TypeKind.Other) || view is Composite || !MayBeNull(source))
        {
            return;
        }

        if (!reading.IsRoot || source is not IParameterReferenceOperation)
        {
            Write(new If(new Opaque(IrType.Bool, ["", " == null"], [view]) { IsOfLibrary = true }, new Block([Thrown("ArgumentNullException", "source")]), Block.Empty));
            return;
        }

        TypeName exception = new("System", "ArgumentNullException");
        Method method = new(exception, "ThrowIfNull", IrType.Void, [new("argument", view.Type, ParameterUse.Input), new("paramName", new IrType(Ir.TypeKind.Other, "string"), ParameterUse.Input)]);
        Write(new Evaluate(new Call(method, [view, new Constant(new IrType(Ir.TypeKind.Other, "string"), "\"source\"")])));
    }

    /// <summary>Whether a collection may be null: one that the method creates, or gets from the library, is not.</summary>
    private bool MayBeNull(IOperation source) => Unconverted(source) switch
    {
        IArrayCreationOperation or ICollectionExpressionOperation or IObjectCreationOperation or IArrayElementReferenceOperation { Indices: [IRangeOperation] } => false,
        IInvocationOperation { TargetMethod: var method } => !method.DeclaringSyntaxReferences.IsEmpty || method.ReturnNullableAnnotation == NullableAnnotation.Annotated,
        ILocalReferenceOperation { Local: var local } reference => OwnListOf(reference) is null && (IsAssigned(local, reference) || InitialiserOf(local, reference) is not { } initialiser || MayBeNull(initialiser)),
        var other => CloneOf(other) is null,
    };

    private Sequence? SequenceOf(IInvocationOperation call)
    {
        IOperation[] arguments = [.. call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => argument.Value)];
        switch (call.TargetMethod.Name, arguments.Length)
        {
            case ("Range", 2):
                return Range(Simple(Read(arguments[0]), "start"), Simple(Read(arguments[1]), "count"));
            case ("Repeat", 2):
                Expression repeated = Simple(Read(arguments[0]), "element");
                Expression times = Simple(Read(arguments[1]), "count");
                WriteRangeCheck(new Number(IrType.Int32, 0), times);
                return new Sequence(times, _ => repeated, []);
            case ("Cast", 1) when TypeFor(Unconverted(arguments[0]).Type) is { IsView: true } items && items.Element == TypeFor(call.TargetMethod.TypeArguments[0]):
            case ("AsEnumerable", 1):
                return SequenceOf(arguments[0]);
            case ("ToArray" or "ToList", 1):
                return GatheredOf(call, arguments[0]) is { } gathered ? gathered with { IsRearranged = true } : null;
            case ("Select" or "Where" or "TakeWhile" or "SkipWhile", 2) when SequenceOf(arguments[0]) is { } source && DelegateOf(arguments[1]) is { } target:
                return target.Method.Parameters.Length == 1
                    ? source with { Steps = [.. source.Steps, new SequenceStep(call, target, StepKindOf(call.TargetMethod.Name))] }
                    : WithIndex(call, source, target);
            case ("Zip", 2 or 3):
                bool hasSelector = call.TargetMethod.Parameters[arguments.Length - 1].Type.TypeKind == Microsoft.CodeAnalysis.TypeKind.Delegate;
                Sequence?[] zipped = [.. arguments.Take(hasSelector ? 2 : arguments.Length).Select(SequenceOf)];
                DelegateTarget? selector = hasSelector ? DelegateOf(arguments[2]) : null;
                return Array.TrueForAll(zipped, part => part is { IsIndexed: true }) && hasSelector == selector is not null ? Zip(call, zipped!, selector) : null;
            case ("Concat", 2) when SequenceOf(arguments[0]) is { IsIndexed: true } first && SequenceOf(arguments[1]) is { IsIndexed: true } second:
                return Chained(call, first, second);
            case ("Append", 2) when SequenceOf(arguments[0]) is { IsIndexed: true } source:
                return Chained(call, source, Single(Read(arguments[1])));
            case ("Prepend", 2) when SequenceOf(arguments[0]) is { IsIndexed: true } source:
                return Chained(call, Single(Read(arguments[1])), source);
            case ("Skip", 2) when arguments[1].Type?.SpecialType == SpecialType.System_Int32 && SequenceOf(arguments[0]) is { IsIndexed: true } source:
                Expression skipped = Clamped(Read(arguments[1]), source.Count);
                return new Sequence(Simple(Minus(source.Count, skipped), "count"), index => ItemAt(source, Sum(index, skipped)), [])
                {
                    HasEffects = HasEffects(source),
                    IsRearranged = source.IsRearranged || source.HasEffects,
                };
            case ("Take", 2) when arguments[1].Type?.SpecialType == SpecialType.System_Int32 && SequenceOf(arguments[0]) is { IsIndexed: true } source:
                return new Sequence(Clamped(Read(arguments[1]), source.Count), index => ItemAt(source, index), []) { HasEffects = HasEffects(source), IsRearranged = source.IsRearranged };
            case ("Order" or "OrderDescending", 1) when GatheredOf(call, arguments[0]) is { IsIndexed: true } source:
                return Ordered(call, source, null, call.TargetMethod.Name == "OrderDescending");
            case ("OrderBy" or "OrderByDescending", 2) when GatheredOf(call, arguments[0]) is { IsIndexed: true } source:
                return Ordered(call, source, arguments[1], call.TargetMethod.Name == "OrderByDescending");
            case ("Reverse", 1) when GatheredOf(call, arguments[0]) is { IsIndexed: true } source:
                return new Sequence(source.Count, index => ItemAt(source, Minus(Minus(source.Count, new Number(IrType.Int32, 1)), index)), [])
                {
                    HasEffects = HasEffects(source),
                    IsRearranged = true,
                };
            default:
                return null;
        }
    }

    private Sequence Range(Expression start, Expression count)
    {
        WriteRangeCheck(start, count);
        return new Sequence(count, index => Sum(index, start), []);
    }

    /// <summary>A negative number of integers there cannot be, nor integers beyond the largest.</summary>
    private void WriteRangeCheck(Expression start, Expression count)
    {
        Expression isNegative = new Binary(BinaryOperator.Less, count, new Number(IrType.Int32, 0));
        Expression end = new Binary(BinaryOperator.Add, new Conversion(IrType.Int64, start, IsImplicit: false), new Conversion(IrType.Int64, count, IsImplicit: false));
        Expression isBeyond = new Binary(BinaryOperator.Greater, end, new Number(IrType.Int64, 1L + int.MaxValue));
        Expression? isOutOfRange = (start, count) switch
        {
            (Number { Value: <= 1 }, Number { Value: >= 0 } or Length) => null,
            (Number { Value: <= 1 }, _) => isNegative,
            (Number { Value: var first }, Number { Value: >= 0 and var number }) => first + number <= 1L + int.MaxValue ? null : new Constant(IrType.Bool, "true"),
            (_, Number { Value: >= 0 } or Length) => isBeyond,
            _ => new Binary(BinaryOperator.OrElse, isNegative, isBeyond),
        };
        if (isOutOfRange is not null)
        {
            Write(new If(isOutOfRange, new Block([Thrown("ArgumentOutOfRangeException", "count")]), Block.Empty));
        }
    }

    private static Expression Sum(Expression left, Expression right) => right is Number { Value: 0 } ? left : new Binary(BinaryOperator.Add, left, right);

    private Expression Clamped(Expression value, Expression count)
    {
        Method Bound(string name) => new(new TypeName("System", "Math"), name, IrType.Int32, [new("val1", IrType.Int32, ParameterUse.Input), new("val2", IrType.Int32, ParameterUse.Input)]) { IsPure = true };
        Expression atLeast = value is Number { Value: >= 0 } or Length ? value : new Call(Bound("Max"), [value, new Number(IrType.Int32, 0)]);
        return Simple(new Call(Bound("Min"), [atLeast, count]), "count");
    }

    private Sequence? WithIndex(IInvocationOperation call, Sequence source, DelegateTarget target) =>
        source.IsIndexed && call.TargetMethod.Name == "Select"
            ? new Sequence(source.Count, index => CallTarget(call, target, [ItemAt(source, index), index]), [])
            {
                HasEffects = HasEffects(source) || HasEffects(target),
                IsRearranged = source.IsRearranged,
            }
            : null;

    private Sequence Zip(IInvocationOperation call, Sequence[] parts, DelegateTarget? target)
    {
        Method min = new(new TypeName("System", "Math"), "Min", IrType.Int32, [new("val1", IrType.Int32, ParameterUse.Input), new("val2", IrType.Int32, ParameterUse.Input)]) { IsPure = true };
        Expression count = parts.Skip(1).Aggregate(parts[0].Count, (least, part) => least.Equals(part.Count) ? least : Simple(new Call(min, [least, part.Count]), "count"));
        IrType tuple = target is null ? TypeFor(((INamedTypeSymbol)call.Type!).TypeArguments[0]) : IrType.Void;
        return new Sequence(
            count,
            index =>
            {
                Expression[] items = [.. parts.Select(part => ItemAt(part, index))];
                return target is null ? new Composite(tuple, items.ToEquatableArray()) : CallTarget(call, target, items);
            },
            [])
        {
            // Of the longer one LINQ may ask for an item more.
            HasEffects = parts.Any(HasEffects) || (target is not null && HasEffects(target)),
            IsRearranged = parts.Any(part => part.IsRearranged || HasEffects(part)),
        };
    }

    private Sequence Single(Expression item)
    {
        Expression only = Simple(item, "item");
        return new Sequence(new Number(IrType.Int32, 1), _ => only, []);
    }

    /// <summary><c>first.Concat(second)</c></summary>
    private Sequence Chained(IInvocationOperation call, Sequence first, Sequence second)
    {
        IrType type = TypeFor(((INamedTypeSymbol)call.Type!).TypeArguments[0]);
        return new Sequence(
            Simple(new Binary(BinaryOperator.Add, first.Count, second.Count), "count"),
            index =>
            {
                Expression item = NewPlace("item", type);
                DeclareLeaves(item, DefaultOf(type));
                Block isFirst = BlockOf(() => AssignLeaves(item, As(ItemAt(first, index), type)));
                Block isSecond = BlockOf(() => AssignLeaves(item, As(ItemAt(second, Minus(index, first.Count)), type)));
                Write(new If(new Binary(BinaryOperator.Less, index, first.Count), isFirst, isSecond));
                return item;
            },
            [])
        {
            HasEffects = HasEffects(first) || HasEffects(second),
            IsRearranged = true,
        };
    }

    /// <summary>A sequence of which LINQ has all items before it gives the first: as many as come through the filters are gathered.</summary>
    private Sequence? GatheredOf(IInvocationOperation call, IOperation source)
    {
        IrType item = TypeFor(call.TargetMethod.TypeArguments[0]);
        Sequence? sequence = SequenceOf(source);
        if (sequence is not { IsIndexed: false } filtered || !TypeReader.IsScalar(item))
        {
            return sequence;
        }

        Expression items = ReadFiltered(filtered, IrType.ArrayOf(item), null);
        return new Sequence(LengthOf(items), index => ElementOf(items, index), [])
        {
            HasEffects = HasEffects(filtered),
            IsRearranged = filtered.IsRearranged || HasEffects(filtered),
        };
    }

    /// <summary>The item at an index of a sequence without filters.</summary>
    private Expression ItemAt(Sequence sequence, Expression index)
    {
        Expression item = sequence.At(index);
        foreach (SequenceStep step in sequence.Steps)
        {
            item = Kept(CallTarget(step.Operation, step.Target, [item]));
        }

        return item;
    }

    private Expression Kept(Expression item) => item is Call { Method.Body: not null } ? new Read(Declare("item", item)) : item;

    /// <summary>Writes a loop over the items.</summary>
    private void WriteEach(Sequence sequence, Action<Expression> writeItem, string name = "k", bool isFromEnd = false)
    {
        Variable counter = reading.NewVariable(name, IrType.Int32);
        Variable?[] begun = [.. sequence.Steps.Select(step => step.Kind == SequenceStepKind.SkipWhile ? Declare("hasBegun", new Constant(IrType.Bool, "false")) : null)];
        Block body = BlockOf(() => WriteSteps(Kept(sequence.At(new Read(counter))), sequence.Steps, begun, 0, writeItem));
        Number zero = new(IrType.Int32, 0);
        Write(isFromEnd
            ? new For(counter, Minus(sequence.Count, new Number(IrType.Int32, 1)), BinaryOperator.GreaterOrEqual, zero, -1, body)
            : new For(counter, zero, BinaryOperator.Less, sequence.Count, 1, body));
    }

    private void WriteSteps(Expression item, IReadOnlyList<SequenceStep> steps, Variable?[] begun, int done, Action<Expression> writeItem)
    {
        if (done == steps.Count)
        {
            writeItem(item);
            return;
        }

        Expression Result() => Kept(CallTarget(steps[done].Operation, steps[done].Target, [item]));
        void WriteRest(Expression next) => WriteSteps(next, steps, begun, done + 1, writeItem);
        switch (steps[done].Kind)
        {
            case SequenceStepKind.Select:
                WriteRest(Result());
                break;
            case SequenceStepKind.Where:
                Expression isLetThrough = Result();
                Write(new If(isLetThrough, BlockOf(() => WriteRest(item)), Block.Empty));
                break;
            case SequenceStepKind.TakeWhile:
                Expression goesOn = Result();
                Write(new If(goesOn, Block.Empty, new Block([new Break()])));
                WriteRest(item);
                break;
            case SequenceStepKind.SkipWhile:
                Read hasBegun = new(begun[done]!);
                Block ask = BlockOf(() => Write(new Assign(hasBegun, new Unary(UnaryOperator.Not, Result()))));
                Write(new If(new Unary(UnaryOperator.Not, hasBegun), ask, Block.Empty));
                Write(new If(hasBegun, BlockOf(() => WriteRest(item)), Block.Empty));
                break;
        }
    }

    private static SequenceStepKind StepKindOf(string method) => method switch
    {
        "Where" => SequenceStepKind.Where,
        "TakeWhile" => SequenceStepKind.TakeWhile,
        "SkipWhile" => SequenceStepKind.SkipWhile,
        _ => SequenceStepKind.Select,
    };
}
