using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>
/// Sorting. In what order the items come depends on the numbers piece by piece, as an integer does; the items move with their derivatives.
/// <code>
/// Array.Sort(v);   =>   int[] order = new int[v.Length]; Destination.Order(v, order);
///                       double[] before = copy of v; for (int k = 0; k &lt; v.Length; k++) v[k] = before[order[k]];
/// </code>
/// </content>
internal sealed partial class BodyReader
{
    private static readonly TypeName Destinations = new("AutoDiff.CompilerServices", "Destination");

    /// <summary><c>Array.Sort(values)</c>, <c>Array.Sort(keys, items)</c>, <c>Array.Sort(items, (a, b) => x[a].CompareTo(x[b]))</c>; null if the numbers carry no derivative, or if it is not known what is compared.</summary>
    private Constant? ReadSort(IInvocationOperation operation)
    {
        IOperation[] arguments = [.. operation.Arguments.Select(argument => Boxed(argument.Value))];
        IrType[] types = [.. arguments.Select(argument => TypeFor(argument.Type))];
        if (!Array.TrueForAll(types, type => !type.IsView || TypeReader.IsScalar(type.Element!)))
        {
            return null;
        }

        if (arguments.Length == 2 && !types[1].IsView)
        {
            return ReadSortByComparison(operation, arguments[0], arguments[1]);
        }

        if (!types[0].CanBeActive)
        {
            return null;
        }

        Expression[] views = [.. InOrder([.. arguments.Select(argument => (Func<Expression>)(() => Read(argument)))]).Select(view => Simple(view, "items"))];
        if (views.Length == 2)
        {
            BinaryOperator misfit = operation.TargetMethod.ContainingType.SpecialType == SpecialType.System_Array ? BinaryOperator.Less : BinaryOperator.NotEqual;
            Write(new If(new Binary(misfit, LengthOf(views[1]), LengthOf(views[0])), new Block([Thrown("ArgumentException", "The items do not go with the keys.")]), Block.Empty));
        }

        Expression order = OrderOf("Order", views[0], [], operation);
        foreach (Expression view in views)
        {
            Permute(view, order);
        }

        return Nothing;
    }

    private Constant? ReadSortByComparison(IInvocationOperation operation, IOperation sorted, IOperation comparison)
    {
        if (ComparisonOf(comparison) is not { } compared)
        {
            return null;
        }

        Expression items = Simple(Read(sorted), "items");
        Permute(items, OrderOf("OrderByComparison", KeysOf(compared.Key, compared.Item, LengthOf(items), index => ElementOf(items, index)), [Flag(compared.IsDescending)], operation));
        return Nothing;
    }

    /// <summary><c>items.OrderBy(i => x[i])</c>: all is there before the first item is asked for.</summary>
    private Sequence? Ordered(IInvocationOperation call, Sequence source, IOperation? selector, bool isDescending)
    {
        IrType type = TypeFor(((INamedTypeSymbol)call.Type!).TypeArguments[0]);
        DelegateTarget? key = selector is null ? null : DelegateOf(selector);
        if (!TypeReader.IsScalar(type) || (selector is not null && (key is null || key.Method.Parameters.Length != 1 || !TypeReader.IsScalar(TypeFor(key.Method.ReturnType)))))
        {
            return null;
        }

        bool hasEffects = HasEffects(source) || (key is not null && HasEffects(key));
        Expression items = NewArray("items", type, source.Count);
        WriteEachElement(items, index => Write(new Assign(new Element(items, index), ItemAt(source, index))));
        Expression keys = items;
        if (key is not null)
        {
            keys = NewArray("keys", TypeFor(key.Method.ReturnType), source.Count);
            WriteEachElement(keys, index => Write(new Assign(new Element(keys, index), CallTarget(call, key, [new Element(items, index)]))));
        }

        Expression order = OrderOf("OrderStably", keys, [Flag(isDescending)], call);
        return new Sequence(LengthOf(items), index => new Element(items, new Element(order, index)), [])
        {
            HasEffects = hasEffects,
            IsRearranged = hasEffects || source.IsRearranged,
            IsSorted = true,
        };
    }

    private Expression NewArray(string name, IrType element, Expression count)
    {
        IrType type = IrType.ArrayOf(element);
        return DeclareBuffer(type, count, BufferStorage.Array, reading.NewVariable(name, type));
    }

    private static Constant Flag(bool value) => new(IrType.Bool, value ? "true" : "false");

    private Expression KeysOf(IOperation key, IParameterSymbol item, Expression count, Func<Expression, Expression> itemAt)
    {
        Expression keys = NewArray("keys", TypeFor(key.Type), count);
        WriteEachElement(keys, index =>
        {
            bound[item] = itemAt(index);
            Write(new Assign(new Element(keys, index), Read(key)));
            bound.Remove(item);
        });
        return keys;
    }

    private Expression OrderOf(string function, Expression keys, Expression[] options, IOperation operation)
    {
        Expression order = NewArray("order", IrType.Int32, LengthOf(keys));
        IrType read = IrType.ReadOnlySpanOf(keys.Type.Element!);
        Method method = new(Destinations, function, IrType.Void, [new("keys", read, ParameterUse.Input), .. options.Select(option => new MethodParameter("descending", option.Type, ParameterUse.Input)), new("order", IrType.SpanOf(IrType.Int32), ParameterUse.Overwritten)])
        {
            IsConstant = true,
            TypeArguments = [keys.Type.Element!],
        };
        Write(new Evaluate(new Call(method, [As(keys, read), .. options, As(order, IrType.SpanOf(IrType.Int32))]) { Site = Site(operation) }));
        return order;
    }

    private void Permute(Expression view, Expression order)
    {
        Expression before = NewArray("before", view.Type.Element!, LengthOf(view));
        Write(new Copy(AsSpan(view), AsSpan(before)));

        // An array of items may be longer than that of the keys; the rest stays where it is.
        WriteEachElement(order, index => Write(new Assign(new Element(view, index), new Element(before, new Element(order, index)))));
    }

    /// <summary>What <c>(a, b) => x[a].CompareTo(x[b])</c> compares, as an expression of the first parameter, or of the second if the order is descending.</summary>
    private (IOperation Key, IParameterSymbol Item, bool IsDescending)? ComparisonOf(IOperation comparison)
    {
        while (comparison is IConversionOperation or IDelegateCreationOperation)
        {
            comparison = comparison is IConversionOperation conversion ? conversion.Operand : ((IDelegateCreationOperation)comparison).Target;
        }

        if (comparison is not IAnonymousFunctionOperation { Symbol.Parameters: [var first, var second], Body.Operations: [IReturnOperation { ReturnedValue: IInvocationOperation { TargetMethod.Name: "CompareTo", Instance: { } key, Arguments: [{ Value: var other }] } }] }
            || !TypeReader.IsScalar(TypeFor(key.Type))
            || !TypeFor(key.Type).Equals(TypeFor(other.Type)))
        {
            return null;
        }

        return Mentions(key, second) ? AreAlike(key, second, other, first) ? (key, second, true) : null
            : AreAlike(key, first, other, second) ? (key, first, false)
            : null;
    }

    private static bool Mentions(IOperation operation, IParameterSymbol parameter) =>
        operation.DescendantsAndSelf().OfType<IParameterReferenceOperation>().Any(reference => SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter));

    // The same words, but for the parameter.
    private static bool AreAlike(IOperation key, IParameterSymbol item, IOperation other, IParameterSymbol otherItem)
    {
        IEnumerable<string> words = key.Syntax.DescendantTokens().Select(token => token.ValueText == item.Name ? "" : token.ValueText);
        return !Mentions(key, otherItem) && !Mentions(other, item) && words.SequenceEqual(other.Syntax.DescendantTokens().Select(token => token.ValueText == otherItem.Name ? "" : token.ValueText));
    }
}
