using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Transforms;

/// <content>Where a buffer stands in the one array.</content>
internal sealed partial class PackedResults
{
    private static Expression From(Expression start, Expression index) => start is Number { Value: 0 } ? index : start + index;

    private static Slice Part(Variable all, Expression start, Expression count) => new(new Conversion(IrType.SpanOf(all.Type.Element!), new Read(all), IsImplicit: true), start, count);

    /// <summary>One of the buffers.</summary>
    /// <param name="Type">Its type.</param>
    /// <param name="Name">What to call it.</param>
    /// <param name="Lengths">Its lengths.</param>
    private sealed record Result(IrType Type, string Name, GridLengths Lengths)
    {
        // A row's length is two numbers before the rows: a float has all integers up to 2^24 only.
        private static readonly Number HeadSize = new(IrType.Int32, 65_536);

        /// <summary>How much of the array it takes.</summary>
        public Expression Count => Type.IsJagged ? new Read(Lengths.Variables[1]) : Lengths.Count;

        /// <summary>The variables with the lengths of a buffer.</summary>
        public IEnumerable<Statement> Measured(Variable buffer, Identifiers identifiers)
        {
            if (!Type.IsJagged)
            {
                return Lengths.Declared(new Read(buffer));
            }

            (Read rows, Read all) = (new(Lengths.Variables[0]), new(Lengths.Variables[1]));
            return
            [
                new Declare(rows.Variable, new Length(new Read(buffer))),
                new Declare(all.Variable, Heads(rows)),
                ForEachRow(identifiers, row => [new Assign(all, all + new Length(new Element(new Read(buffer), row)))]),
            ];
        }

        /// <summary>A buffer into the array, from a place on.</summary>
        public IEnumerable<Statement> Put(Variable buffer, Variable all, Expression start, Identifiers identifiers)
        {
            if (Type.Kind == TypeKind.Grid)
            {
                return [Lengths.ForEach(identifiers, (place, index) => new Assign(new Element(new Read(all), From(start, index)), new Element(new Read(buffer), place)))];
            }

            if (!Type.IsJagged)
            {
                return [new Copy(new Read(buffer), Part(all, start, Count))];
            }

            Read next = new(identifiers.Fresh(Name + "Next", IrType.Int32));
            return
            [
                new Declare(next.Variable, From(start, Heads(new Read(Lengths.Variables[0])))),
                ForEachRow(identifiers, row =>
                {
                    Read length = new(identifiers.Fresh(Name + "RowLength", IrType.Int32));
                    Read column = new(identifiers.Fresh("j", IrType.Int32));
                    Element source = new(new Read(buffer), row);
                    return
                    [
                        new Declare(length.Variable, new Length(source)),
                        new Assign(Head(all, start, row, 0), new Conversion(all.Type.Element!, new Binary(BinaryOperator.Divide, length, HeadSize), IsImplicit: false)),
                        new Assign(Head(all, start, row, 1), new Conversion(all.Type.Element!, new Binary(BinaryOperator.Remainder, length, HeadSize), IsImplicit: false)),
                        new For(column.Variable, Formula.Zero(IrType.Int32), BinaryOperator.Less, length, 1, new Block([new Assign(new Element(new Read(all), next + (Expression)column), new Element(source, column))])),
                        new Assign(next, next + (Expression)length),
                    ];
                }),
            ];
        }

        /// <summary>The part of an array as a buffer of its own.</summary>
        public IEnumerable<Statement> Copied(Variable buffer, Variable all, Expression start, Identifiers identifiers)
        {
            if (Type.Kind == TypeKind.Grid)
            {
                return
                [
                    new Declare(buffer, Lengths.NewGrid(Type)),
                    Lengths.ForEach(identifiers, (place, index) => new Assign(new Element(new Read(buffer), place), new Element(new Read(all), From(start, index)))),
                ];
            }

            if (!Type.IsJagged)
            {
                return [new Declare(buffer, new NewBuffer(Type, Count, BufferStorage.Array)), new Copy(Part(all, start, Count), new Read(buffer))];
            }

            Read rows = new(Lengths.Variables[0]);
            Read next = new(identifiers.Fresh(Name + "Next", IrType.Int32));
            return
            [
                new Declare(buffer, new NewBuffer(Type, rows, BufferStorage.Array)),
                new Declare(next.Variable, From(start, Heads(rows))),
                ForEachRow(identifiers, row =>
                {
                    Read length = new(identifiers.Fresh(Name + "RowLength", IrType.Int32));
                    Read copy = new(identifiers.Fresh(Name + "Row", Type.Element!));
                    return
                    [
                        new Declare(length.Variable, (Size(Head(all, start, row, 0)) * HeadSize) + Size(Head(all, start, row, 1))),
                        new Declare(copy.Variable, new NewBuffer(copy.Type, length, BufferStorage.Array)),
                        new Copy(Part(all, next, length), copy),
                        new Assign(new Element(new Read(buffer), row), copy),
                        new Assign(next, next + (Expression)length),
                    ];
                }),
            ];
        }

        // A constant, of which nobody has to be told that it has no derivative.
        private static Conversion Size(Element head) => new Conversion(IrType.Int32, Constant(head), IsImplicit: false);

        private static Call Constant(Expression value) =>
            new(new Method(new TypeName("AutoDiff", "Diff"), "StopGradient", value.Type, [new MethodParameter("value", value.Type, ParameterUse.Input)]) { IsConstant = true, IsPure = true }, [value]);

        private static Expression Heads(Expression rows) => new Number(IrType.Int32, 2) * rows;

        private static Element Head(Variable all, Expression start, Expression row, int part)
        {
            Expression index = From(start, Heads(row));
            return new Element(new Read(all), part == 0 ? index : index + Formula.One(IrType.Int32));
        }

        private For ForEachRow(Identifiers identifiers, Func<Read, Statement[]> body)
        {
            Read row = new(identifiers.Fresh("i", IrType.Int32));
            return new For(row.Variable, Formula.Zero(IrType.Int32), BinaryOperator.Less, new Read(Lengths.Variables[0]), 1, new Block([.. body(row)]));
        }
    }
}
