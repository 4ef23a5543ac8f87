using System;
using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>Elements, lengths and slices of spans and arrays.</content>
internal sealed partial class BodyReader
{
    private bool IsElement(IOperation operation) => operation switch
    {
        IArrayElementReferenceOperation element => TypeFor(TypeOf(element.ArrayReference)).IsView,
        IImplicitIndexerReferenceOperation indexer => TypeFor(TypeOf(indexer.Instance)).IsView,
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance, Arguments.Length: 1 } => TypeFor(TypeOf(instance)).IsView,
        _ => false,
    };

    private Expression ReadProperty(IPropertyReferenceOperation operation)
    {
        if (IsElement(operation))
        {
            return ReadElement(operation);
        }

        if (ReadGenericConstant(operation) is { } constant)
        {
            return constant;
        }

        if (ReadReferred(operation) is { } referred)
        {
            return referred;
        }

        if (operation is { Instance: null, Property.Name: "Empty" } && TypeFor(operation.Type) is { Kind: Ir.TypeKind.Span or Ir.TypeKind.ReadOnlySpan } empty)
        {
            return new Constant(empty, "default");
        }

        if (operation.Instance is { } holder && operation.Property.ContainingType.TypeKind != Microsoft.CodeAnalysis.TypeKind.Interface && IsInParts(holder))
        {
            return ReadMember(operation, holder);
        }

        if (operation.Instance is { } instance && TypeFor(TypeOf(instance)) is { IsView: true } held)
        {
            switch (operation.Property.Name)
            {
                case "Span" when TypeReader.IsMemory(instance.Type):
                    return Read(instance);
                case "Count" when OwnListOf(instance) is { Count: { } count }:
                    return count;
                case "Length":
                case "Count" when held.Kind == Ir.TypeKind.List || IsBufferBehind(instance):
                    return LengthOf(Read(instance));
                case "Rank" when held.Kind == Ir.TypeKind.Grid:
                    return new Number(IrType.Int32, held.Rank);
                case "IsEmpty":
                    return new Binary(BinaryOperator.Equal, LengthOf(Read(instance)), new Number(IrType.Int32, 0));
            }
        }

        if (ReadKnownConstant(operation) is { } known)
        {
            return known;
        }

        if (operation.Property.GetMethod is { } declared)
        {
            (IMethodSymbol getter, bool isExact) = Implementation(declared, operation.Instance, operation.ConstrainedToType);
            if (getter.ContainingType is { } owner && !SymbolEqualityComparer.Default.Equals(getter, declared) && TypeFor(owner).Kind == Ir.TypeKind.Aggregate
                && AggregateReader.IndexOf((IPropertySymbol)getter.AssociatedSymbol!) is >= 0 and var index && Member(Read(operation.Instance!), index) is { } member)
            {
                return Stored(operation, getter.AssociatedSymbol!, member);
            }

            if (ReadHelperCall(operation, getter, ReceiverOf(operation.Instance, getter), operation.Arguments, isExact) is { } computed)
            {
                return computed;
            }

            if (operation.ConstrainedToType is not null && !reading.IsRoot)
            {
                return getter.AssociatedSymbol is { ContainingType: { } container } property && !SymbolEqualityComparer.Default.Equals(getter, declared) && reading.CanName(property) && !TypeFor(operation.Type).IsView
                    ? new Opaque(TypeFor(operation.Type), [container.GlobalName() + "." + ConstantReader.Escaped(property.Name)], []) { Site = Site(operation) }
                    : Refuse(operation, Fence.TypeParameter);
            }
        }

        return Whole(ReadOpaque(operation), TypeFor(operation.Type));
    }

    /// <summary>A property of a value that is taken apart: a member of it, or computed from them.</summary>
    private Expression ReadMember(IPropertyReferenceOperation operation, IOperation holder)
    {
        IPropertySymbol property = operation.Property;
        if (IsOwnObject(holder) && IsOverridable(property))
        {
            return Refuse(operation, Fence.Overridable);
        }

        if (AggregateReader.IndexOf(property) is >= 0 and var index)
        {
            return Member(Holder(holder), index) is { } member ? Stored(operation, property, member) : Refuse(operation);
        }

        return property.GetMethod is { } getter && ReadHelperCall(operation, getter, ReceiverOf(holder, getter), operation.Arguments) is { } computed
            ? computed
            : ReadKnownProperty(operation, holder) ?? Whole(ReadOpaque(operation), TypeFor(property.Type));
    }

    /// <summary><c>view[i]</c>, <c>view[^k]</c> => <c>view[view.Length - k]</c>, <c>view[a..b]</c> => a slice, or a copy if the view is an array.</summary>
    private Expression ReadElement(IOperation operation)
    {
        if (!IsElement(operation))
        {
            return ReadOpaque(operation);
        }

        if (operation is IArrayElementReferenceOperation { Indices.IsEmpty: true })
        {
            reading.HasCompileErrors = true;
            return Placeholder(operation);
        }

        if (operation is IArrayElementReferenceOperation { Indices: { Length: > 1 } indices } cell)
        {
            if (cell.ArrayReference.Type is IArrayTypeSymbol array && array.Rank != indices.Length)
            {
                reading.HasCompileErrors = true;
                return Placeholder(operation);
            }

            Expression[] located = ReadInOrder([cell.ArrayReference, .. indices]);
            return ElementOf(located[0], new Position([.. located.Skip(1).Select(AsIndex)]));
        }

        (IOperation view, IOperation index) = operation switch
        {
            IArrayElementReferenceOperation element => (element.ArrayReference, element.Indices[0]),
            IImplicitIndexerReferenceOperation indexer => (indexer.Instance, indexer.Argument),
            IPropertyReferenceOperation property => (property.Instance!, property.Arguments[0].Value),
            _ => throw new InvalidOperationException(),
        };

        if (index is IRangeOperation range)
        {
            if (TypeFor(view.Type).IsUncut)
            {
                return Refuse(operation, Fence.AssignedRow);
            }

            Part part = ReadRange(view, range);
            return part.View.Type.Kind == Ir.TypeKind.Array ? CopyOf(Checked(part), null) : part.AsSlice();
        }

        if (OwnListOf(view) is { Count: { } listed } list)
        {
            // What the index is computed by may change the list.
            Expression place = index is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } last ? Minus(listed, Read(last.Operand)) : AsIndex(Read(IndexFromStart(index) ?? index));
            return ElementOf(list.View, place);
        }

        if (index is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } fromEnd)
        {
            Expression[] counted = InOrder(() => Simple(Read(view), "view"), () => Read(fromEnd.Operand));
            return ElementOf(counted[0], FromEnd(counted[0], counted[1]));
        }

        if (IndexFromStart(index) is not { } start)
        {
            Fence.Refuse(reading, index.Syntax, Fence.IndexValue);
            return Placeholder(operation);
        }

        Expression[] parts = ReadInOrder([view, start]);
        return ElementOf(parts[0], AsIndex(parts[1]));
    }

    /// <summary>An index or a length as the <c>int</c> that spans take. Arrays take any integer, and no array has more elements than an <c>int</c> counts.</summary>
    private Expression AsIndex(Expression index) => (index, index.Type.Kind) switch
    {
        (Number number, Ir.TypeKind.UInt32 or Ir.TypeKind.Int64 or Ir.TypeKind.UInt64) => new Number(IrType.Int32, number.Value),

        // What is too large becomes negative, and is out of range all the same.
        (_, Ir.TypeKind.UInt32) => new Conversion(IrType.Int32, index, IsImplicit: false) { Overflow = OverflowOf(isChecked: false) },
        (_, Ir.TypeKind.Int64 or Ir.TypeKind.UInt64 or Ir.TypeKind.NInt or Ir.TypeKind.NUInt) => new Conversion(IrType.Int32, index, IsImplicit: false) { Overflow = OverflowOf(isChecked: true) },
        _ => index,
    };

    /// <summary>A part of a view. <paramref name="View"/> and <paramref name="Start"/> can be written twice.</summary>
    private sealed record Part(Expression View, Expression Start, Expression? Count)
    {
        public Expression CountOrRest => Count ?? Minus(LengthOf(View), Start);

        public Expression AsSlice() =>
            Count is null && Start is Number { Value: 0 } ? AsSpan(View) : SliceOf(AsSpan(View), Start, Count);
    }

    private Part ReadRange(IOperation view, IRangeOperation range)
    {
        Expression[] parts = InOrder(
            () => Simple(Read(view), "view"),
            () => ReadBound(range.LeftOperand),
            () => ReadBound(range.RightOperand));
        Expression start = Bound(range.LeftOperand, parts[0], parts[1]);
        if (range.RightOperand is null)
        {
            return new Part(parts[0], start, null);
        }

        Expression end = Bound(range.RightOperand, parts[0], parts[2]);
        if (start is Number { Value: 0 })
        {
            return new Part(parts[0], start, end);
        }

        start = Simple(start, "start");
        return new Part(parts[0], start, Minus(end, start));
    }

    /// <summary>The integer of a bound, before it is counted from the end; an open bound counts as zero.</summary>
    private Expression ReadBound(IOperation? bound) => bound switch
    {
        null => new Number(IrType.Int32, 0),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } fromEnd => Read(fromEnd.Operand),
        _ when IndexFromStart(bound) is { } start => Read(start),
        _ => Refuse(bound, Fence.IndexValue),
    };

    private static Expression Bound(IOperation? bound, Expression view, Expression value) =>
        bound is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } ? FromEnd(view, value) : value;

    private static Expression FromEnd(Expression view, Expression count) => Minus(LengthOf(view), count);

    private static Expression Minus(Expression left, Expression right) => (left, right) switch
    {
        (_, Number { Value: 0 }) => left,
        (Number a, Number b) => new Number(a.Type, a.Value - b.Value),
        (Binary { Operator: BinaryOperator.Subtract, Left: Length length, Right: Number a }, Number b) => Minus(length, new Number(a.Type, a.Value + b.Value)),
        _ => new Binary(BinaryOperator.Subtract, left, right),
    };

    /// <summary>The integer inside an index that counts from the start; null if it is an <c>Index</c> value.</summary>
    private IOperation? IndexFromStart(IOperation index)
    {
        if (index is IConversionOperation { IsImplicit: true, Operand: { } operand } && index.Type.Is("System.Index"))
        {
            return operand;
        }

        return TypeFor(index.Type).IsInteger ? index : null;
    }

    /// <summary>Slices and methods belong to spans: an array is converted.</summary>
    private static Expression AsSpan(Expression view) =>
        view.Type.Kind == Ir.TypeKind.Array ? ConvertedView(view, IrType.SpanOf(view.Type.Element!), isImplicit: false) : view;

    /// <summary><c>new Span&lt;T&gt;(array, start, length)</c></summary>
    private Expression ReadSpanCreation(IObjectCreationOperation operation, IrType type)
    {
        if (type.Kind == Ir.TypeKind.List)
        {
            return Refuse(operation, type.Element!.HoldsViews ? Fence.ListOfBuffers : Fence.AssignedList);
        }

        if (operation.Arguments.Length is not (1 or 3) || !TypeFor(operation.Arguments[0].Value.Type).IsView)
        {
            return ReadOpaque(operation);
        }

        Expression[] parts = ReadArguments(operation.Arguments);
        Expression view = ConvertedView(parts[0], type, isImplicit: true);
        return parts.Length == 1 ? view : SliceOf(view, parts[1], parts[2]);
    }
}
