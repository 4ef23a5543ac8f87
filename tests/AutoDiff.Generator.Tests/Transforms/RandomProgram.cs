using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using static AutoDiff.Generator.Ir.Formula;

namespace AutoDiff.Generator.Tests.Transforms;

/// <summary>
/// Writes random structured programs over a buffer <c>p</c> and two scalars: nested loops that end, branches, exits in any
/// place, also out of <c>try</c> and <c>switch</c>, unreachable code, reads that may throw, views that look into one
/// buffer now and into another one then.
/// </summary>
internal sealed class RandomProgram
{
    private readonly Random random;
    private readonly Variable buffer;
    private readonly List<Variable> doubles = [];
    private readonly List<Variable> integers = [];
    private readonly List<Variable> views = [];
    private readonly bool returnsValue;
    private int nextId;
    private int budget = 40;
    private int breaks;
    private int continues;
    private bool isCleanup;

    private RandomProgram(int seed)
    {
        random = new Random(seed);
        returnsValue = random.Next(4) > 0;
        buffer = New("p", IrType.SpanOf(IrType.Double));
    }

    public static Function Create(int seed)
    {
        var program = new RandomProgram(seed);
        Variable x = program.New("x", IrType.Double);
        Variable n = program.New("n", IrType.Int32);
        program.doubles.Add(x);
        program.integers.Add(n);
        program.views.Add(program.buffer);
        List<Statement> body = [.. program.Block(3).Statements];
        if (program.returnsValue)
        {
            body.Add(new Return(program.Number(1)));
        }

        return new Function(
            "F",
            [new Parameter(program.buffer, true), new Parameter(x, true), new Parameter(n, false)],
            program.returnsValue ? IrType.Double : IrType.Void,
            new Block(body.ToEquatableArray()));
    }

    private static Block Nothing => new([]);

    private Variable New(string name, IrType type) => new(name, type, nextId++);

    private Block Block(int depth)
    {
        int doublesBefore = doubles.Count;
        int integersBefore = integers.Count;
        int viewsBefore = views.Count;
        var statements = new List<Statement>();
        for (int count = random.Next(1, 5); count > 0 && budget > 0; count--)
        {
            budget--;
            statements.AddRange(Statement(depth));
        }

        doubles.RemoveRange(doublesBefore, doubles.Count - doublesBefore);
        integers.RemoveRange(integersBefore, integers.Count - integersBefore);
        views.RemoveRange(viewsBefore, views.Count - viewsBefore);
        return new Block(statements.ToEquatableArray());
    }

    private IEnumerable<Statement> Statement(int depth)
    {
        switch (random.Next(depth > 0 ? 20 : 11))
        {
            case 0:
                Variable local = New("t", IrType.Double);
                Expression value = Number(2);
                doubles.Add(local);
                return [new Declare(local, value)];
            case 1:
                return [new Assign(Read(Pick(doubles)), Number(2))];
            case 2:
                return [new Accumulate(new Element(Read(Pick(views)), Index()), Number(1))];
            case 3:
                return [new Assign(new Element(Read(Pick(views)), Index()), Number(2))];
            case 4:
                return [new Accumulate(Read(Pick(doubles)), Number(1))];
            case 5 or 6:
                return isCleanup ? [] : [Exit()];
            case 7:
                return random.Next(6) == 0 ? [new Throw(new Opaque(new IrType(TypeKind.Other, "Exception"), ["new Exception()"], []))] : [];
            case 8:
                Variable view = New("v", buffer.Type);
                Expression seen = random.Next(3) == 0 ? new NewBuffer(view.Type, Literal(IrType.Int32, 4), BufferStorage.Array) : View();
                views.Add(view);
                return [new Declare(view, seen)];
            case 9:
                return views.Count > 1 ? [new Assign(Read(views[random.Next(1, views.Count)]), View())] : [];
            case 10:
                return [new Copy(View(), View())];
            case 11 or 12 or 13:
                return [new If(Condition(), Block(depth - 1), random.Next(2) == 0 ? Block(depth - 1) : Nothing)];
            case 14 or 15:
                return [Counted(depth)];
            case 16:
                return [Attempt(depth)];
            case 17:
                breaks++;
                Leavable choice = new(Exits.Break, Block(depth - 1));
                breaks--;
                return [choice];
            case 18:
                continues++;
                Leavable part = new(Exits.Continue, Block(depth - 1));
                continues--;
                return [part];
            default:
                return Conditional(depth);
        }
    }

    private Try Attempt(int depth)
    {
        Block body = Block(depth - 1);
        bool wasCleanup = isCleanup;
        isCleanup = true;
        Block cleanup = Block(depth - 1);
        isCleanup = wasCleanup;
        return new Try(body, cleanup);
    }

    private Statement Exit() => random.Next(4) switch
    {
        1 when breaks > 0 => new Break(),
        2 or 3 when continues > 0 => new Continue(),
        > 0 when breaks > 0 => new Break(),
        _ => new Return(returnsValue ? Number(1) : null),
    };

    private For Counted(int depth)
    {
        Variable counter = New("i", IrType.Int32);
        int step = random.Next(2) == 0 ? 1 : -1;
        integers.Add(counter);
        breaks++;
        continues++;
        Block body = Block(depth - 1);
        breaks--;
        continues--;
        integers.Remove(counter);
        Expression far = new Binary(BinaryOperator.Remainder, Read(integers[0]), Literal(IrType.Int32, 5));
        Expression zero = Literal(IrType.Int32, 0);
        return step > 0
            ? new For(counter, zero, BinaryOperator.Less, far, step, body)
            : new For(counter, far, BinaryOperator.GreaterOrEqual, zero, step, body);
    }

    /// <summary>A <c>while</c> that counts first, so that it ends however often it continues.</summary>
    private IEnumerable<Statement> Conditional(int depth)
    {
        Variable counter = New("k", IrType.Int32);
        breaks++;
        continues++;
        Block body = Block(depth - 1);
        breaks--;
        continues--;
        Expression inTime = Less(Read(counter), 4);
        Assign count = new(Read(counter), Read(counter) + 1);
        yield return new Declare(counter, Literal(IrType.Int32, 0));
        yield return random.Next(3) switch
        {
            0 => new While(True, new Block([count, new If(Opposite(inTime), new Block([new Break()]), Nothing), .. body.Statements])),
            1 => new While(Both(inTime, Condition()), new Block([count, .. body.Statements])),
            _ => new While(inTime, new Block([count, .. body.Statements])),
        };
    }

    private Expression Condition() => random.Next(5) switch
    {
        0 => Less(Read(Pick(integers)), random.Next(4)),
        1 => Equal(new Binary(BinaryOperator.Remainder, Read(Pick(integers)), Literal(IrType.Int32, 2)), 0),
        2 => Not(Greater(new Element(Read(Pick(views)), Index()), Number(1))),
        3 => Either(Less(Number(1), Number(1)), GreaterOrEqual(Read(Pick(integers)), 2)),
        _ => Less(Number(1), Number(1)),
    };

    /// <summary>Once in a while outside of the buffer.</summary>
    private Expression Index() => random.Next(40) == 0
        ? Read(Pick(integers)) + 5
        : Choose(Both(GreaterOrEqual(Read(Pick(integers)), 0), Less(Read(integers[0]), 0)), 0, Literal(IrType.Int32, random.Next(4)));

    private Expression Number(int depth) => random.Next(depth > 0 ? 5 : 2) switch
    {
        0 => Literal(IrType.Double, random.Next(-3, 4)),
        1 => Read(Pick(doubles)),
        2 => new Element(Read(Pick(views)), Index()),
        3 => Number(depth - 1) - Number(depth - 1),
        _ => Number(depth - 1) * Number(depth - 1),
    };

    /// <summary>Once in a while a part, too short for some indices.</summary>
    private Expression View() => random.Next(12) switch
    {
        0 => new Slice(Read(Pick(views)), Literal(IrType.Int32, random.Next(2)), null),
        1 or 2 => new Conditional(Condition(), Read(Pick(views)), Read(Pick(views))),
        _ => Read(Pick(views)),
    };

    private Variable Pick(List<Variable> variables) => variables[random.Next(variables.Count)];
}
