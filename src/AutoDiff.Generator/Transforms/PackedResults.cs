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
internal sealed partial class PackedResults
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
}
