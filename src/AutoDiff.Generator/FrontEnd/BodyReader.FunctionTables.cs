using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>
/// Arrays of delegates that the method writes down: an array of the numbers that chosen delegates are.
/// <code>
/// Func&lt;double, double&gt;[] basis = { t => 1, t => t, Math.Sin };      basis[i](x)
/// =>
/// int[] basis = { 1, 2, 3 };      basis[i] == 1 ? 1 : basis[i] == 2 ? x : Math.Sin(x)
/// </code>
/// </content>
internal sealed partial class BodyReader
{
    /// <summary><c>Func&lt;double, double&gt;[] basis = { … };</c>: false if it is no table of functions that are all known, or one that something changes or keeps.</summary>
    private bool ReadFunctionTable(IVariableDeclaratorOperation declarator, IOperation? initialiser)
    {
        ILocalSymbol local = declarator.Symbol;
        if (local.Type is not IArrayTypeSymbol { IsSZArray: true, ElementType: INamedTypeSymbol { TypeKind: Microsoft.CodeAnalysis.TypeKind.Delegate } element }
            || declaredAhead.Contains(local)
            || ItemsOf(initialiser) is not { } items
            || !UsesIn(declarator, local).All(IsTableUse))
        {
            return false;
        }

        Dictionary<SyntaxNode, DelegateTarget?> named = [];
        if (!items.All(item => CollectFunctions(item, local, named, new(SymbolEqualityComparer.Default))) || ChosenFrom(local, element, named) is not { } chosen)
        {
            return false;
        }

        Variable numbers = reading.NewVariable(local.Name, IrType.ArrayOf(IrType.Int32));
        Expression table = DeclareBuffer(numbers.Type, new Number(IrType.Int32, items.Length), BufferStorage.Array, numbers);
        FillIn(table, items);
        FollowTable(local, numbers);
        delegates[local] = chosen with { Table = table };
        return true;
    }

    /// <summary>Lets a variable or a parameter be the numbers of functions.</summary>
    private void FollowTable(ISymbol symbol, Variable numbers)
    {
        variables[symbol] = numbers;
        concrete[symbol] = reading.Model.Compilation.CreateArrayTypeSymbol(reading.Model.Compilation.GetSpecialType(SpecialType.System_Int32));
    }

    private DelegateTarget? TableOf(IOperation operation) =>
        SymbolOf(Unconverted(operation)) is { } symbol && delegates.TryGetValue(symbol, out DelegateTarget? target) && target.Table is not null ? target : null;

    /// <summary>The table that a function is taken from.</summary>
    private DelegateTarget? TableBehind(IOperation function) => function is IArrayElementReferenceOperation { Indices.Length: 1 } element ? TableOf(element.ArrayReference) : null;

    /// <summary>What is passed for a delegate. A function of a table is passed by its number, as it is here.</summary>
    private DelegateTarget? ChosenAt(IOperation value)
    {
        if (TableBehind(Unconverted(value)) is not { } table)
        {
            return FunctionsOf(value);
        }

        if (((IArrayElementReferenceOperation)Unconverted(value)).Indices[0] is not (ILocalReferenceOperation or IParameterReferenceOperation or ILiteralOperation))
        {
            // Other arguments may come before what the index does.
            return null;
        }

        Variable number = Declare("function", Read(Unconverted(value)));
        return table with { Table = null, Number = new Read(number), Key = "function@" + reading.NewTarget().ToString(System.Globalization.CultureInfo.InvariantCulture) };
    }

    /// <summary><c>foreach (var f in basis)</c>: each is a chosen delegate.</summary>
    private void BeginChosen(ILocalSymbol item, DelegateTarget table)
    {
        Variable number = reading.NewVariable(item.Name, IrType.Int32);
        variables[item] = number;
        delegates[item] = table with { Table = null, Number = new Read(number), Key = KeyOf(item) };
    }

    private static IOperation[]? ItemsOf(IOperation? initialiser) => initialiser is null ? null : Unconverted(initialiser) switch
    {
        IArrayCreationOperation { DimensionSizes: [{ ConstantValue.HasValue: true }], Initializer: { ElementValues: var values } } => [.. values],
        ICollectionExpressionOperation { Elements: var elements } when !elements.Any(element => element is ISpreadOperation) => [.. elements],
        _ => null,
    };

    private static IEnumerable<IOperation> UsesIn(IOperation within, ISymbol symbol) =>
        Root(within).Descendants().Where(operation => SymbolEqualityComparer.Default.Equals(SymbolOf(operation), symbol));

    /// <summary>Whether a place only asks for a function of a table, goes through it or passes it on.</summary>
    private bool IsTableUse(IOperation table) => table.Parent switch
    {
        IConversionOperation or IParenthesizedOperation => IsTableUse(table.Parent),
        IArrayElementReferenceOperation { Indices.Length: 1, Parent: var user } element =>
            element.ArrayReference == table && !(user is IAssignmentOperation assignment && assignment.Target == element) && IsPlainUse(element),
        IPropertyReferenceOperation { Property.Name: "Length" } => true,
        IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation { Symbol: { IsRef: false } item } } loop => UsesIn(loop, item).All(IsPlainUse),
        IArgumentOperation { Parameter: { RefKind: RefKind.None, IsParams: false }, Parent: IInvocationOperation { TargetMethod: var method } } => reading.Helpers.BodyOf(method.OriginalDefinition) is not null,
        _ => false,
    };

    /// <summary>Whether what names a table gives it to code that would get numbers.</summary>
    private static bool IsTableGivenAway(IOperation table) => table.Parent switch
    {
        IConversionOperation or IParenthesizedOperation => IsTableGivenAway(table.Parent),
        IArrayElementReferenceOperation or IPropertyReferenceOperation or IForEachLoopOperation => false,
        _ => true,
    };
}
