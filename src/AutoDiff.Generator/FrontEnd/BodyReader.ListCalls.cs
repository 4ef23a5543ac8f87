using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>What changes a list that the method creates.</content>
internal sealed partial class BodyReader
{
    /// <summary>What a list's own methods do to it; null if it is another call.</summary>
    private Constant? ReadListCall(IInvocationOperation operation)
    {
        if (OwnListOf(operation.Instance) is not { } list)
        {
            return null;
        }

        IOperation[] arguments = [.. operation.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => argument.Value)];
        IrType element = list.Buffer.Type.Element!;
        Number one = new(IrType.Int32, 1);
        switch (operation.TargetMethod.Name)
        {
            case "Add":
                Expression added = Simple(ReadAs(arguments[0], element), "added");
                Reserve(list, one);
                AssignLeaves(ElementOf(list.Buffer, list.Count!), added);
                Write(new Accumulate(list.Count!, one));
                return Nothing;
            case "AddRange" when TypeFor(TypeOf(Unconverted(arguments[0]))) is { IsView: true, IsUncut: false }:
                Expression items = Kept(Read(Unconverted(arguments[0])), "items");
                Expression more = Simple(LengthOf(items), "more");
                Reserve(list, more);
                WriteCopy(AsSpan(items), SliceOf(AsSpan(list.Buffer), list.Count!, more));
                Write(new Accumulate(list.Count!, more));
                return Nothing;
            case "Insert":
                Expression[] inserted = [.. ReadInOrder(arguments).Select(argument => Simple(argument, "inserted"))];
                Reserve(list, one);
                Expression behind = Simple(Minus(list.Count!, inserted[0]), "behind");
                WriteCopy(SliceOf(AsSpan(list.Buffer), inserted[0], behind), SliceOf(AsSpan(list.Buffer), Sum(inserted[0], one), behind));
                AssignLeaves(ElementOf(list.Buffer, inserted[0]), inserted[1] is Composite ? inserted[1] : As(inserted[1], element));
                Write(new Accumulate(list.Count!, one));
                return Nothing;
            case "RemoveAt":
                Expression removed = Simple(Read(arguments[0]), "removed");
                Expression rest = Simple(Minus(Minus(list.Count!, removed), one), "rest");
                WriteCopy(SliceOf(AsSpan(list.Buffer), Sum(removed, one), rest), SliceOf(AsSpan(list.Buffer), removed, rest));
                Write(new Assign(list.Count!, Minus(list.Count!, one)));
                return Nothing;
            case "Clear":
                Write(new Assign(list.Count!, new Number(IrType.Int32, 0)));
                return Nothing;
            case "ToArray" or "CopyTo":
                return null;
            default:
                return Refuse(operation, Fence.AssignedList);
        }
    }

    /// <summary>Makes room for more elements.</summary>
    private void Reserve(OwnList list, Expression more)
    {
        Expression needed = more is Number { Value: 1 } ? list.Count! : Simple(new Binary(BinaryOperator.Add, list.Count!, more), "needed");
        Block grow = BlockOf(() =>
        {
            Expression size = new Binary(BinaryOperator.Add, new Binary(BinaryOperator.Multiply, new Number(IrType.Int32, 2), needed), new Number(IrType.Int32, FirstCapacity));
            columnsName = "grown";
            IrType type = list.Buffer.Type with { Kind = Ir.TypeKind.Array };
            Expression grown = DeclareBuffer(type, size, BufferStorage.Array, NewBufferVariable("grown", type));
            columnsName = null;
            WriteCopy(list.View, AsSpan(grown));
            AssignLeaves(list.Buffer, grown);
        });
        BinaryOperator isFull = more is Number { Value: 1 } ? BinaryOperator.Equal : BinaryOperator.Greater;
        Write(new If(new Binary(isFull, needed, LengthOf(list.Buffer)), grow, Block.Empty));
    }
}
