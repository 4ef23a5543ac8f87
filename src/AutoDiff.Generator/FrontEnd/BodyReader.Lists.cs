using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>
/// Lists that the method creates. One that only gets its elements when it is created is an array; any other is an array
/// that a larger one replaces when it is full, and the number of its elements.
/// <code>
/// List&lt;double&gt; v = new(); v.Add(x);
/// =>
/// double[] v = new double[4]; int vCount = 0;
/// if (vCount == v.Length) { double[] grown = new double[2 * vCount + 4]; v.Slice(0, vCount).CopyTo(grown); v = grown; }
/// v[vCount] = x; vCount++;
/// </code>
/// </content>
internal sealed partial class BodyReader
{
    private const int FirstCapacity = 4;

    /// <summary>The lists that the method, or one around it, creates; no other name has them.</summary>
    private readonly Dictionary<ISymbol, OwnList> lists;

    /// <summary>Whether the method returns lists that it creates.</summary>
    private bool returnsList;

    private OwnListUses? listUses;

    private OwnListUses ListUses => listUses ??= new OwnListUses(method => reading.Helpers.BodyOf(method) is { } body ? OperationOf(body) : null, IsNewList);

    /// <summary>A list that the method creates.</summary>
    /// <param name="Buffer">Its elements, and behind them what there is room for.</param>
    /// <param name="Count">How many they are; null if the buffer is never longer.</param>
    private sealed record OwnList(Expression Buffer, Expression? Count)
    {
        /// <summary>The variables.</summary>
        public Composite Parts => new(ListType(Buffer.Type with { Kind = Ir.TypeKind.Array }), [Buffer, Count!]);

        /// <summary>The elements.</summary>
        public Expression View => Count is null ? Buffer : SliceOf(AsSpan(Buffer), new Number(IrType.Int32, 0), Count);
    }

    private OwnList? OwnListOf(IOperation? operation) => operation is not null && SymbolOf(operation) is { } symbol && lists.TryGetValue(symbol, out OwnList? list) ? list : null;

    private bool IsOwnListView(Expression view) => lists.Values.Any(list => list.Count is not null && Leaves(list.View).Contains(view));

    private bool IsOwnList(IOperation operation) => OwnListOf(operation) is not null || (operation is IInvocationOperation { TargetMethod: var method } && ReturnsNewList(method));

    /// <summary><c>List&lt;double&gt; v = new();</c>: false if it is no list that can be followed by this name.</summary>
    private bool ReadList(IVariableDeclaratorOperation declarator, IOperation? initialiser)
    {
        ILocalSymbol local = declarator.Symbol;
        if (declaredAhead.Contains(local) && initialiser is not null && lists.TryGetValue(local, out OwnList? begun))
        {
            ReplaceList(begun, initialiser);
            return true;
        }

        if (initialiser is null || declaredAhead.Contains(local) || ItemOf(local) is not { } element || !IsNewList(initialiser))
        {
            return false;
        }

        OwnListUses.Uses uses = UsesOf(local, declarator);
        OwnList created = ReadNewList(initialiser, IrType.ArrayOf(element), local.Name, uses.Grows);
        FollowList(local, created.Buffer, uses.Grows ? new Read(Declare(local.Name + "Count", created.Count ?? LengthOf(created.Buffer))) : null);
        return true;
    }

    /// <summary>The elements of a list, if a list of such can be followed.</summary>
    private IrType? ItemOf(ILocalSymbol list) =>
        TypeFor(list.Type) is { Kind: Ir.TypeKind.List, Element: { IsView: false, HoldsViews: false } element } && HasColumns(IrType.SpanOf(element)) ? element : null;

    private OwnListUses.Uses UsesOf(ILocalSymbol local, IOperation declarator)
    {
        OwnListUses.Uses uses = ListUses.Of(local, declarator);
        foreach (IOperation use in uses.Others)
        {
            Refuse(use, Fence.KeptList);
        }

        return uses;
    }

    /// <summary>A list whose variable begins before it is created, as sections of a switch share it; false if it is no list that can be followed.</summary>
    private bool DeclareListAhead(ILocalSymbol local)
    {
        if (ItemOf(local) is not { } element
            || reading.Model.GetOperation(local.DeclaringSyntaxReferences[0].GetSyntax(), reading.Cancellation) is not IVariableDeclaratorOperation { Initializer.Value: var initialiser } declarator
            || !IsNewList(initialiser))
        {
            return false;
        }

        UsesOf(local, declarator);
        IrType array = IrType.ArrayOf(element);
        columnsName = local.Name;
        Expression buffer = DeclareBuffer(array, new Number(IrType.Int32, 0), BufferStorage.Array, NewBufferVariable(local.Name, array));
        columnsName = null;
        FollowList(local, buffer, new Read(Declare(local.Name + "Count", new Number(IrType.Int32, 0))));
        return true;
    }

    private void FollowList(ISymbol symbol, Expression buffer, Expression? count)
    {
        OwnList list = lists[symbol] = new OwnList(buffer, count);
        INamedTypeSymbol type = (INamedTypeSymbol)(symbol is ILocalSymbol local ? local.Type : ((IParameterSymbol)symbol).Type);
        bound[symbol] = count is null ? buffer : list.Parts;
        concrete[symbol] = count is null ? ArrayOf(type) : SpanOf(type, "Span`1");
    }

    private INamedTypeSymbol SpanOf(INamedTypeSymbol list, string span) => reading.Model.Compilation.GetTypeByMetadataName("System." + span)!.Construct(list.TypeArguments[0]);

    /// <summary>Whether a list is passed on that this body only reads.</summary>
    private bool IsRead(IOperation list) => OwnListOf(list) is null && TypeFor(list.Type).Kind == Ir.TypeKind.List && SymbolOf(list) is { } symbol && IsRetyped(symbol);

    /// <summary>What a body is told that a parameter is for which a list is passed; null if it is no list of this method.</summary>
    private ITypeSymbol? ListAs(IParameterSymbol parameter, IOperation value) => Unconverted(value) is var list && IsRead(list) ? TypeOf(list)
        : !IsOwnList(list) ? null
        : OwnListOf(list) is { Count: not null } && ListUses.Of(parameter) is not { IsWritten: true } ? SpanOf((INamedTypeSymbol)list.Type!, "ReadOnlySpan`1")
        : TypeOf(list);

    /// <summary>A parameter that the body adds to: the caller's array and number, by reference.</summary>
    private void BeginList(IParameterSymbol parameter, Expression? like)
    {
        IrType type = ListType(IrType.ArrayOf(TypeFor(((INamedTypeSymbol)parameter.Type).TypeArguments[0])));
        Composite parts = (Composite)NewPlace(parameter.Name, type, like);
        FollowList(parameter, parts.Members[0], parts.Members[1]);
    }

    private static IrType ListType(IrType array) => new(Ir.TypeKind.Aggregate, "list") { Members = [new TypeMember("Items", array), new TypeMember("Count", IrType.Int32)] };

    /// <summary><c>v = new List&lt;double&gt;();</c>: another list by the same name.</summary>
    private void ReplaceList(OwnList list, IOperation value)
    {
        OwnList created = ReadNewList(value, list.Buffer.Type with { Kind = Ir.TypeKind.Array }, "list", isGrowing: true);
        Expression count = Simple(created.Count ?? LengthOf(created.Buffer), "count");
        AssignLeaves(list.Buffer, created.Buffer);
        Write(new Assign(list.Count!, count));
    }

    /// <summary>Whether an expression gives a list that nothing else has.</summary>
    private bool IsNewList(IOperation value) => Unconverted(value) switch
    {
        IObjectCreationOperation { Arguments: [] or [_], Initializer: var initializer } creation =>
            creation.Type.Is("System.Collections.Generic.List`1") && initializer?.Initializers.All(added => added is IInvocationOperation { TargetMethod.Name: "Add", Arguments.Length: 1 }) != false,
        ICollectionExpressionOperation => true,
        IInvocationOperation { TargetMethod: { Name: "ToList", ContainingType: var container } } => container.Is("System.Linq.Enumerable"),
        IInvocationOperation call => ReturnsNewList(call.TargetMethod),
        _ => false,
    };

    /// <summary>Whether all that a method returns are lists that it creates: then it returns an array.</summary>
    private bool ReturnsNewList(IMethodSymbol method)
    {
        if (method is not { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } || !method.ReturnType.Is("System.Collections.Generic.List`1") || TypeFor(method.ReturnType).Kind != Ir.TypeKind.List)
        {
            return false;
        }

        IMethodSymbol asked = method.OriginalDefinition;
        if (reading.ReturnsNewList.TryGetValue(asked, out bool known))
        {
            return known;
        }

        // Of methods that return what they get from each other, each does if all others do.
        reading.ReturnsNewList[asked] = true;
        if (reading.Helpers.BodyOf(method) is { } body && OperationOf(body) is { } code && ReturnsNewList(code))
        {
            return true;
        }

        foreach (ISymbol judgedByIt in reading.ReturnsNewList.Keys.Where(other => reading.ReturnsNewList[other]).ToArray())
        {
            reading.ReturnsNewList.Remove(judgedByIt);
        }

        return reading.ReturnsNewList[asked] = false;
    }

    private bool ReturnsNewList(IOperation code)
    {
        IOperation[] returned = [.. ReturnedBy(code)];
        return returned.Length > 0 && Array.TrueForAll(returned, value => Unconverted(value) switch
        {
            ILocalReferenceOperation { Local: var local } => code.Descendants().OfType<IVariableDeclaratorOperation>().Any(declarator =>
                SymbolEqualityComparer.Default.Equals(declarator.Symbol, local) && declarator.Initializer is { Value: var first } && IsNewList(first)),
            var other => IsNewList(other),
        });
    }

    private static IEnumerable<IOperation> ReturnedBy(IOperation code) => code switch
    {
        IAnonymousFunctionOperation or ILocalFunctionOperation => [],
        IReturnOperation { ReturnedValue: { } value } => [value],
        _ => code.ChildOperations.SelectMany(ReturnedBy),
    };

    /// <summary>The type of what a method whose body is read returns.</summary>
    private IrType ResultType(IMethodSymbol method)
    {
        IrType type = TypeReader.Read(Meant(method.ReturnType));
        return ReturnsNewList(method) ? IrType.ArrayOf(type.Element!) : type;
    }

    /// <summary>A list that a method returns, as an array that nothing else has.</summary>
    private Expression ReadReturnedList(IOperation value)
    {
        if (OwnListOf(value) is { } list)
        {
            return list.Count is null ? list.Buffer : CopyOf(new Part(list.Buffer, new Number(IrType.Int32, 0), list.Count), null);
        }

        return ReadNewList(value, IrType.ArrayOf(TypeFor(value.Type).Element!), "list", isGrowing: false).Buffer;
    }

    private OwnList ReadNewList(IOperation value, IrType type, string name, bool isGrowing)
    {
        columnsName = name;
        OwnList created = Unconverted(value) switch
        {
            IObjectCreationOperation creation => ReadListCreation(creation, type, name, isGrowing),
            ICollectionExpressionOperation collection => new OwnList(ReadNewBuffer(collection, NewBufferVariable(name, type), type), null),
            IInvocationOperation call when ReturnsNewList(call.TargetMethod) => new OwnList(AsArray(Read(call)), null),
            IInvocationOperation { Arguments: [var items] } call => new OwnList(ReadGathered(call, items.Value, type, NewBufferVariable(name, type)) ?? Refuse(call, Fence.AssignedList), null),
            _ => new OwnList(Refuse(value, Fence.AssignedList), null),
        };
        columnsName = null;
        return created;
    }

    private OwnList ReadListCreation(IObjectCreationOperation creation, IrType type, string name, bool isGrowing)
    {
        IOperation[] added = [.. creation.Initializer?.Initializers.OfType<IInvocationOperation>().Select(add => add.Arguments[0].Value) ?? []];
        Expression capacity = new Number(IrType.Int32, isGrowing ? Math.Max(added.Length, FirstCapacity) : added.Length);
        switch (creation.Arguments)
        {
            case [{ Value: var given }] when TypeFor(given.Type).Kind == Ir.TypeKind.Int32:
                Expression asked = Simple(Read(given), "capacity");
                if (asked is not Number { Value: >= 0 })
                {
                    Write(new If(new Binary(BinaryOperator.Less, asked, new Number(IrType.Int32, 0)), new Block([Thrown("ArgumentOutOfRangeException", "capacity")]), Block.Empty));
                }

                capacity = added.Length == 0 && isGrowing ? asked : capacity;
                break;
            case [{ Value: var items }] when added.Length == 0:
                return new OwnList(ReadGathered(creation, items, type, NewBufferVariable(name, type)) ?? Refuse(creation, Fence.AssignedList), null);
            case not []:
                return new OwnList(Refuse(creation, Fence.AssignedList), null);
        }

        Expression buffer = DeclareBuffer(type, capacity, BufferStorage.Array, NewBufferVariable(name, type));
        FillIn(buffer, added);
        return new OwnList(buffer, new Number(IrType.Int32, added.Length));
    }

    // What is constant is called as it is written.
    private Expression AsArray(Expression value) => value is Ir.Read { Type.Kind: Ir.TypeKind.Array } || IsInColumns(value) ? value
        : value.Type.Kind == Ir.TypeKind.Array ? new Read(Declare(NameFor(value), value))
        : CopyOf(new Part(Simple(value, "list"), new Number(IrType.Int32, 0), null), null);

    private Variable? NewBufferVariable(string name, IrType type) => IsOfAggregates(type) ? null : reading.NewVariable(name, type);
}
