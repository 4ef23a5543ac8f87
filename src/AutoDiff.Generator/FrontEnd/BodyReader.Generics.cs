using System;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>Generic math: the members of type parameters that stand for floating-point types.</content>
internal sealed partial class BodyReader
{
    /// <summary>Whether an operator is C#'s own, or that of a type parameter for numbers, which means the same.</summary>
    private static bool IsBuiltIn(IMethodSymbol? method) => method is null || IsOfNumbers(method);

    private static bool IsOfNumbers(ISymbol member) =>
        member is { IsStatic: true, ContainingType: { TypeKind: Microsoft.CodeAnalysis.TypeKind.Interface, TypeArguments: [{ } self, ..], ContainingNamespace: { Name: "Numerics", ContainingNamespace.Name: "System" } } }
        && TypeReader.Read(self).Kind == Ir.TypeKind.Generic;

    /// <summary><c>T.Zero</c>, <c>T.Pi</c></summary>
    private static Expression? ReadGenericConstant(IPropertyReferenceOperation operation)
    {
        if (!IsOfNumbers(operation.Property))
        {
            return null;
        }

        IrType type = TypeReader.Read(operation.Property.ContainingType.TypeArguments[0]);
        return operation.Property.Name switch
        {
            "Zero" or "AdditiveIdentity" => new Number(type, 0),
            "One" or "MultiplicativeIdentity" => new Number(type, 1),
            "NegativeOne" => new Number(type, -1),
            var name => new Constant(type, type.Name + "." + name),
        };
    }

    /// <summary><c>T.Exp(x)</c>, <c>T.CreateChecked(2)</c>, <c>double.CreateChecked(x)</c></summary>
    private Expression? ReadGenericCall(IInvocationOperation operation)
    {
        IMethodSymbol method = operation.TargetMethod;
        IrType target = TypeReader.Read(method.ReturnType);
        if (method.Name.StartsWith("Create", StringComparison.Ordinal) && operation.Arguments.Length == 1 && target.IsFloatingPoint && method.ContainingNamespace.ToDisplayString() is "System" or "System.Numerics")
        {
            IOperation value = operation.Arguments[0].Value;
            IrType source = TypeReader.Read(value.Type);
            bool isConversion = TypeReader.IsScalar(source) && (target.Kind == Ir.TypeKind.Generic || source.Kind == Ir.TypeKind.Generic || method.ContainingType.SpecialType is SpecialType.System_Double or SpecialType.System_Single);
            return !isConversion ? null
                : Read(value) switch
                {
                    Number { Value: var number } when target.Kind == Ir.TypeKind.Generic => new Number(target, number),
                    var read when read.Type == target => read,
                    var read => new Conversion(target, read, IsImplicit: false),
                };
        }

        if (!IsOfNumbers(method) || operation.Instance is not null)
        {
            return null;
        }

        IrType own = TypeReader.Read(method.ContainingType.TypeArguments[0]);
        Expression[] arguments = ReadArguments(operation.Arguments);
        if (arguments.Any(argument => argument is Composite) || target.Kind == Ir.TypeKind.Aggregate)
        {
            return null;
        }

        Method called = new(
            new TypeName("", own.Name) { IsParameter = true },
            method.Name,
            target,
            method.Parameters.Zip(arguments, (parameter, argument) => new MethodParameter(parameter.Name, argument.Type, ParameterUse.Input)).ToEquatableArray())
        {
            IsPure = true,
        };
        return new Call(called, arguments.ToEquatableArray()) { Site = Site(operation) };
    }

    /// <summary><c>default(T)</c>, and <c>new T()</c> where that is the same.</summary>
    private Expression ReadDefaultOf(IOperation operation, INamedTypeSymbol type) =>
        operation is ITypeParameterObjectCreationOperation && type.InstanceConstructors.Any(constructor => constructor is { Parameters.IsEmpty: true, IsImplicitlyDeclared: false })
            ? Refuse(operation, Fence.TypeParameter)
            : TypeReader.Read(type) is { Kind: Ir.TypeKind.Aggregate } parts ? DefaultOf(parts)
            : new Opaque(TypeReader.Read(type), ["default(" + type.GlobalName() + ")"], []) { Site = Site(operation) };
}
