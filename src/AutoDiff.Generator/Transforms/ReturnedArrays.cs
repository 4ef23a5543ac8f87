using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// Arrays that methods give which stay calls, on both sides of the call. Each has one name in the caller, and the columns
/// of an array of structures come as one array:
/// <code>
/// a = F(b);                    =>   double[] f = F(b); double[] fCopy = new double[f.Length]; f.CopyTo(fCopy); a = fCopy;
/// F(b, out real, out imaginary) =>   double[] f = F(b); Span&lt;double&gt; real = f.AsSpan(0, f.Length / 2), imaginary = f.AsSpan(f.Length / 2);
/// </code>
/// </summary>
internal static class ReturnedArrays
{
    /// <summary>Whether the array that a function returns may have another name already, or be none.</summary>
    /// <param name="function">The method.</param>
    /// <param name="isPair">Whether what a method gives is its own because the same is asked of it.</param>
    public static bool MayLend(Function function, System.Func<string, bool> isPair)
    {
        Roots roots = Roots.Of(function);
        HashSet<Variable> own = [.. function.Body.SelfAndDescendants().OfType<Declare>().Where(declare => declare.Value is NewBuffer || IsGiven(declare.Value)).Select(declare => declare.Variable)];
        bool IsGiven(Expression? value) => value is Call { Method: { GivesOwn: true, Body: { } key } } && isPair(key);
        return !Returned(function).All(value => value is NewBuffer || IsGiven(value) || (roots.AllOf(value) is { Count: > 0 } all && all.All(own.Contains)));
    }

    /// <summary>The methods whose arrays a function may return.</summary>
    public static IEnumerable<string> GivenBy(Function function)
    {
        Roots roots = Roots.Of(function);
        HashSet<Variable> returned = [.. Returned(function).SelectMany(roots.AllOf)];
        return function.Body.SelfAndDescendants().OfType<Declare>().Where(declare => returned.Contains(declare.Variable)).Select(declare => declare.Value)
            .Concat(Returned(function))
            .OfType<Call>()
            .Select(call => call.Method.Body)
            .OfType<string>();
    }

    /// <summary>Whether a row of an array of arrays that a function returns may have another name, be it that of another row.</summary>
    /// <param name="function">The method.</param>
    /// <param name="isPair">Whether rows that a method gives are its own because the same is asked of it.</param>
    public static bool MayLendRows(Function function, System.Func<string, bool> isPair)
    {
        Families families = Families.Of(function, type => type.Kind == TypeKind.Array);
        Roots roots = Roots.Of(function);
        HashSet<Variable> returned = [.. Returned(function).OfType<Read>().Where(array => array.Type.IsJagged).Select(array => families.Of(array.Variable))];
        HashSet<Variable> given = [.. function.Body.SelfAndDescendants().OfType<Declare>().Where(declare => declare.Value is Call { Method.Body: { } key } && isPair(key)).Select(declare => declare.Variable)];
        HashSet<Statement> own = [];
        Stack<Block> pending = new([function.Body]);
        while (pending.Count > 0)
        {
            Block block = pending.Pop();
            own.UnionWith(block.Statements.Where(statement => IsOwnRow(statement, block)));
            own.UnionWith(block.Statements.OfType<For>().SelectMany(loop => loop.Body.Statements.Where(statement => IsRowOf(statement, loop, block, given))));
            block.Statements.SelectMany(statement => statement.Blocks()).ToList().ForEach(pending.Push);
        }

        Assign[] rows = [.. function.Body.SelfAndDescendants().OfType<Assign>().Where(assign => assign.Target is Element { Type.IsView: true, View: Read array } && returned.Contains(families.Of(array.Variable)))];
        return Returned(function).Any(value => value.Type.IsJagged && value is not Read)
            || rows.Any(row => !own.Contains(row))
            || rows.SelectMany(row => roots.AllOf(row.Value)).GroupBy(root => root).Any(uses => uses.Skip(1).Any())
            || function.Body.SelfAndDescendants().OfType<Return>().Any(exit => Parts(exit.Value).OfType<Read>().Where(array => array.Type.IsJagged).Select(array => families.Of(array.Variable)).GroupBy(family => family).Any(uses => uses.Skip(1).Any()))
            || function.Parameters.Any(parameter => returned.Contains(families.Of(parameter.Variable)));
    }

    // double[] row = new double[n]; …; rows[i] = row;
    private static bool IsOwnRow(Statement statement, Block block) =>
        statement is Assign { Target: Element { Type.IsView: true }, Value: Read { Variable: var row } }
        && block.Statements.Any(other => other is Declare { Value: NewBuffer } declare && declare.Variable == row);

    // double[][] given = F(x); for (int i = …) { rows[…] = given[i]; }
    private static bool IsRowOf(Statement statement, For loop, Block block, HashSet<Variable> calls) =>
        statement is Assign { Target: Element { Type.IsView: true }, Value: Element { View: Read { Variable: var given }, Index: Read { Variable: var counter } } }
        && counter == loop.Counter
        && block.Statements.Any(other => other is Declare { Value: { } value } declare && declare.Variable == given && value is Read { Variable: var buffer } && calls.Contains(buffer));

    /// <summary>Whether two of the buffers that a function returns may be one.</summary>
    public static bool MayGiveTwice(Function function)
    {
        Roots roots = Roots.Of(function);
        return function.Body.SelfAndDescendants().OfType<Return>()
            .Select(exit => Parts(exit.Value).SelectMany(part => roots.AllOf(part).Distinct()).ToArray())
            .Any(all => all.Distinct().Count() < all.Length);
    }

    /// <summary>Whether a function may return null, which no array stands for.</summary>
    public static bool MayBeNull(Function function)
    {
        Roots roots = Roots.Of(function);
        return Returned(function).Any(value => value.SelfAndDescendants().Any(part => part is Constant { Type.IsView: true } || (part is Read { Type.IsView: true } read && roots.IsEverNull(read.Variable))));
    }

    /// <summary>Whether a function returns an array that it writes to afterwards, in <c>finally</c>: what is returned is a copy of what it was.</summary>
    public static bool IsWrittenAfterwards(Function function)
    {
        Roots roots = Roots.Of(function);
        return function.Body.SelfAndDescendants().OfType<Try>().Any(attempt =>
            attempt.Cleanup.SelfAndDescendants().SelectMany(Written.Views).SelectMany(roots.AllOf)
                .Intersect(attempt.Body.SelfAndDescendants().OfType<Return>().SelectMany(exit => Parts(exit.Value)).SelectMany(roots.AllOf)).Any());
    }

    /// <summary>A method with the columns that it gives as one array.</summary>
    public static Function OfMethod(Function function)
    {
        Variable[] columns = [.. function.Parameters.Where(IsColumn).Select(parameter => parameter.Variable)];
        if (columns.Length == 0 || function.ReturnType != IrType.Void || columns.Select(column => column.Type).Distinct().Count() > 1)
        {
            return function;
        }

        Function packed = function with
        {
            ReturnType = columns[0].Type,
            Parameters = [.. function.Parameters.Where(parameter => !IsColumn(parameter))],
            Body = Packed(function.Body, columns, isOutermost: true),
        };
        return packed.Body.Variables().Intersect(columns).Any() ? function : packed;
    }

    /// <summary>A caller that returns what it chose where it chose it.</summary>
    public static Function WithOwnReturns(Function function) => function.ReturnType.IsView ? function with { Body = Spread(function.Body) } : function;

    /// <summary>Calls of such methods.</summary>
    /// <param name="function">The caller.</param>
    /// <param name="isPacked">Whether a method's columns come as one array.</param>
    public static Function OfCalls(Function function, System.Func<string, bool> isPacked)
    {
        Identifiers identifiers = Identifiers.After(function);
        HashSet<Variable> columns = [];
        Block body = function.Body.Expand(statement => statement is Evaluate { Value: Call { Method: { Body: { } key } } call } && isPacked(key) ? Unpacked(call, statement.Origin, columns, identifiers) : [statement]);
        body = body.Expand(statement => statement is Declare { Value: null } declare && columns.Contains(declare.Variable) ? [] : [statement]);
        Function unpacked = function with { Body = body };
        Declare[] names = [.. body.SelfAndDescendants().OfType<Declare>().Where(declare => declare.Variable.Type.Kind == TypeKind.Array)];
        while (names.Any(name => name.Value is Read { Variable: var named } && columns.Contains(named) && columns.Add(name.Variable)))
        {
            // Another name for a part of an array is one too.
        }

        // A variable that is assigned a part gets a copy of it, since it is an array.
        unpacked = unpacked with
        {
            Body = unpacked.Body.Expand(statement => statement is Assign { Target: Read { Type.Kind: TypeKind.Array }, Value: Read { Variable: var part } value } assign && columns.Contains(part) ? Copied(value, assign, identifiers) : [statement]),
        };
        body = unpacked.Body;
        HeapArrays heap = HeapArrays.Of(unpacked);
        bool areParts = !columns.Any(heap.Contains) && !body.SelfAndDescendants().Any(statement => Written.Variables(statement).Any(columns.Contains));
        return areParts ? unpacked with { Body = Renaming.Apply(body, variable => columns.Contains(variable) ? variable with { Type = IrType.SpanOf(variable.Type.Element!) } : variable) } : function;
    }

    // if (c) { …; s = a; } else { …; s = b; } return s;   =>   if (c) { …; return a; } else { …; return b; }
    private static Block Spread(Block block)
    {
        if (block.Statements is not [.., If choice, Return { Value: Read { Variable: var chosen } } exit] || !Gives(choice.Then) || !Gives(choice.Else))
        {
            return block;
        }

        return new Block([.. block.Statements.Take(block.Statements.Count - 2), choice with { Then = Returning(choice.Then), Else = Returning(choice.Else) }]);

        bool Gives(Block branch) => branch.Statements is [.., Assign { Target: Read given }] ? given.Variable == chosen
            : branch.Statements is [.., If inner] && Gives(inner.Then) && Gives(inner.Else);

        Block Returning(Block branch)
        {
            IEnumerable<Statement> before = branch.Statements.Take(branch.Statements.Count - 1);
            return branch.Statements[branch.Statements.Count - 1] switch
            {
                If inner => new Block([.. before, inner with { Then = Returning(inner.Then), Else = Returning(inner.Else) }]),
                var last => Spread(new Block([.. before, exit with { Value = ((Assign)last).Value }])),
            };
        }
    }

    private static IEnumerable<Statement> Unpacked(Call call, Origin? origin, HashSet<Variable> columns, Identifiers identifiers)
    {
        bool[] isColumn = [.. call.Method.Parameters.Select(IsColumn)];
        Variable[] given = [.. call.Arguments.Where((_, i) => isColumn[i]).Cast<Read>().Select(read => read.Variable)];
        Method packed = call.Method with { ReturnType = given[0].Type, Parameters = [.. call.Method.Parameters.Where(parameter => !IsColumn(parameter))] };
        Variable all = identifiers.Fresh(Names.Lowered(packed.Name), packed.ReturnType);
        Variable count = identifiers.Fresh(all.Name + "Count", IrType.Int32);
        yield return new Declare(all, call with { Method = packed, Arguments = [.. call.Arguments.Where((_, i) => !isColumn[i])] }) { Origin = origin };
        yield return new Declare(count, new Binary(BinaryOperator.Divide, new Length(new Read(all)), new Number(IrType.Int32, given.Length))) { Origin = origin };
        for (int i = 0; i < given.Length; i++)
        {
            columns.Add(given[i]);
            Expression start = i switch { 0 => Formula.Zero(IrType.Int32), 1 => new Read(count), _ => new Number(IrType.Int32, i) * (Expression)new Read(count) };
            yield return new Declare(given[i], new Slice(new Conversion(IrType.SpanOf(all.Type.Element!), new Read(all), IsImplicit: true), start, new Read(count))) { Origin = origin };
        }
    }

    /// <summary>Arrays with a name of their own: one that a call gives is named where it is given, and what is assigned is a copy.</summary>
    public static Function Named(Function function)
    {
        Identifiers identifiers = Identifiers.After(function);
        HashSet<Variable> given = [.. function.Body.SelfAndDescendants().OfType<Declare>().Where(declare => declare.Value is Call { Method.GivesOwn: true }).Select(declare => declare.Variable)];
        return function with
        {
            Body = function.Body.Expand(statement => statement switch
            {
                Assign { Target: Read { Type.IsView: true }, Value: Call { Method.GivesOwn: true } call } assign => Kept(call, assign.Origin, array => Copied(array, assign, identifiers)),
                Assign { Target: Read { Type.IsView: true }, Value: Read array } assign when given.Contains(array.Variable) => Copied(array, assign, identifiers),
                Return { Value: Call { Method.GivesOwn: true } call } exit => Kept(call, exit.Origin, array => [exit with { Value = array }]),
                _ => [statement],
            }),
        };

        IEnumerable<Statement> Kept(Call call, Origin? origin, System.Func<Read, IEnumerable<Statement>> use)
        {
            Variable array = identifiers.Fresh(Names.Of(call), call.Type);
            return [new Declare(array, call) { Origin = origin }, .. use(new Read(array))];
        }
    }

    private static IEnumerable<Statement> Copied(Read array, Assign assign, Identifiers identifiers)
    {
        Variable copy = identifiers.Fresh(Names.Of(array) + "Copy", array.Type);
        return
        [
            new Declare(copy, new NewBuffer(copy.Type, new Length(array), BufferStorage.Array)) { Origin = assign.Origin },
            new Copy(array, new Read(copy)) { Origin = assign.Origin },
            assign with { Value = new Read(copy) },
        ];
    }

    // real = a; imaginary = b; return;   =>   return (a, b);
    private static Block Packed(Block block, Variable[] columns, bool isOutermost)
    {
        List<Statement> statements = [.. block.Statements.Select(statement => statement.MapBlocks(inner => Packed(inner, columns, isOutermost: false)))];
        if (isOutermost && statements.Completes())
        {
            statements.Add(new Return(null));
        }

        int first = statements.Count - 1 - columns.Length;
        if (first < 0 || statements[statements.Count - 1] is not Return { Value: null } exit)
        {
            return new Block(statements.ToEquatableArray());
        }

        Assign[] assigned = [.. statements.Skip(first).OfType<Assign>()];
        if (!assigned.Select(assign => (assign.Target as Read)?.Variable).SequenceEqual(columns))
        {
            return new Block(statements.ToEquatableArray());
        }

        TupleValue all = new(assigned.Select(assign => new TupleElement(null, assign.Value)).ToEquatableArray());
        return new Block([.. statements.Take(first), exit with { Value = all, Origin = exit.Origin ?? assigned[0].Origin }]);
    }

    private static IEnumerable<Expression> Returned(Function function) => function.Body.SelfAndDescendants().OfType<Return>().SelectMany(exit => Parts(exit.Value));

    private static IEnumerable<Expression> Parts(Expression? value) => value is TupleValue tuple ? tuple.Elements.Select(element => element.Value) : value is null ? [] : [value];

    private static bool IsColumn(Parameter parameter) => parameter is { IsColumn: true, Passing: ParameterPassing.Out, Variable.Type: { Kind: not TypeKind.Grid, Element.IsFloatingPoint: true } };

    private static bool IsColumn(MethodParameter parameter) => parameter is { IsColumn: true, Passing: ParameterPassing.Out, Type: { Kind: not TypeKind.Grid, Element.IsFloatingPoint: true } };
}
