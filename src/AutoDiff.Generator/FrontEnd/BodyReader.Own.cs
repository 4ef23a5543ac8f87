using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>The object that the annotated method is called on, and its members.</content>
internal sealed partial class BodyReader
{
    /// <summary>Marks the reading of a method for the annotated method's own object, member by member.</summary>
    private const string OwnObject = "this";

    /// <summary>
    /// Whether <see cref="self"/> is an object of a class in parts. A class is taken apart only there: elsewhere others may hold
    /// the same object, so that its members are nobody's own numbers.
    /// </summary>
    private bool isOwnObject;

    /// <summary>What the members are read into, which nothing may write.</summary>
    private HashSet<Variable> own = [];

    // double F(double x) => K * x;   =>   double k = this.K; return k * x;
    private void ReadSelf()
    {
        INamedTypeSymbol type = reading.Method.ContainingType;
        IrType read = TypeFor(type);
        Constant whole = new(new IrType(Ir.TypeKind.Other, read.Name), "this");
        if (reading.Receiver is not { } receiver)
        {
            self = read.Kind == Ir.TypeKind.Aggregate ? MembersOf(whole, "", read) : whole;
            return;
        }

        bool isIncluded = RequestReader.AttributesOf(reading.Method).Any(ReceiverReader.IsIncluded);
        isOwnObject = read.Kind != Ir.TypeKind.Aggregate;
        List<Expression> members = [];
        foreach (((string name, IFieldSymbol field), TypeMember member) in AggregateReader.OwnFields(type).Zip(receiver.Type.Members, (field, member) => (field, member)))
        {
            Expression place = NewPlace(LocalName(name), member.Type, isOutside: true);
            Expression holder = member.StandsAlone || (ReceiverReader.IsInput(field, member.Type) && (isIncluded || !member.Type.IsView)) ? new Read(receiver) : whole;
            DeclareLeaves(place, MembersOf(holder, "." + member.Name, member.Type));
            own.UnionWith(Leaves(place).Select(leaf => ((Read)leaf).Variable));
            members.Add(place);
        }

        self = new Composite(receiver.Type, members.ToEquatableArray());
    }

    /// <summary><c>_gain</c> => <c>gain</c></summary>
    private static string LocalName(string member)
    {
        string name = member.TrimStart('_');
        return name.Length == 0 || char.IsDigit(name[0]) ? "field" : char.ToLowerInvariant(name[0]) + name.Substring(1);
    }

    /// <summary>Whether a parameter is one of a primary constructor, seen by another member: a field in all but name.</summary>
    private bool IsCaptured(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } && !variables.ContainsKey(parameter) && !bound.ContainsKey(parameter);

    /// <summary>What such a parameter holds. A called method cannot name it: where its body is put, another variable may hide it.</summary>
    private Expression ReadCaptured(IParameterReferenceOperation operation)
    {
        IParameterSymbol parameter = operation.Parameter;
        if (Member(self!, AggregateReader.IndexOf(parameter.ContainingType, parameter.Name)) is { } kept)
        {
            return kept;
        }

        if (!reading.IsRoot || self is not Constant || TypeFor(parameter.Type).Kind == Ir.TypeKind.Aggregate || TypeReader.IsMemory(parameter.Type))
        {
            return Refuse(operation, Fence.Captured);
        }

        if (!fixedFields.TryGetValue(parameter, out Variable variable))
        {
            IrType type = TypeFor(parameter.Type);
            variable = reading.NewVariable(parameter.Name, type);
            fixedFields.Add(parameter, variable);
            own.Add(variable);
            fixedArrays.Add(new Declare(variable, new Constant(type, ConstantReader.Escaped(parameter.Name))));
        }

        return new Read(variable);
    }

    /// <summary>Whether an operation stands for an object of a class that is in parts.</summary>
    private bool IsOwnObject(IOperation? operation) => isOwnObject && operation is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance };

    /// <summary>A value that is taken apart, by whose member it is asked.</summary>
    private Expression Holder(IOperation holder) => IsOwnObject(holder) ? self! : Read(holder);

    private bool IsInParts(IOperation holder) => IsOwnObject(holder) || TypeFor(holder.Type).Kind == Ir.TypeKind.Aggregate;

    /// <summary>A field or property of an own object, where C# that is not modelled reads it.</summary>
    private Expression? OwnMember(ISymbol member) => member switch
    {
        _ when !isOwnObject || member.IsStatic => null,
        IFieldSymbol field => Member(self!, AggregateReader.IndexOf(field)),
        IPropertySymbol property when !IsOverridable(property) => Member(self!, AggregateReader.IndexOf(property)),
        _ => null,
    };

    private static bool IsOverridable(ISymbol member) =>
        (member.IsAbstract || member.IsVirtual || member.IsOverride) && !member.IsSealed && member.ContainingType is { IsSealed: false, IsValueType: false };

    /// <summary>What is passed for the object of a class that is in parts must be read as such.</summary>
    private bool IsOwnReceiver(Expression receiver) =>
        receiver is Composite && reading.Receiver is { } own && receiver.Type == own.Type && TypeFor(reading.Method.ContainingType).Kind != Ir.TypeKind.Aggregate;
}
