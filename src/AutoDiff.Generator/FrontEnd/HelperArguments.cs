using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using TypeKind = AutoDiff.Generator.Ir.TypeKind;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>What a call passes to a method whose body is read, number by number.</summary>
internal sealed class HelperArguments
{
    /// <summary>The parameters of the body, of which a struct has several.</summary>
    public List<MethodParameter> Parameters { get; } = [];

    /// <summary>What they are given.</summary>
    public List<Expression> Values { get; } = [];

    /// <summary>The code behind parameters that are delegates.</summary>
    public Dictionary<ISymbol, DelegateTarget> Delegates { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The types of what is passed for parameters of interfaces.</summary>
    public Dictionary<ISymbol, ITypeSymbol> Types { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Parameters that are another name for elements: the caller's elements.</summary>
    public Dictionary<string, Expression> Elements { get; } = [];

    private readonly Dictionary<string, Expression> withArrays = [];

    /// <summary>What is passed for a parameter that has arrays of structs among its members; null for any other.</summary>
    public Expression? WithArrays(string name) => withArrays.TryGetValue(name, out Expression? value) ? value : null;

    /// <summary>In what the body differs from the same method's for other arguments.</summary>
    public List<string> Variant { get; } = [];

    /// <summary>What is done after the call.</summary>
    public List<Action> WriteBack { get; } = [];

    /// <summary>Whether something cannot be passed.</summary>
    public bool IsRefused { get; set; }

    /// <summary>Whether something is a view of structs that are kept number by number.</summary>
    public bool HasColumns { get; private set; }

    /// <summary>Whether the body sees a parameter, which it only reads, by the caller's variable.</summary>
    public bool IsSameVariable(string name) => Variant.Contains(name + ":same");

    /// <summary>Passes code.</summary>
    public void Add(IParameterSymbol parameter, DelegateTarget target)
    {
        Delegates.Add(parameter, target);
        Variant.Add(parameter.Name + ":" + target.Key);
    }

    /// <summary>The type of the object that is called, where its members depend on that.</summary>
    public ITypeSymbol? SelfType { get; private set; }

    /// <summary>Notes what the object that is called is.</summary>
    public void AddSelf(ITypeSymbol type)
    {
        SelfType = type;
        Variant.Add("self:" + type.GlobalName());
    }

    /// <summary>Notes what an interface's object is.</summary>
    public void Add(IParameterSymbol parameter, ITypeSymbol type)
    {
        Types[parameter.OriginalDefinition] = type;
        Variant.Add(parameter.Name + ":" + type.GlobalName());
    }

    /// <summary>Passes a value, or variables.</summary>
    public void Add(string name, Expression value, ParameterPassing passing)
    {
        if (value is Composite)
        {
            Variant.Add(name);
            HasColumns |= BodyReader.IsInColumns(value);
        }

        if (BodyReader.ArraysIn(value) is { Length: > 0 } arrays)
        {
            withArrays[name] = value;
            Variant.Add(name + ":" + string.Join(",", arrays.Select(array => BodyReader.IsInColumns(array) ? "columns" : "whole")));
        }

        if (value is not Composite && value.Type is { IsView: true, Innermost: { Kind: TypeKind.Aggregate, Composition: Composition.Tuple } tuple })
        {
            // The elements of a tuple have other names here and there, and its values go in under those that they have here.
            Variant.Add(name + ":" + tuple.Name);
        }

        string[] names = [.. NamesOf(name, value)];
        int index = 0;
        foreach (Expression leaf in BodyReader.Leaves(value))
        {
            ParameterUse use = passing switch
            {
                ParameterPassing.Ref => ParameterUse.Updated,
                ParameterPassing.Out => ParameterUse.Overwritten,
                _ => leaf.Type is { IsView: true, Kind: not (TypeKind.ReadOnlySpan or TypeKind.List) } ? ParameterUse.Updated : ParameterUse.Input,
            };
            Parameters.Add(new MethodParameter(names[index++], leaf.Type, use) { Passing = passing, IsColumn = BodyReader.IsInColumns(value) });
            Values.Add(leaf);
        }
    }

    /// <summary>Passes variables that the method only reads, under the caller's names: it sees what it changes by others.</summary>
    public void AddSame(string name, Expression variables)
    {
        Add(name, variables, ParameterPassing.Ref);
        Variant.Add(name + ":same");
    }

    /// <summary>Passes elements by the view that they are in and their index.</summary>
    public void AddElements(string name, Expression elements)
    {
        Elements[name] = elements;
        Element[] leaves = [.. BodyReader.Leaves(elements).Cast<Element>()];
        Variant.Add(name + ":" + string.Join(",", leaves.Select(element => element.View.Type + element.Path + "[" + string.Join(",", PartsOf(element.Index).Select(index => index.Type)) + "]")));
        foreach ((Expression view, Expression index) in leaves.Select(element => (element.View, element.Index)).Distinct())
        {
            Parameters.Add(new MethodParameter(name, view.Type, view.Type.Kind == TypeKind.ReadOnlySpan ? ParameterUse.Input : ParameterUse.Updated));
            Values.Add(view);
            foreach (Expression part in PartsOf(index))
            {
                Parameters.Add(new MethodParameter(name + "Index", part.Type, ParameterUse.Input));
                Values.Add(part);
            }
        }
    }

    /// <summary>The same elements in the body, with variables for what <see cref="AddElements"/> passes.</summary>
    /// <param name="elements">As they were passed.</param>
    /// <param name="newVariable">Makes a parameter of the body.</param>
    public static Expression Received(Expression elements, Func<Expression, bool, Variable> newVariable)
    {
        Dictionary<(Expression View, Expression Index), (Expression View, Expression Index)> received = [];
        return Received(elements);

        Expression Received(Expression value)
        {
            if (value is Composite composite)
            {
                return composite with { Members = composite.Members.Select(Received).ToEquatableArray() };
            }

            Element element = (Element)value;
            if (!received.TryGetValue((element.View, element.Index), out (Expression View, Expression Index) place))
            {
                Expression view = new Read(newVariable(element.View, false));
                Expression[] parts = [.. PartsOf(element.Index).Select(part => new Read(newVariable(part, true)))];
                received[(element.View, element.Index)] = place = (view, element.Index is Position ? new Position([.. parts]) : parts[0]);
            }

            return element with { View = place.View, Index = place.Index };
        }
    }

    private static EquatableArray<Expression> PartsOf(Expression index) => index is Position position ? position.Indices : [index];

    private static IEnumerable<string> NamesOf(string name, Expression value) => value is Composite composite
        ? composite.Members.Zip((composite.Type.IsView ? composite.Type.Innermost : composite.Type).Members, (member, part) => NamesOf(name + Names.Capitalised(part.Name.TrimStart('@')), member)).SelectMany(names => names)
        : [name];
}
