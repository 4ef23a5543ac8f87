using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// The buffers that a method gives which stays a call, where they are several or have several dimensions: it returns them
/// one behind the other in one array, whose gradient the caller has, and their lengths beside it. The caller's are copies.
/// <code>
/// double[,] F(x) { …; return m; }   =>   double[] F(x, out int rows, out int columns) { …; rows = m.GetLength(0); columns = m.GetLength(1); cells[i * columns + j] = m[i, j]; return cells; }
/// double[,] a = F(b);               =>   double[] all = F(b, out rows, out columns); double[,] a = new double[rows, columns]; a[i, j] = all[i * columns + j];
/// F(b, out q, out r);               =>   double[] all = F(b, out qLength, out rLength); double[] q = new double[qLength]; all.AsSpan(0, qLength).CopyTo(q); …
/// </code>
/// </summary>
internal sealed class PackedResults
{
    private readonly Result[] parts;
    private readonly bool[] isGiven;
    private readonly bool hasNumber;

    private PackedResults(Function packed, Result[] parts, bool[] isGiven, bool hasNumber)
    {
        Packed = packed;
        this.parts = parts;
        this.hasNumber = hasNumber;
        this.isGiven = isGiven;
    }

    /// <summary>The method, whose returns have the buffers as they are: <see cref="Flattened"/> puts them into the array.</summary>
    public Function Packed { get; }

    /// <summary>Whether an array of arrays is among the buffers: each of its rows may have other names.</summary>
    public bool HasRows => Array.Exists(parts, part => part.Type.IsJagged);

    /// <summary>How a method is packed; null if it need not, or cannot, be.</summary>
    public static PackedResults? Of(Function function)
    {
        bool[] isGiven = [.. function.Parameters.Select(IsGiven)];
        Variable[] given = [.. function.Parameters.Where(IsGiven).Select(parameter => parameter.Variable)];
        IrType[] types = [.. function.ReturnType.IsView ? [function.ReturnType] : Enumerable.Empty<IrType>(), .. given.Select(variable => variable.Type)];
        bool isPlain = types.Length == 0 || types is [{ Kind: TypeKind.Array, IsJagged: false }];
        if (isPlain && given.Length == 0)
        {
            return null;
        }

        bool isPackable = types.All(CanBePacked)
            && types.Select(NumberOf).Distinct().Count() == 1
            && (function.ReturnType.IsView || function.ReturnType.Kind is TypeKind.Void or (>= TypeKind.Bool and <= TypeKind.Double))
            && !function.Body.SelfAndDescendants().OfType<Try>().Any(attempt => attempt.Cleanup.SelfAndDescendants().SelectMany(Written.Variables).Intersect(given).Any());
        if (!isPackable)
        {
            return null;
        }

        Identifiers identifiers = Identifiers.After(function);
        Result[] parts = [.. types.Select((type, i) => PartOf(type, types.Length > given.Length ? i == 0 ? "result" : given[i - 1].Name : given[i].Name, identifiers))];
        Variable? number = function.ReturnType == IrType.Void || function.ReturnType.IsView ? null : identifiers.Fresh("value", function.ReturnType);
        Function packed = function with
        {
            ReturnType = IrType.ArrayOf(NumberOf(types[0])),
            Parameters =
            [
                .. function.Parameters.Where(parameter => !IsGiven(parameter)),
                .. (number is null ? Enumerable.Empty<Variable>() : [number]).Concat(parts.SelectMany(part => part.Lengths.Variables)).Select(variable => new Parameter(variable, IsActive: false, ParameterPassing.Out)),
            ],
            Body = given.Length == 0 ? function.Body : Returning(function.Body, given, number, identifiers),
        };
        return new PackedResults(packed, parts, isGiven, number is not null);
    }

    /// <summary>The method with what it returns in one array.</summary>
    /// <param name="function"><see cref="Packed"/>, with what was put in place of calls.</param>
    public Function Flattened(Function function)
    {
        Identifiers identifiers = Identifiers.After(function);
        return function with { Body = function.Body.Expand(statement => statement is Return { Value: { } value } exit ? Ended(exit, value, identifiers) : [statement]) };
    }

    /// <summary>A call of the method by a caller that has no copies: each buffer is what a call gives, and what is written to it is written to that.</summary>
    public IEnumerable<Statement> Sketch(Statement statement, Call call, Dictionary<Call, Call> drawn, Identifiers identifiers)
    {
        Call sketch = PackedCall(call, [], [], call.Method);
        drawn[sketch] = call;
        Read[] buffers = [.. parts.Select(part => new Read(identifiers.Fresh(part.Name, sketch.Type)))];
        Variable[] given = [.. Given(call)];
        IEnumerable<Statement> after = given.Select((variable, i) => new Assign(new Read(variable), buffers[buffers.Length - given.Length + i]));
        IEnumerable<Statement> results = statement is Evaluate ? [] : parts.Length == given.Length
            ? [statement.MapExpressions(expression => ReferenceEquals(expression, call) ? new Constant(call.Type, "default") : expression)]
            : [statement.MapExpressions(expression => ReferenceEquals(expression, call) ? buffers[0] : expression)];
        return [.. buffers.Select(buffer => new Declare(buffer.Variable, sketch) { Origin = statement.Origin }), .. after, .. results];
    }

    /// <summary>A call of the packed method.</summary>
    /// <param name="statement">The statement that calls the method.</param>
    /// <param name="call">The call.</param>
    /// <param name="isFirst">Whether a variable that the call gives begins with it: its declaration is dropped.</param>
    /// <param name="identifiers">Of the caller.</param>
    public IEnumerable<Statement> Unpacked(Statement statement, Call call, Func<Variable, bool> isFirst, Identifiers identifiers)
    {
        Variable[] given = [.. Given(call)];
        int returned = parts.Length - given.Length;
        Variable? declared = (statement as Declare)?.Variable;
        Variable[] number = hasNumber ? [declared ?? identifiers.Fresh(Names.Of(call), call.Type)] : [];
        Result[] received = [.. parts.Select((part, i) => PartOf(part.Type, i >= returned ? given[i - returned].Name : declared?.Name ?? Names.Of(call), identifiers))];
        Variable[] buffers = [.. received.Select((part, i) => (i >= returned ? First(given[i - returned]) : declared) ?? identifiers.Fresh(part.Name, part.Type))];
        Variable[] lengths = [.. received.SelectMany(part => part.Lengths.Variables)];
        Variable all = identifiers.Fresh(Names.Of(call), Packed.ReturnType);
        List<Statement> statements = [.. number.Concat(lengths).Select(variable => new Declare(variable, null)), new Declare(all, PackedCall(call, number, lengths, call.Method with { Packed = call.Method.Body }))];
        Expression start = Formula.Zero(IrType.Int32);
        for (int i = 0; i < received.Length; i++)
        {
            statements.AddRange(received[i].Copied(buffers[i], all, start, identifiers));
            if (i < received.Length - 1)
            {
                Variable end = identifiers.Fresh(received[i].Name + "End", IrType.Int32);
                statements.Add(new Declare(end, i == 0 ? received[i].Count : start + received[i].Count));
                start = new Read(end);
            }
        }

        statements.AddRange(given.Zip(buffers.Skip(returned), (variable, buffer) => (variable, buffer)).Where(pair => pair.variable != pair.buffer).Select(pair => new Assign(new Read(pair.variable), new Read(pair.buffer))));
        if (statement is not (Evaluate or Declare))
        {
            Read result = new(hasNumber ? number[0] : buffers[0]);
            statements.Add(statement.MapExpressions(expression => ReferenceEquals(expression, call) ? result : expression));
        }

        return statements.Select(made => made with { Origin = statement.Origin });

        Variable? First(Variable variable) => isFirst(variable) ? variable : null;
    }

    /// <summary>A call of the packed method that became no call of a half, because no derivative goes through it after all: the method itself is called.</summary>
    public IEnumerable<Statement> Undone(Statement statement, Call call, Identifiers identifiers)
    {
        int returned = parts.Length - isGiven.Count(given => given);
        int passed = isGiven.Count(given => !given);
        Variable[] buffers = [.. parts.Select(part => identifiers.Fresh(part.Name, part.Type))];
        Queue<Variable> given = new(buffers.Skip(returned));
        Queue<int> places = new(Enumerable.Range(0, passed));
        List<Statement> statements = [.. given.Select(variable => new Declare(variable, null))];
        (MethodParameter Parameter, Expression Value)[] arguments = [.. isGiven.Select(isOut => isOut
            ? (new MethodParameter(given.Peek().Name, given.Peek().Type, ParameterUse.Updated) { Passing = ParameterPassing.Out }, new Read(given.Dequeue()))
            : (call.Method.Parameters[places.Peek()], call.Arguments[places.Dequeue()]))];
        Call plain = call with
        {
            Method = call.Method with
            {
                ReturnType = returned > 0 ? parts[0].Type : hasNumber ? call.Arguments[passed].Type.Element! : IrType.Void,
                Packed = null,
                Parameters = [.. arguments.Select(argument => argument.Parameter)],
            },
            Arguments = [.. arguments.Select(argument => argument.Value)],
        };
        statements.Add(returned > 0 ? new Declare(buffers[0], plain) : hasNumber ? new Assign(At(call.Arguments[passed]), plain) : new Evaluate(plain));
        Queue<Expression> lengths = new(call.Arguments.Skip(passed + (hasNumber ? 1 : 0)));
        Variable? all = (statement as Declare)?.Variable;
        Result[] own = [.. parts.Select(part => PartOf(part.Type, part.Name, identifiers))];
        for (int i = 0; i < parts.Length; i++)
        {
            statements.AddRange(own[i].Measured(buffers[i], identifiers));
            statements.AddRange(own[i].Lengths.Variables.Select(length => new Assign(At(lengths.Dequeue()), new Read(length))));
        }

        if (all is not null)
        {
            statements.Add(new Declare(all, new NewBuffer(Packed.ReturnType, own.Select(part => part.Count).Aggregate((sum, count) => sum + count), BufferStorage.Array)));
            Expression start = Formula.Zero(IrType.Int32);
            for (int i = 0; i < parts.Length; i++)
            {
                statements.AddRange(own[i].Put(buffers[i], all, start, identifiers));
                start = i == 0 ? own[i].Count : start + own[i].Count;
            }
        }

        return statements.Select(made => made with { Origin = statement.Origin });

        static Element At(Expression cell) => new(cell, Formula.Zero(IrType.Int32));
    }

    /// <summary>Where a parameter of the method stands among those of <see cref="Packed"/>.</summary>
    public int PlaceOf(int parameter) => isGiven[parameter] ? -1 : parameter - isGiven.Take(parameter).Count(given => given);

    /// <summary>The variables that are declared in the block of the call that gives them their only buffer.</summary>
    /// <param name="body">The caller's body.</param>
    /// <param name="given">What a statement's call gives.</param>
    public static HashSet<Variable> Firsts(Block body, Func<Statement, IEnumerable<Variable>> given)
    {
        HashSet<Variable> once = [.. body.SelfAndDescendants().SelectMany(Written.Variables).GroupBy(variable => variable).Where(writes => !writes.Skip(1).Any()).Select(writes => writes.Key)];
        HashSet<Variable> firsts = [];
        Stack<Block> pending = new([body]);
        while (pending.Count > 0)
        {
            Block block = pending.Pop();
            HashSet<Variable> declared = [];
            foreach (Statement statement in block.Statements)
            {
                firsts.UnionWith(given(statement).Where(variable => declared.Contains(variable) && once.Contains(variable)));
                declared.UnionWith(statement is Declare { Value: null } declare ? [declare.Variable] : []);
                statement.Blocks().ToList().ForEach(pending.Push);
            }
        }

        return firsts;
    }

    /// <summary>The variables of the caller that a call gives buffers to.</summary>
    public IEnumerable<Variable> Given(Call call) => call.Arguments.Where((_, i) => isGiven[i]).Select(argument => ((Read)argument).Variable);

    private static bool IsGiven(Parameter parameter) => parameter is { Passing: ParameterPassing.Out, Variable.Type: { IsView: true, CanBeActive: true } };

    private static bool CanBePacked(IrType type) => type is { Kind: TypeKind.Array or TypeKind.Grid, Rank: <= 3, Element.IsFloatingPoint: true } or { IsJagged: true, Element: { Kind: TypeKind.Array, Element.Kind: TypeKind.Single or TypeKind.Double } };

    private static IrType NumberOf(IrType type) => type.IsJagged ? type.Element!.Element! : type.Element!;

    private static Result PartOf(IrType type, string name, Identifiers identifiers) => new(type, name, GridLengths.Of(type, name, identifiers));

    // F(b, out q, out r)   =>   F(b, out qLength, out rLength)
    private Call PackedCall(Call call, IEnumerable<Variable> number, IEnumerable<Variable> lengths, Method method) => call with
    {
        Method = method with
        {
            ReturnType = Packed.ReturnType,
            Parameters =
            [
                .. method.Parameters.Where((_, i) => !isGiven[i]),
                .. number.Concat(lengths).Select(variable => new MethodParameter(variable.Name, variable.Type, ParameterUse.Updated) { Passing = ParameterPassing.Out }),
            ],
        },
        Arguments = [.. call.Arguments.Where((_, i) => !isGiven[i]), .. number.Concat(lengths).Select(variable => new Read(variable))],
    };

    // q = a; r = b; return;   =>   return (a, b);
    private static Block Returning(Block body, Variable[] given, Variable? number, Identifiers identifiers)
    {
        Block returning = Ending(body.Statements.Completes() ? new Block([.. body.Statements, new Return(null)]) : body);
        return returning.Variables().Intersect(given).Aggregate(returning, Declared);

        Block Ending(Block block)
        {
            List<Statement> statements = [.. block.Statements.Select(statement => statement.MapBlocks(Ending))];
            if (statements.LastOrDefault() is not Return exit)
            {
                return new Block(statements.ToEquatableArray());
            }

            statements.RemoveAt(statements.Count - 1);
            Expression? value = exit.Value;
            if (number is not null)
            {
                statements.Add(new Assign(new Read(number), value!) { Origin = exit.Origin });
                value = null;
            }
            else if (value is not (null or Read))
            {
                Variable named = identifiers.Fresh("result", value.Type);
                statements.Add(new Declare(named, value) { Origin = exit.Origin });
                value = new Read(named);
            }

            Expression[] last = [.. value is null ? Enumerable.Empty<Expression>() : [value], .. given.Select(variable => (Expression)(Taken(statements, variable) ?? new Read(variable)))];
            statements.Add(exit with { Value = new TupleValue([.. last.Select(part => new TupleElement(null, part))]) });
            return new Block(statements.ToEquatableArray());
        }
    }

    // The buffer that a block assigns before its end, if nothing sees the variable after that and the buffer keeps its name.
    private static Read? Taken(List<Statement> statements, Variable given)
    {
        for (int i = statements.Count - 1; i >= 0; i--)
        {
            Statement[] all = [.. statements[i].SelfAndDescendants()];
            if (statements[i] is Assign { Target: Read { Variable: var target }, Value: Read { Variable: var source } value } && target == given && source != given)
            {
                bool isKept = !statements.Skip(i + 1).SelectMany(later => later.SelfAndDescendants()).SelectMany(Written.Variables).Contains(source);
                statements.RemoveRange(i, isKept ? 1 : 0);
                return isKept ? value : null;
            }

            if (all.SelectMany(statement => statement.Mentions()).Contains(given) || Array.Exists(all, statement => statement is Return))
            {
                return null;
            }
        }

        return null;
    }

    // A variable begins in the innermost block that has all of it.
    private static Block Declared(Block block, Variable variable)
    {
        List<Statement> statements = [.. block.Statements];
        int[] places = [.. Enumerable.Range(0, statements.Count).Where(i => statements[i].SelfAndDescendants().Any(statement => statement.Mentions().Contains(variable)))];
        int first = places[0];
        Block[] inner = [.. statements[first].Blocks().Where(part => part.Variables().Contains(variable))];
        if (places.Length == 1 && inner.Length == 1 && statements[first] is If && !statements[first].Mentions().Contains(variable))
        {
            statements[first] = statements[first].MapBlocks(part => ReferenceEquals(part, inner[0]) ? Declared(part, variable) : part);
        }
        else
        {
            statements.Insert(first, new Declare(variable, null));
        }

        return new Block(statements.ToEquatableArray());
    }

    private IEnumerable<Statement> Ended(Return exit, Expression value, Identifiers identifiers)
    {
        List<Statement> statements = [];
        Expression[] given = value is TupleValue tuple ? [.. tuple.Elements.Select(element => element.Value)] : [value];
        for (int i = 0; i < given.Length; i++)
        {
            Result part = parts[i];
            if (given[i] is not Read { Variable: var buffer })
            {
                buffer = identifiers.Fresh(part.Name, part.Type);
                statements.Add(new Declare(buffer, given[i]));
            }

            Result own = PartOf(part.Type, part.Name, identifiers);
            statements.AddRange(own.Measured(buffer, identifiers));
            statements.AddRange(own.Lengths.Variables.Zip(part.Lengths.Variables, (length, given) => new Assign(new Read(given), new Read(length))));
            if (part.Type.IsUncut)
            {
                Variable cells = identifiers.Fresh(part.Name + "Cells", Packed.ReturnType);
                statements.Add(new Declare(cells, new NewBuffer(cells.Type, own.Count, BufferStorage.Array)));
                statements.AddRange(own.Put(buffer, cells, Formula.Zero(IrType.Int32), identifiers));
                buffer = cells;
            }

            given[i] = new Read(buffer);
        }

        Expression all = given.Length == 1 ? given[0] : new TupleValue([.. given.Select(part => new TupleElement(null, part))]);
        return statements.Select(made => made with { Origin = exit.Origin }).Append(exit with { Value = all });
    }

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
