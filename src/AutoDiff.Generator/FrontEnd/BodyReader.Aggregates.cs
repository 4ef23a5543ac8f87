using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>
/// Structs, tuples and records are taken apart: a variable of such a type is one variable for each number in it, and a
/// value is a <see cref="Composite"/> of expressions without effects.
/// </content>
internal sealed partial class BodyReader
{
    /// <summary>The value of a local or a parameter, which is also the place to assign to.</summary>
    private Expression ValueOf(ISymbol symbol, ITypeSymbol type)
    {
        if (bound.TryGetValue(symbol, out Expression? known))
        {
            return known;
        }

        type = TypeOf(symbol, type);
        IrType read = TypeFor(type);
        if (read.Kind != Ir.TypeKind.Aggregate)
        {
            return new Read(VariableOf(symbol, type));
        }

        Expression parts = NewPlace(symbol.Name, read);
        bound.Add(symbol, parts);
        return parts;
    }

    /// <summary>A new variable, or one for each number of an aggregate.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type.</param>
    /// <param name="like">What it will hold, if that is known: arrays of structs in it are in columns where those of this are.</param>
    /// <param name="isOutside">Whether a caller gives it, or gets it: then it is no other than that.</param>
    private Expression NewPlace(string name, IrType type, Expression? like = null, bool isOutside = false) =>
        type.Kind == Ir.TypeKind.Aggregate ? new Composite(type, type.Members.Select((member, i) => NewPlace(name + Names.Capitalised(member.Name.TrimStart('@')), member.Type, like is null ? null : Member(like, i), isOutside)).ToEquatableArray())
        : IsOfAggregates(type) && (isOutside ? like is not null && IsInColumns(like) : BeginsInColumns(type, like)) ? NewColumns(name, type)
        : new Read(reading.NewVariable(name, type));

    /// <summary>The numbers of a value, in order; of a value that is none, itself.</summary>
    public static IEnumerable<Expression> Leaves(Expression value) => value is Composite composite ? composite.Members.SelectMany(Leaves) : [value];

    private void DeclareLeaves(Expression place, Expression? value)
    {
        if (value is not null)
        {
            value = AreAlike(place, value) ? Nowhere(place, value) : null;
        }

        if (value is not null && Leaves(value).Count() != Leaves(place).Count())
        {
            // What was refused has no members.
            value = null;
        }

        Expression?[] values = value is null ? [.. Leaves(place).Select(_ => (Expression?)null)] : [.. Leaves(value)];
        RefuseOtherNames(place, value);
        int index = 0;
        foreach (Expression leaf in Leaves(place))
        {
            Variable variable = ((Read)leaf).Variable;
            Expression? initial = values[index++];
            Write(new Declare(variable, initial is null ? null : As(initial, variable.Type)));
        }
    }

    /// <summary>Assigns all members as if at once: <c>(a, b) = (b, a)</c> reads both before it writes either.</summary>
    private void AssignLeaves(Expression place, Expression value)
    {
        if (!AreAlike(place, value))
        {
            return;
        }

        RefuseOtherNames(place, value);
        value = Nowhere(place, value);
        Expression[] targets = [.. Leaves(place)];
        Expression[] values = [.. Leaves(value)];
        if (values.Length != targets.Length)
        {
            return;
        }

        for (int i = 1; i < targets.Length; i++)
        {
            values[i] = IsTouched(values[i], targets.Take(i)) ? new Read(Declare(NameFor(values[i]), values[i])) : values[i];
            targets[i] = targets[i] is Element target ? Fixed(target, targets.Take(i)) : targets[i];
        }

        // What is kept is kept before anything is assigned.
        for (int i = 0; i < targets.Length; i++)
        {
            if (targets[i] is not Constant && !targets[i].Equals(values[i]))
            {
                Write(new Assign(targets[i], As(values[i], targets[i].Type)));
            }
        }
    }

    /// <summary>An element that stays where it is when others are assigned before it: <c>(b, b[i]) = ..</c> means that of the old <c>b</c>.</summary>
    private Element Fixed(Element target, IEnumerable<Expression> before)
    {
        Expression kept(Expression part, string name) =>
            part is Position position ? position.MapOperands(index => kept(index, name))
            : IsTouched(part, before) ? new Read(Declare(name, part))
            : part;
        Expression view = kept(target.View, "view");
        return target with { View = view, Index = kept(target.Index, "index") };
    }

    private void RefuseOtherNames(Expression place, Expression? value)
    {
        if (place.Type is { IsView: true, Innermost: { Composition: Composition.Tuple } names } && value?.Type is { IsView: true, Innermost: { Composition: Composition.Tuple } others } && names != others)
        {
            RefuseHere(Fence.OtherNames);
        }
    }

    /// <summary>Refuses the statement that is being read.</summary>
    private void RefuseHere(Fence.Entry entry) =>
        reading.Refuse(RefusalIds.UnsupportedConstruct, origin is null ? reading.Declaration.GetLocation() : reading.Sites[origin.Ordinal], entry.Construct, entry.Reason, entry.Instead);

    private bool IsTouched(Expression value, IEnumerable<Expression> written) => written.Any(target => value.SelfAndDescendants().Any(part => (part, target) switch
    {
        (Read read, Read other) => MayBeSame(read.Variable, other.Variable),
        (Element element, Element other) => element.Type == other.Type && MayMeet(element.View, other.View),
        _ => false,
    }));

    private static Expression As(Expression value, IrType type) =>
        value.Type == type || value is NewBuffer or Composite ? value : new Conversion(type, value, IsImplicit: true);

    private static Expression DefaultOf(IrType type) => type switch
    {
        { Kind: Ir.TypeKind.Aggregate } => new Composite(type, type.Members.Select(member => DefaultOf(member.Type)).ToEquatableArray()),
        _ when type == IrType.Bool => new Constant(type, "false"),
        { IsFloatingPoint: true } or { IsInteger: true, Kind: not Ir.TypeKind.Char } => new Number(type, 0),
        _ => new Constant(type, "default"),
    };

    /// <summary>Takes a value apart that C# which is not modelled gives whole: it is kept in a local, whose members can be read.</summary>
    private Expression TakeApart(Expression whole, IrType type)
    {
        Variable kept = reading.NewVariable(NameFor(whole), Whole(type));
        Write(new Declare(kept, whole is Opaque opaque ? opaque with { ResultType = kept.Type } : whole));
        return MembersOf(new Read(kept), "", type);
    }

    private Expression MembersOf(Expression whole, string path, IrType type) => type.Kind == Ir.TypeKind.Aggregate
        ? new Composite(type, type.Members.Select(member => MembersOf(whole, path + "." + NameOf(type, member), member.Type)).ToEquatableArray())
        : new Field(whole, path, type);

    private string NameOf(IrType type, TypeMember member)
    {
        if (reading.NameOf(type, member) is { } name)
        {
            return name;
        }

        if (!reading.Refusals.Any(refusal => refusal.Id == RefusalIds.UnsupportedParameter))
        {
            RefuseHere(Fence.Unnameable);
        }

        return member.Name;
    }

    /// <summary>An element of a view of aggregates: <c>ps[i]</c> => <c>(ps[i].X, ps[i].Y)</c></summary>
    private Expression ElementOf(Expression view, Expression index)
    {
        IrType type = view.Type.Element!;
        if (view is Composite { AggregateType.IsView: true } columns)
        {
            index = Simple(index, "index");
            return new Composite(type, columns.Members.Select(column => ElementOf(column, index)).ToEquatableArray());
        }

        return type.Kind != Ir.TypeKind.Aggregate ? new Element(view, index) : ElementMembers(new Element(view is Element { Type.IsView: true } row ? row with { Index = Simple(row.Index, "index") } : Simple(view, "view"), Simple(index, "index")), "", type);
    }

    private Composite ElementMembers(Element element, string path, IrType type) => new(
        type,
        type.Members.Select(member => member.Type.Kind == Ir.TypeKind.Aggregate
            ? (Expression)ElementMembers(element, path + "." + NameOf(type, member), member.Type)
            : element with { Path = path + "." + NameOf(type, member), Leaf = member.Type }).ToEquatableArray());

    /// <summary>A member of a value, by its position; null if there is no such member.</summary>
    private static Expression? Member(Expression value, int index) => value is Composite composite && index >= 0 && index < composite.Members.Count ? composite.Members[index] : null;

    /// <summary><c>(a, b)</c></summary>
    private Composite ReadTuple(ITupleOperation operation)
    {
        Expression[] elements = ReadInOrder(operation.Elements);
        IrType type = TypeFor(operation.Type ?? operation.NaturalType);
        if (type.Kind != Ir.TypeKind.Aggregate)
        {
            // A tuple without numbers, on its way into another.
            type = new IrType(Ir.TypeKind.Aggregate, "tuple") { Members = elements.Select((element, i) => new TypeMember("Item" + (i + 1), element.Type)).ToEquatableArray(), Composition = Composition.Tuple };
        }

        return new Composite(type, elements.ToEquatableArray());
    }

    /// <summary><c>new P(a, b) { Z = c }</c></summary>
    private Expression ReadAggregateCreation(IObjectCreationOperation operation, IrType type)
    {
        INamedTypeSymbol named = (INamedTypeSymbol)operation.Type!;
        IMethodSymbol constructor = operation.Constructor!;
        bool isDefault = operation.Arguments.Length == 0 && constructor.IsImplicitlyDeclared && reading.Helpers.BodyOf(constructor) is null;
        Expression value = isDefault ? DefaultOf(type) : Constructed(operation, named, constructor, type);
        return operation.Initializer is { } initializer ? Initialised(value, initializer) : value;
    }

    private Expression Constructed(IObjectCreationOperation operation, INamedTypeSymbol named, IMethodSymbol constructor, IrType type)
    {
        if (reading.Helpers.BodyOf(constructor) is not null)
        {
            Expression self = NewPlace(Lowered(named.Name), type);
            DeclareLeaves(self, null);
            HelperArguments passed = new();
            passed.Add("self", self, ParameterPassing.Out);
            ReadArgumentsOf(constructor, receiver: null, operation.Arguments, passed);
            if (!passed.IsRefused)
            {
                CallHelper(operation, constructor, passed, this);
            }

            return self;
        }

        Expression[] arguments = ReadArguments(operation.Arguments);
        return Stored(constructor, arguments, type) ?? KnownCreation(operation, arguments, type) ?? TakeApart(ReadOpaque(operation), type);
    }

    /// <summary>What a constructor without a body makes, which stores each parameter in the member that is named like it; null if there is another member.</summary>
    private static Composite? Stored(IMethodSymbol constructor, Expression[] arguments, IrType type)
    {
        INamedTypeSymbol named = constructor.ContainingType;
        int[] members = [.. constructor.Parameters.Select(parameter => AggregateReader.IndexOfParameter(named, parameter.Name))];
        if (arguments.Length != members.Length || members.Any(index => index < 0) || (members.Length != type.Members.Count && named.DeclaringSyntaxReferences.Length == 0))
        {
            return null;
        }

        Expression[] values = [.. ((Composite)DefaultOf(type)).Members];
        for (int i = 0; i < members.Length; i++)
        {
            values[members[i]] = arguments[i] is Composite ? arguments[i] : As(arguments[i], type.Members[members[i]].Type);
        }

        return new Composite(type, values.ToEquatableArray());
    }

    /// <summary><c>value with { X = a }</c>, or the initializer of a new object.</summary>
    private Expression Initialised(Expression value, IObjectOrCollectionInitializerOperation initializer)
    {
        foreach (IOperation part in initializer.Initializers)
        {
            int index = part is ISimpleAssignmentOperation assignment
                ? assignment.Target switch
                {
                    IFieldReferenceOperation field => AggregateReader.IndexOf(field.Field),
                    IPropertyReferenceOperation property => AggregateReader.IndexOf(property.Property),
                    _ => -1,
                }
                : -1;
            if (index < 0 || value is not Composite)
            {
                return Refuse(part);
            }

            Expression[] values = InOrder(() => value, () => Read(((ISimpleAssignmentOperation)part).Value));
            Composite composite = (Composite)values[0];
            Expression member = values[1] is Composite ? values[1] : As(values[1], composite.Members[index].Type);
            value = composite with { Members = composite.Members.Select((old, i) => i == index ? member : old).ToEquatableArray() };
        }

        return value;
    }

    /// <summary>Whether a record is copied by a constructor that its author wrote, which may do anything.</summary>
    private static bool HasOwnCopy(ITypeSymbol? type) => type is INamedTypeSymbol { IsRecord: true, IsValueType: false } record
        && record.InstanceConstructors.Any(constructor => !constructor.IsImplicitlyDeclared && constructor.Parameters is [{ Type: var copied }] && SymbolEqualityComparer.Default.Equals(copied, record));

    /// <summary><c>(a, b) == (c, d)</c>: element by element.</summary>
    private Expression ReadTupleComparison(ITupleBinaryOperation operation)
    {
        if (HasOwnComparison(operation.LeftOperand.Type) || HasOwnComparison(operation.RightOperand.Type))
        {
            return Refuse(operation, Fence.TupleComparison);
        }

        Expression[] sides = ReadInOrder([operation.LeftOperand, operation.RightOperand]);
        bool isNegated = operation.OperatorKind == BinaryOperatorKind.NotEquals;
        BinaryOperator symbol = isNegated ? BinaryOperator.NotEqual : BinaryOperator.Equal;
        return Leaves(sides[0])
            .Zip(Leaves(sides[1]), (a, b) => (Expression)new Binary(symbol, a, As(b, a.Type)))
            .Aggregate((all, next) => new Binary(isNegated ? BinaryOperator.OrElse : BinaryOperator.AndAlso, all, next));
    }

    /// <summary>Whether a part of a tuple is a structure or a record: what compares it is an operator of its type's, or of what it converts to.</summary>
    private bool HasOwnComparison(ITypeSymbol? type) => type is not null && (PartsOf(type) is { } parts
        ? parts.Any(HasOwnComparison)
        : TypeFor(type).Kind == Ir.TypeKind.Aggregate);

    /// <summary>A parameter, or what a primary constructor's parameter became: a member.</summary>
    private Expression ReadParameter(IParameterReferenceOperation operation)
    {
        IParameterSymbol parameter = operation.Parameter;
        return IsCaptured(parameter) ? ReadCaptured(operation) : ValueOf(parameter, parameter.Type);
    }

    /// <summary>An operator that is a method; null if it is built in, or not known.</summary>
    private Expression? ReadOperator(IOperation operation, IMethodSymbol method, params IOperation[] operands)
    {
        bool isOfAggregates = TypeFor(operation.Type).Kind == Ir.TypeKind.Aggregate
            || operands.Any(operand => TypeFor(operand.Type).Kind == Ir.TypeKind.Aggregate);
        if (!isOfAggregates && reading.Helpers.BodyOf(method) is null)
        {
            return null;
        }

        return reading.Helpers.BodyOf(method) is null || !MayCarry(method)
            ? ReadKnownOperator(operation, method, operands) ?? Whole(ReadOpaque(operation), TypeFor(operation.Type))
            : CallOperator(operation, method, InOrder([.. operands.Select((operand, i) => (System.Func<Expression>)(() => CreatedClasses.CanChange(method.Parameters[i].Type) ? AsObject(Read(operand), operand, method.Parameters[i].Name) : Read(operand)))], i => CreatedClasses.CanChange(method.Parameters[i].Type) || (method.Parameters[i].RefKind == RefKind.In && ReadsAsPlace(operands[i]))));
    }

    private Expression CallOperator(IOperation operation, IMethodSymbol method, Expression[] operands)
    {
        HelperArguments passed = new();
        foreach ((IParameterSymbol parameter, Expression operand) in method.Parameters.Zip(operands, (parameter, operand) => (parameter, operand)))
        {
            bool isReference = CreatedClasses.CanChange(parameter.Type);
            passed.Add(parameter.Name, isReference ? Referenced(operand, passed) : operand, isReference ? ParameterPassing.Ref : ParameterPassing.Value);
        }

        return CallHelper(operation, method, passed, this);
    }
}
