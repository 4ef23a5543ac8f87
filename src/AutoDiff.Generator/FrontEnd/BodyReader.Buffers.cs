using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>New buffers.</content>
internal sealed partial class BodyReader
{
    /// <summary>Up to this many elements a collection expression of span type lives on the stack, unless it stands in a loop.</summary>
    private const int LargestStackBuffer = 64;

    /// <summary>
    /// <c>T[] x = { a, b };</c> => <c>T[] x = new T[2]; x[0] = a; x[1] = b;</c>, where <c>x</c> is <paramref name="into"/> or a new local.
    /// </summary>
    private Expression ReadNewBuffer(IOperation operation, Variable? into, IrType? target = null)
    {
        IrType type = target ?? TypeFor(operation.Type);
        if (type.Kind == Ir.TypeKind.List)
        {
            return Refuse(operation, type.Element!.HoldsViews ? Fence.ListOfBuffers : Fence.AssignedList);
        }

        if (IsOfAggregates(type) && !HasColumns(type))
        {
            return Refuse(operation, Fence.UninitialisedBuffer);
        }

        switch (operation)
        {
            case IArrayCreationOperation { DimensionSizes.Length: 1 } creation when type.IsView && type.Kind != Ir.TypeKind.Grid:
                if (type.Element!.IsObject && creation.Initializer is null)
                {
                    NoteEmptyElements(creation);
                }

                Expression count = AsIndex(Read(creation.DimensionSizes[0]));
                Expression array = DeclareBuffer(type, count, BufferStorage.Array, into);
                FillIn(array, creation.Initializer?.ElementValues ?? []);
                return array;
            case IArrayCreationOperation grid when type.Kind == Ir.TypeKind.Grid:
                Position size = new([.. ReadInOrder(grid.DimensionSizes).Select(AsIndex)]);
                Expression cells = DeclareBuffer(type, size, BufferStorage.Array, into);
                FillIn(cells, grid.Initializer, []);
                return cells;
            case ICollectionExpressionOperation collection when type.IsView && type.Kind != Ir.TypeKind.Grid:
                if (collection.Elements.OfType<ISpreadOperation>().FirstOrDefault() is { } spread)
                {
                    return ReadSpread(collection, spread, type, into);
                }

                int length = collection.Elements.Length;
                bool onStack = type.Kind != Ir.TypeKind.Array && length <= LargestStackBuffer && loopDepth == 0;
                Expression buffer = DeclareBuffer(type, new Number(IrType.Int32, length), onStack ? BufferStorage.Stack : BufferStorage.Array, into);
                FillIn(buffer, collection.Elements);
                return AsTarget(buffer, type);
            case IArrayCreationOperation or ICollectionExpressionOperation when operation.Type is IArrayTypeSymbol { IsSZArray: true } objects && !HoldsNumbers(objects.ElementType):
                return ReadOpaque(operation) is Opaque opaque ? Typed(opaque, operation, objects) : Placeholder(operation);
            default:
                return Refuse(operation, Fence.UninitialisedBuffer);
        }
    }

    // [.. x, a, .. y]   =>   new double[x.Length + 1 + y.Length], and a copy or an assignment for each element
    private Expression ReadSpread(ICollectionExpressionOperation collection, ISpreadOperation first, IrType type, Variable? into)
    {
        IrType element = type.Element!;
        bool isOfNumbers = TypeReader.IsScalar(element) && collection.Elements.OfType<ISpreadOperation>().All(spread => TypeFor(spread.Operand.Type) is { IsView: true, Kind: not Ir.TypeKind.Grid } view
            ? view.Element == element
            : IsQuery(Unconverted(spread.Operand)) && TypeFor(spread.ElementType) == element);
        if (!isOfNumbers)
        {
            return Refuse(first, Fence.Spread);
        }

        Expression[] parts = [.. InOrder([.. collection.Elements.Select(part => (Func<Expression>)(() => part is ISpreadOperation spread ? ReadSpreadItems(spread, element) : Read(part)))]).Select(part => part.Type.IsView ? Simple(part, "view") : part)];
        Expression[] offsets = new Expression[parts.Length + 1];
        offsets[0] = new Number(IrType.Int32, 0);
        for (int i = 0; i < parts.Length; i++)
        {
            Expression length = parts[i].Type.IsView ? LengthOf(parts[i]) : new Number(IrType.Int32, 1);
            offsets[i + 1] = (offsets[i], length) switch
            {
                (Number { Value: 0 }, _) => length,
                (Number before, Number one) => new Number(IrType.Int32, before.Value + one.Value),
                var (before, more) => before + more,
            };
        }

        Expression buffer = DeclareBuffer(type, offsets[parts.Length], BufferStorage.Array, into);
        for (int i = 0; i < parts.Length; i++)
        {
            if (parts[i].Type.IsView)
            {
                WriteCopy(parts[i], new Slice(AsSpan(buffer), offsets[i], LengthOf(parts[i])));
            }
            else
            {
                Write(new Assign(new Element(buffer, offsets[i]), As(parts[i], element)));
            }
        }

        return AsTarget(buffer, type);
    }

    private Expression ReadSpreadItems(ISpreadOperation spread, IrType element) =>
        TypeFor(spread.Operand.Type).IsView ? Read(spread.Operand) : ReadGathered(spread, spread.Operand, IrType.ArrayOf(element), null) ?? Refuse(spread, Fence.Spread);

    // Of an array of arrays, or of structures in which there are numbers, what is stored in it would have to be followed.
    private bool HoldsNumbers(ITypeSymbol element) =>
        element is IArrayTypeSymbol || TypeFor(element) is { CanBeActive: true } or { IsView: true } || element is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.Any(part => HoldsNumbers(part.Type));

    // Shape[] s = { a, b };   =>   new Shape[] { a, b }        Shape[] s = [a, b];   =>   (Shape[])[a, b]
    private static Opaque Typed(Opaque opaque, IOperation operation, IArrayTypeSymbol type)
    {
        string head = operation.Syntax switch
        {
            InitializerExpressionSyntax => "new " + type.GlobalName() + " ",
            CollectionExpressionSyntax => "(" + type.GlobalName() + ")",
            _ => "",
        };
        return opaque with { Segments = [head + opaque.Segments[0], .. opaque.Segments.Skip(1)] };
    }

    /// <summary><c>stackalloc T[n]</c>, for which Roslyn has no operation.</summary>
    private Expression ReadStackAlloc(IOperation operation, Variable? into)
    {
        SyntaxNode syntax = operation is IConversionOperation conversion ? conversion.Operand.Syntax : operation.Syntax;
        InitializerExpressionSyntax? initializer = null;
        IOperation? size = null;
        ITypeSymbol? element = null;
        if (syntax is StackAllocArrayCreationExpressionSyntax { Type: ArrayTypeSyntax { RankSpecifiers: [{ Sizes: [var sizeSyntax] }] } arrayType } explicitly)
        {
            initializer = explicitly.Initializer;
            size = sizeSyntax is OmittedArraySizeExpressionSyntax ? null : reading.Model.GetOperation(sizeSyntax, reading.Cancellation);
            element = reading.Model.GetTypeInfo(arrayType.ElementType, reading.Cancellation).Type;
        }
        else if (syntax is ImplicitStackAllocArrayCreationExpressionSyntax implicitly)
        {
            initializer = implicitly.Initializer;
            element = (reading.Model.GetTypeInfo(syntax, reading.Cancellation).ConvertedType as INamedTypeSymbol)?.TypeArguments.FirstOrDefault();
        }

        IrType type = TypeFor(element);
        IOperation?[] elements = [.. (initializer?.Expressions ?? []).Select(value => reading.Model.GetOperation(value, reading.Cancellation))];
        if (!(TypeReader.IsScalar(type) || (type.Kind == Ir.TypeKind.Aggregate && HasColumns(IrType.SpanOf(type)))) || elements.Any(value => value is null) || (size is null && initializer is null))
        {
            return Refuse(operation, Fence.UninitialisedBuffer);
        }

        Expression count = size is null ? new Number(IrType.Int32, elements.Length) : ReadAs(size, IrType.Int32);
        Expression buffer = DeclareBuffer(IrType.SpanOf(type), count, BufferStorage.Stack, into);
        FillIn(buffer, elements!);
        return AsTarget(buffer, into?.Type ?? (TypeFor(operation.Type) is { IsView: true } asked ? asked : IrType.SpanOf(type)));
    }

    private Expression DeclareBuffer(IrType type, Expression count, BufferStorage storage, Variable? into)
    {
        // A read-only span is filled through a writable one.
        IrType writable = type.Kind == Ir.TypeKind.ReadOnlySpan ? IrType.SpanOf(type.Element!) : type;
        if (IsOfAggregates(writable))
        {
            return DeclareColumns(columnsName ?? "buffer", writable, count, storage);
        }

        Variable buffer = into is not null && into.Type == writable ? into : reading.NewVariable(into is null ? "buffer" : into.Name + "Buffer", writable);
        Write(new Declare(buffer, new NewBuffer(writable, count, storage)));
        return new Read(buffer);
    }

    private static Expression AsTarget(Expression buffer, IrType type) =>
        buffer.Type == type ? buffer : ConvertedView(buffer, type, isImplicit: true);

    private void FillIn(Expression buffer, IEnumerable<IOperation> elements)
    {
        int index = 0;
        foreach (IOperation element in elements)
        {
            Expression value = ReadAs(element, buffer.Type.Element!);
            AssignLeaves(ElementOf(buffer, new Number(IrType.Int32, index++)), value);
        }
    }

    private void FillIn(Expression grid, IArrayInitializerOperation? initializer, Expression[] outer)
    {
        int index = 0;
        foreach (IOperation element in initializer?.ElementValues ?? [])
        {
            Expression[] place = [.. outer, new Number(IrType.Int32, index++)];
            if (element is IArrayInitializerOperation inner)
            {
                FillIn(grid, inner, place);
            }
            else
            {
                Expression value = ReadAs(element, grid.Type.Element!);
                AssignLeaves(ElementOf(grid, new Position([.. place])), value);
            }
        }
    }

    /// <summary>Reads an operation without its implicit conversion, which is added.</summary>
    private Expression ReadAs(IOperation operation, IrType type)
    {
        Expression value = Read(operation);
        return value switch
        {
            _ when value.Type == type || value is Composite => value,
            Number { Value: var number } => new Number(type, type.Kind == Ir.TypeKind.Single ? (float)number : number),
            _ => new Conversion(type, value, IsImplicit: true),
        };
    }

    /// <summary>A part of an array is a copy: <c>b = a[1..]</c> => <c>b = new T[a.Length - 1]; a.Slice(1).CopyTo(b);</c></summary>
    private Expression CopyOf(Part part, Variable? into)
    {
        IrType span = IrType.SpanOf(part.View.Type.Element!);
        IrType array = IrType.ArrayOf(span.Element!);
        Expression copy = DeclareBuffer(array, part.CountOrRest, BufferStorage.Array, into is not null && into.Type == array ? into : null);
        WriteCopy(part.AsSlice(), ConvertedView(copy, span, isImplicit: true));
        return copy;
    }

    /// <summary>C# looks whether a range lies within the array before it makes the copy, which a negative length would prevent in another way.</summary>
    private Part Checked(Part range)
    {
        if (range.CountOrRest is Number { Value: >= 0 } or Length)
        {
            return range;
        }

        Write(new Evaluate(range.AsSlice()));
        return range.Count is Number negative ? range with { Count = negative with { Value = 0 } } : range;
    }

    /// <summary>A declaration's initial value. If it is a new buffer, the variable itself is declared as the buffer.</summary>
    private void ReadInitialiser(Variable variable, IOperation initialiser)
    {
        IOperation inner = Unconverted(initialiser);
        Expression value = inner switch
        {
            _ when IsStackAlloc(inner.Syntax) => ReadStackAlloc(inner, variable),
            IArrayCreationOperation or ICollectionExpressionOperation when TypeFor(inner.Type) == variable.Type || inner is ICollectionExpressionOperation =>
                ReadNewBuffer(inner, variable),
            IArrayElementReferenceOperation { Indices: [IRangeOperation range] } element when IsElement(element) =>
                CopyOf(Checked(ReadRange(element.ArrayReference, range)), variable),
            IInvocationOperation { TargetMethod.Name: "ToArray", Instance: { } span } when TypeFor(span.Type).IsView => CopyOf(Whole(span), variable),
            _ when ReadRentedBuffer(inner, variable) is { } rented => rented,
            _ when ReadPop(inner) is { } popped => popped,
            _ when CloneOf(initialiser) is { } cloned => ReadClone(cloned, variable.Type, variable),
            _ => ReadRoot(initialiser),
        };
        if ((value is Ir.Read { Variable: var declared } && declared == variable) || TakesOver(variable, value, begins: true) || TryClaim(new Read(variable), value))
        {
            return;
        }

        if (value.Type != variable.Type && value.Type.IsView && variable.Type.IsView)
        {
            value = new Conversion(variable.Type, value, IsImplicit: true);
        }

        Write(new Declare(variable, value));
    }

    /// <summary>All of what LINQ is asked to copy.</summary>
    private Part Guarded(IOperation source)
    {
        Part whole = Whole(source);
        Guard(whole.View, source);
        return whole;
    }

    private Part Whole(IOperation view) => new(Simple(Read(view), "view"), new Number(IrType.Int32, 0), null);

    private static IOperation Unconverted(IOperation operation) =>
        operation is IConversionOperation { IsImplicit: true, Operand: { } operand } ? operand : operation;
}
