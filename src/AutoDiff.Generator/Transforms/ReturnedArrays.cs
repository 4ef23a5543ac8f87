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

    /// <summary>Whether a function may return null, which no array stands for.</summary>
    public static bool MayBeNull(Function function)
    {
        Roots roots = Roots.Of(function);
        return Returned(function).Any(value => value.SelfAndDescendants().Any(part => part is Constant { Type.IsView: true } || (part is Read read && roots.MayBeNull(read.Variable))));
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

    /// <summary>Calls of such methods, and arrays with a name of their own.</summary>
    /// <param name="function">The caller.</param>
    /// <param name="isPacked">Whether a method's columns come as one array.</param>
    public static Function OfCalls(Function function, System.Func<string, bool> isPacked)
    {
        function = function with { Body = function.ReturnType.IsView ? Spread(function.Body) : function.Body };
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
        return Named(areParts ? unpacked with { Body = Renaming.Apply(body, variable => columns.Contains(variable) ? variable with { Type = IrType.SpanOf(variable.Type.Element!) } : variable) } : function, identifiers);
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

    // An array that a call gives is named where it is given, and what is assigned is a copy.
    private static Function Named(Function function, Identifiers identifiers)
    {
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
