using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>
/// Arguments of methods whose bodies are read. What is passed by reference is a second name: the body sees at once what it
/// writes by another one.
/// </content>
internal sealed partial class BodyReader
{
    private void ReadArgumentsOf(IMethodSymbol method, Argument? receiver, IReadOnlyList<IArgumentOperation> arguments, HelperArguments passed)
    {
        List<Argument> all = receiver is null ? [] : [receiver];
        foreach (IArgumentOperation argument in arguments)
        {
            IParameterSymbol parameter = argument.Parameter!;
            if (parameter.Type.TypeKind == Microsoft.CodeAnalysis.TypeKind.Delegate || TableOf(argument.Value) is not null)
            {
                if ((TableOf(argument.Value) ?? ChosenAt(argument.Value)) is not { } target)
                {
                    Refuse(argument.Value, Fence.Delegate);
                    passed.IsRefused = true;
                    return;
                }

                passed.Add(parameter, target);
                continue;
            }

            if (OwnListOf(Unconverted(argument.Value)) is { Count: not null } list && ListUses.Of(parameter) is { Grows: true })
            {
                passed.Variant.Add(parameter.Name + ":list");
                all.Add(new Argument(parameter.Name, parameter.Ordinal, RefKind.Ref, () => list.Parts));
                continue;
            }

            if (parameter.RefKind == RefKind.None && NarrowedTypeOf(parameter, argument.Value) is { } type && IsFixed(type) && !IsAssignedIn(method, parameter))
            {
                passed.Add(parameter, type);
            }

            Func<Expression> read = parameter.RefKind is RefKind.Ref or RefKind.Out ? () => ReadReference(argument, passed) : () => ReadValue(argument, passed);
            RefKind passing = parameter.RefKind is RefKind.Ref or RefKind.Out || ReadsAsPlace(argument.Value) ? parameter.RefKind : RefKind.None;
            if (CreatedClasses.CanChange(parameter.Type) || (passed.Types.TryGetValue(parameter.OriginalDefinition, out ITypeSymbol? exact) && CreatedClasses.CanChange(exact)))
            {
                // The method changes the caller's object.
                passing = RefKind.Ref;
                read = () => AsObject(ReadValue(argument, passed), Unconverted(argument.Value), parameter.Name);
            }

            all.Add(new Argument(parameter.Name, parameter.Ordinal, passing, read) { IsMemory = TypeReader.IsMemory(parameter.Type) });
        }

        Expression[] values = InOrder([.. all.Select(argument => argument.Read)], i => all[i].Passing != RefKind.None);
        for (int i = 0; i < values.Length; i++)
        {
            all[i].Value = values[i];
            all[i].Passing = all[i].Name == "self" && values[i] is not Composite ? RefKind.None : all[i].Passing;
        }

        // Where an element stands is known before the method changes anything.
        bool seesAll = IsLocal(method) && !method.IsStatic;
        HashSet<Variable> captured = seesAll ? [.. CapturedBy(method, null)] : [];
        Effects effects = new();
        effects.Variables.UnionWith(all.Where(argument => argument.IsWritten).SelectMany(argument => Leaves(argument.Value)).OfType<Read>().Select(read => read.Variable).Concat(captured));
        foreach (Argument argument in all.Where(argument => argument.Passing != RefKind.None))
        {
            argument.Value = SettlePlace(argument.Value, effects);
        }

        foreach (Argument argument in all.OrderBy(argument => argument.Ordinal))
        {
            Pass(argument, all, captured, seesAll, passed);
        }
    }

    /// <summary>What a body is told of the type of an argument beyond its parameter's: that a list is an array, or a collection or an object of which type it is.</summary>
    private ITypeSymbol? NarrowedTypeOf(IParameterSymbol parameter, IOperation value) =>
        ListAs(parameter, value) ?? (IsOpen(parameter.Type) ? BufferOf(parameter.Type, value) ?? ExactTypeOf(value) : null);

    private Expression ReadValue(IArgumentOperation argument, HelperArguments passed)
    {
        bool isKnown = passed.Types.TryGetValue(argument.Parameter!.OriginalDefinition, out ITypeSymbol? known) && IsFollowed(known);
        Expression value = Read(isKnown ? Unconverted(argument.Value) : Boxed(argument.Value));
        IrType type = TypeFor(isKnown ? known : argument.Parameter.Type);
        if (isKnown && value.Type.Kind == Ir.TypeKind.Span && type.Kind == Ir.TypeKind.ReadOnlySpan)
        {
            return ConvertedView(value, type, isImplicit: true);
        }

        if (type.Kind == Ir.TypeKind.Aggregate ? value is not Composite : type.Kind == Ir.TypeKind.Other && value is Composite)
        {
            passed.IsRefused = true;
            return Refuse(argument.Value is { IsImplicit: true, Parent.Parent: { } call } ? call : argument.Value, Fence.NullObject);
        }

        return argument.Parameter.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T && TypeReader.IsScalar(value.Type) ? As(value, type) : value;
    }

    /// <summary>The receiver of a method. Of a struct it is passed by reference; what is no variable is copied before something changes it.</summary>
    private Argument ReceiverOf(IMethodSymbol method, IOperation? instance, Func<Expression> receiver)
    {
        Expression read() => OfOwner(receiver(), method.ContainingType, instance);
        if (CreatedClasses.CanChange(method.ContainingType) || (instance is not null && CreatedClasses.CanChange(RunOn(method, instance))))
        {
            return new Argument("self", -1, RefKind.Ref, () => AsObject(read(), instance, "self"));
        }

        if (IsMutating(method) && instance is not null && !IsVariable(instance))
        {
            return new Argument("self", -1, RefKind.Ref, () =>
            {
                Expression value = read();
                Expression copy = NewPlace("self", value.Type, value);
                DeclareLeaves(copy, value);
                return copy;
            });
        }

        RefKind passing = IsMutating(method) ? RefKind.Ref : method.ContainingType.IsValueType && instance is not null && ReadsAsPlace(instance) ? RefKind.In : RefKind.None;
        return new Argument("self", -1, passing, read);
    }

    /// <summary>An object as the type sees it whose method is called: a type above, or one below where it is known to be that.</summary>
    private Expression OfOwner(Expression value, INamedTypeSymbol owner, IOperation? instance)
    {
        IrType type = TypeFor(owner);
        if (value.Type == type || instance is null || IsOwnObject(instance))
        {
            return value;
        }

        if (value is Composite derived && type.Kind == Ir.TypeKind.Aggregate)
        {
            Expression?[] members = [.. type.Members.Select(member => Member(derived, derived.Type.Members.ToList().FindIndex(own => own.Name == member.Name && own.Type == member.Type)))];
            return members.All(member => member is not null) ? new Composite(type, members.Select(member => member!).ToEquatableArray()) : Refuse(instance);
        }

        return (value.Type.Kind, type.Kind) switch
        {
            (Ir.TypeKind.Other, Ir.TypeKind.Other) => new Conversion(type, value, IsImplicit: instance.Type is INamedTypeSymbol held && PlacementReader.SelfAndBases(held).Contains(owner, SymbolEqualityComparer.Default)),
            (Ir.TypeKind.Other, Ir.TypeKind.Aggregate) => MembersOf(Simple(value, "self"), "", type),
            _ => value,
        };
    }

    /// <summary>Whether a struct can be changed where it stands.</summary>
    private bool IsVariable(IOperation instance) => instance switch
    {
        ILocalReferenceOperation { Local: var local } => local.RefKind is RefKind.None or RefKind.Ref,
        IParameterReferenceOperation { Parameter: var parameter } => parameter.RefKind is RefKind.None or RefKind.Ref or RefKind.Out,
        IFieldReferenceOperation { Field: var field, Instance: { } outer } when !field.IsReadOnly || IsBegun(field, outer) => outer.Type is { IsValueType: false } || (!IsUnassignable(outer) && IsVariable(outer)),
        IFieldReferenceOperation => false,
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.PatternInput } => false,
        IInstanceReferenceOperation => !current.IsReadOnly,
        IArrayElementReferenceOperation => true,
        IInvocationOperation { TargetMethod.RefKind: RefKind.Ref } or IPropertyReferenceOperation { Property.RefKind: RefKind.Ref } => true,
        IImplicitIndexerReferenceOperation { IndexerSymbol: IPropertySymbol { RefKind: RefKind.Ref } } => true,
        _ => false,
    };

    /// <summary>Where a constructor begins a field, that is a variable though it is readonly.</summary>
    private bool IsBegun(IFieldSymbol field, IOperation holder) =>
        holder is IInstanceReferenceOperation && current.MethodKind is MethodKind.Constructor && SymbolEqualityComparer.Default.Equals(field.ContainingType.OriginalDefinition, current.ContainingType.OriginalDefinition);

    /// <summary>What foreach or using declares. The compiler calls methods on it and not on a copy, but on copies of its fields.</summary>
    private static bool IsUnassignable(IOperation instance) => instance is ILocalReferenceOperation { Local: { RefKind: RefKind.None } local } && (local.IsForEach || local.IsUsing);

    private void Pass(Argument argument, List<Argument> all, HashSet<Variable> captured, bool seesAll, HelperArguments passed)
    {
        Expression[] leaves = [.. Leaves(argument.Value)];
        Argument[] others = [.. all.Where(other => other != argument)];
        IEnumerable<Variable> written = others.Where(other => other.IsWritten).SelectMany(other => Leaves(other.Value)).OfType<Read>().Select(read => read.Variable).Concat(captured);
        ParameterPassing passing = argument.Passing switch
        {
            RefKind.Ref => ParameterPassing.Ref,
            RefKind.Out => ParameterPassing.Out,
            _ => ParameterPassing.Value,
        };
        if (argument.IsShown && leaves.OfType<Element>().Any(element => seesAll || others.Any(other => AreSeen(argument, element, other))))
        {
            passed.AddElements(argument.Name, Fixed(argument.Value));
        }
        else if (passing != ParameterPassing.Value)
        {
            passed.Add(argument.Name, Referenced(argument.Value, passed), passing);
        }
        else if (argument.IsShown && leaves.All(leaf => leaf is Ir.Read) && leaves.Cast<Read>().Any(read => written.Any(other => MayBeSame(read.Variable, other))))
        {
            passed.AddSame(argument.Name, argument.Value);
        }
        else
        {
            passed.Add(argument.Name, argument.Value, passing);
        }

        if (argument.Name == "self")
        {
            passed.Variant.Add(IsOwnReceiver(argument.Value) ? OwnObject : "self");
        }

        if (argument.IsMemory)
        {
            passed.Variant.Add(argument.Name + ":memory");
        }
    }

    /// <summary>Whether the body may write an element by one name and read it by another.</summary>
    private bool AreSeen(Argument argument, Element element, Argument other) => Leaves(other.Value).Any(leaf => leaf switch
    {
        Element second when other.IsShown => (argument.IsWritten || other.IsWritten) && second.Type == element.Type && MayMeet(second.View, element.View),
        { Type.IsView: true } view => (argument.IsWritten || view.Type.Kind != Ir.TypeKind.ReadOnlySpan) && Holds(view.Type, element.View.Type.Element!) && MayMeet(view, element.View),
        _ => false,
    });

    private bool MayBeSame(Variable first, Variable second) => first == second || (byReference.Contains(first) && byReference.Contains(second) && first.Type == second.Type);

    private static bool Holds(IrType view, IrType element) => view.Element == element || (view.Element!.IsView && Holds(view.Element, element));

    /// <summary>The same elements with views and indices that can be passed. Where there is no such element, this throws what the source throws.</summary>
    private Expression Fixed(Expression elements)
    {
        elements = Repeatable(elements);
        foreach (Element element in Leaves(elements).Cast<Element>().Take(1))
        {
            Write(new Evaluate(element));
        }

        return elements;
    }

    /// <summary>The place of an argument that is passed by reference.</summary>
    private Expression ReadReference(IArgumentOperation argument, HelperArguments passed)
    {
        IOperation value = argument.Value is IDeclarationExpressionOperation declaration ? declaration.Expression : argument.Value;
        if (value is ILocalReferenceOperation { IsDeclaration: true } declared)
        {
            return Declared(declared.Local);
        }

        if (value is IDiscardOperation)
        {
            Expression discarded = NewPlace("discarded", TypeFor(value.Type));
            DeclareLeaves(discarded, null);
            return discarded;
        }

        if (ReadPlace(value) is not { } place)
        {
            passed.IsRefused = true;
            return Placeholder(value);
        }

        return place;
    }

    // F(ref p[i])   =>   double cell = p[i]; F(ref cell); p[i] = cell;      where nothing else in the call can see the element
    private Expression Referenced(Expression place, HelperArguments passed)
    {
        if (Leaves(place).All(leaf => leaf is Ir.Read))
        {
            return place;
        }

        place = Repeatable(place);
        Expression copy = NewPlace("cell", place.Type, place);
        DeclareLeaves(copy, place);
        passed.WriteBack.Add(() => AssignLeaves(place, copy));
        return copy;
    }

    /// <summary>One argument, or the receiver.</summary>
    private sealed class Argument(string name, int ordinal, RefKind passing, Func<Expression> read)
    {
        public string Name { get; } = name;

        public int Ordinal { get; } = ordinal;

        /// <summary>How it is passed; what is no place is passed by value.</summary>
        public RefKind Passing { get; set; } = passing;

        public Func<Expression> Read { get; } = read;

        public Expression Value { get; set; } = Nothing;

        public bool IsMemory { get; init; }

        /// <summary>Whether the body sees the variable, or of an object that is called its members.</summary>
        public bool IsShown => Passing != RefKind.None || Name == "self";

        public bool IsWritten => Passing is RefKind.Ref or RefKind.Out;
    }
}
