using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>
/// The object that an annotated method is called on => a parameter before all others, whose numbers are read when the method
/// begins: <c>Well.F(x)</c> => <c>F(this, x)</c>.
/// </summary>
internal static class ReceiverReader
{
    /// <summary>Whether a request asks for the gradient by <c>this</c>.</summary>
    public static bool IsIncluded(AttributeData attribute) => RequestReader.Argument(attribute, "IncludeThis").Value is true;

    /// <summary>The parameter; null where members are read as constants, each at its place.</summary>
    public static Variable? Read(Reading reading)
    {
        IMethodSymbol method = reading.Method;
        INamedTypeSymbol type = method.ContainingType;
        if (method.IsStatic || type.IsRefLikeType)
        {
            return null;
        }

        // A struct that can change is read once too: what its own methods would do to it must not be missed.
        bool isRead = RequestReader.AttributesOf(method).Any(IsIncluded)
            || (TypeReader.Read(type).Kind == Ir.TypeKind.Aggregate && (type is { IsValueType: true, IsReadOnly: false } || AggregateReader.OwnFields(type).Any(field => AggregateReader.IsCaptured(field.Field))));
        if (!isRead || AggregateReader.ReadOwn(type) is not { } read)
        {
            return null;
        }

        foreach (IParameterSymbol hiding in method.Parameters.Where(parameter => read.Members.Any(member => member.StandsAlone && member.Name == ConstantReader.Escaped(parameter.Name))))
        {
            reading.Refuse(
                RefusalIds.UnsupportedParameter,
                hiding.Locations.FirstOrDefault() ?? ShapeReader.NameLocation(reading.Declaration),
                hiding.Name,
                "it hides the parameter of that name of the type's constructor, which the derivative has to read",
                "rename one of them");
        }

        return reading.NewVariable("this", read);
    }

    /// <summary>Whether what a member holds may be differentiated with respect to.</summary>
    public static bool IsInput(IFieldSymbol field, IrType type) => type.CanBeActive && !AggregateReader.IsMarkedConstant(field);

    /// <summary>Refuses a request for the gradient by <c>this</c> that cannot be met.</summary>
    public static void Check(Reading reading, AttributeData attribute, Location location)
    {
        bool isReadBack = RequestReader.KindsOf(attribute) != DerivativeKinds.Gradient;
        foreach (string reason in Obstacles(reading, isReadBack).Take(1))
        {
            reading.Refuse(RefusalIds.InvalidRequest, location, reading.Method.Name, reason);
        }
    }

    private static IEnumerable<string> Obstacles(Reading reading, bool isReadBack)
    {
        IMethodSymbol method = reading.Method;
        INamedTypeSymbol type = method.ContainingType;
        if (method.IsStatic)
        {
            yield return "it is static, and there is no 'this' to include; pass the object as a parameter";
        }
        else if (RuleDeclaration.Own(method).Any())
        {
            yield return "its custom rule says nothing about 'this'; pass the object as a parameter";
        }
        else if (type.IsRefLikeType)
        {
            yield return "a gradient of the ref struct '" + type.Name + "' cannot be returned; make it a struct, or pass its numbers as parameters";
        }
        else if (reading.Receiver is not { Type: { } own })
        {
            yield return "not all fields of '" + type.Name + "' can be followed; keep the numbers in fields of its own that share no memory, or pass them as parameters";
        }
        else
        {
            foreach (string reason in Obstacles(type, own, isReadBack))
            {
                yield return reason;
            }
        }
    }

    private static IEnumerable<string> Obstacles(INamedTypeSymbol type, IrType own, bool isReadBack)
    {
        (string Name, IFieldSymbol Field, IrType Type)[] fields = [.. AggregateReader.OwnFields(type).Zip(own.Members, (field, member) => (field.Name, field.Field, member.Type))];
        foreach ((string name, IFieldSymbol field, IrType read) in fields)
        {
            if (!AggregateReader.IsMarkedConstant(field) && (!ActiveTypes.CanBeFilled(read) || ActiveTypes.IsUnsupported(field.Type) || TypeReader.IsMemory(field.Type)))
            {
                yield return "the gradient cannot hold '" + name + "' of type " + field.Type.ProseName() + "; mark it [NoGradient], or pass it as a parameter";
            }
        }

        if (own.Members.FirstOrDefault(member => member.StandsAlone && member.Type.CanBeActive && (isReadBack || member.Type.IsView)) is { } hidden)
        {
            yield return "no other object can read '" + hidden.Name + "', a parameter of the constructor, from a gradient, a shadow or a tangent; keep it in a field or property";
        }

        if (!fields.Any(field => IsInput(field.Field, field.Type)))
        {
            yield return "'" + type.Name + "' has no field or property of float or double that is not marked [NoGradient]";
        }

        bool isComposable = own.Composition != Composition.None && fields.All(field => field.Type.IsComposable || !IsInput(field.Field, field.Type));
        if (!isComposable && !(own.HasActiveBuffers && own.IsSettable))
        {
            yield return "a gradient of type '" + type.Name + "' cannot be written; make its numbers settable, with init say, or give it a constructor with a parameter for each field that only stores them";
        }
    }
}
