using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>
/// Where an assignment stores: its parts are evaluated once, from left to right, before the value, and the place stays the
/// same whatever the value does.
/// </content>
internal sealed partial class BodyReader
{
    /// <summary>Parts of a target that have been read already, for what reads the target before it writes it.</summary>
    private readonly Dictionary<IOperation, Expression> located = [];

    /// <summary>A place, what it holds, and a value that is read after both.</summary>
    private (Expression Place, Expression Old, Expression Value) Updating(Expression place, Func<Expression> readValue)
    {
        (List<Statement> written, Expression value) = Apart(readValue);
        Expression old = place;
        if (written.Count > 0)
        {
            Effects effects = Effects.Of(written);
            place = Settled(place, effects);
            old = Settle(place, effects);
            output.AddRange(written);
        }

        return (place, old, value);
    }

    /// <summary>
    /// A place as it is here, for use after statements with the given effects: its view and its index are kept, not its value.
    /// Where there is no such element, C# says so before those statements say something else.
    /// </summary>
    /// <param name="place">The place.</param>
    /// <param name="effects">What is run before it is used.</param>
    /// <param name="isAskedLater">Whether C# looks for the element only where it is used, as <c>a[i] = value</c> does in an array.</param>
    private Expression SettlePlace(Expression place, Effects effects, bool isAskedLater = false)
    {
        place = Settled(place, effects);
        foreach (Element element in isAskedLater ? [] : ElementsOf(place).Where(element => MayThrow(effects) && !IsOwnListView(element.View)))
        {
            Write(new Evaluate(element));
        }

        return place;
    }

    private Expression Settled(Expression place, Effects effects) => place switch
    {
        Element element => element with { View = Settle(element.View, effects), Index = Settle(element.Index, effects) },
        Composite composite => composite with { Members = composite.Members.Select(member => Settled(member, effects)).ToEquatableArray() },
        _ => place,
    };

    /// <summary>An element for each that a place is in: one member stands for the others. A view of one element has it.</summary>
    private IEnumerable<Element> ElementsOf(Expression place) => place is Composite { AggregateType.Composition: Composition.Tuple } tuple
        ? tuple.Members.SelectMany(ElementsOf)
        : Leaves(place).OfType<Element>().Take(1).Where(element => !element.Reads().Any(cells.Contains));

    private bool MayThrow(Effects effects) => effects.Throws || effects.Bodies.Any(reading.Helpers.MayThrow);

    /// <summary>Whether C# looks for the element of an array, or calls the setter of a list, only where it stores the value.</summary>
    private bool IsAskedLater(IOperation target) => target switch
    {
        IArrayElementReferenceOperation => true,
        IImplicitIndexerReferenceOperation indexer => TypeFor(TypeOf(indexer.Instance)).Kind == Ir.TypeKind.Array,
        IPropertyReferenceOperation { Property.RefKind: RefKind.None } => IsElement(target),
        _ => false,
    };

    /// <summary>A target that is read again after it was written: its index must not depend on what is written.</summary>
    private Expression Repeatable(Expression place) => place switch
    {
        Element element => element with { View = IsOwnListView(element.View) ? element.View : Simple(element.View, "view"), Index = Simple(element.Index, "index") },
        Composite composite => composite with { Members = composite.Members.Select(Repeatable).ToEquatableArray() },
        _ => place,
    };

    /// <summary>The code that runs where a property of a value that is taken apart is assigned; null if it only names a field.</summary>
    private IMethodSymbol? SetterOf(IPropertyReferenceOperation property) =>
        property.Instance is { } holder
        && TypeFor(holder.Type).Kind == Ir.TypeKind.Aggregate
        && AggregateReader.IndexOf(property.Property) < 0
        && !IsOfExtension(property)
        && property.Property.SetMethod is { } setter
        && reading.Helpers.BodyOf(setter) is not null
            ? setter
            : null;

    /// <summary>
    /// Calls a setter on the object or variable that stands there before the value is read, which may read the property.
    /// <code>
    /// v[k++] += a;   =>   index = k; k = k + 1; value = v.get(index) + a; v.set(index, value)
    /// </code>
    /// </summary>
    private Expression Set(IOperation operation, IPropertyReferenceOperation property, IMethodSymbol setter, Func<Expression> readValue)
    {
        bool isRefused = false;
        Expression readHolder()
        {
            Expression? place = ReadPlace(property.Instance!);
            isRefused |= place is null;
            return Repeatable(place ?? Placeholder(operation));
        }

        bool isPlace = IsChangedInPlace(property.Instance!.Type!);
        Expression[] parts = InOrder([readHolder, .. property.Arguments.Select(argument => (Func<Expression>)(() => Simple(Read(Boxed(argument.Value)), "index")))], i => isPlace && i == 0);
        if (isRefused)
        {
            return Placeholder(operation);
        }

        IOperation[] operations = [property.Instance, .. property.Arguments.Select(argument => Boxed(argument.Value))];
        (List<Statement> written, Expression value) = Apart(() => WithLocated(operations, parts, () => Simple(readValue(), "value")));
        Effects effects = Effects.Of(written);
        parts = [.. parts.Select((part, i) => isPlace && i == 0 ? SettlePlace(part, effects) : Settle(part, effects))];
        output.AddRange(written);

        HelperArguments passed = new();
        passed.Add("self", Referenced(parts[0], passed), ParameterPassing.Ref);
        passed.Variant.Add("self");
        foreach (IParameterSymbol parameter in setter.Parameters)
        {
            int index = property.Arguments.ToList().FindIndex(argument => argument.Parameter!.Ordinal == parameter.Ordinal);
            passed.Add(parameter.Name, As(index < 0 ? value : parts[index + 1], TypeFor(parameter.Type)), ParameterPassing.Value);
        }

        CallHelper(operation, setter, passed, this);
        return value;
    }

    /// <summary>Whether what is changed is where it stands: a struct, or an object under its name. Of other objects only what they refer to is changed.</summary>
    private static bool IsChangedInPlace(ITypeSymbol type) => type.IsValueType || CreatedClasses.CanChange(type);

    private T WithLocated<T>(IOperation[] operations, Expression[] parts, Func<T> read)
    {
        for (int i = 0; i < parts.Length; i++)
        {
            located[operations[i]] = parts[i];
        }

        T result = read();
        foreach (IOperation operation in operations)
        {
            located.Remove(operation);
        }

        return result;
    }
}
