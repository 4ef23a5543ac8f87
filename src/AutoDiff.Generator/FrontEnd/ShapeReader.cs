using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>Whether a method's declaration, whatever its body, can have generated siblings.</summary>
internal static class ShapeReader
{
    /// <summary>Refuses what is wrong; false if the body is not worth reading.</summary>
    public static bool Check(Reading reading)
    {
        CheckMethod(reading);
        CheckContainers(reading);
        CheckResult(reading);
        CheckParameters(reading);
        return reading.Refusals.All(refusal => refusal.Id is RefusalIds.TypeNotPartial or RefusalIds.UnsupportedParameter or RefusalIds.UnsupportedResult);
    }

    private static void CheckMethod(Reading reading)
    {
        IMethodSymbol method = reading.Method;
        (string What, string Instead)? refused = method switch
        {
            { MethodKind: MethodKind.LocalFunction } => ("a local function", "make it a static method of the type"),
            { MethodKind: not MethodKind.Ordinary } => ("not an ordinary method", "move the code to a static method"),
            { IsAbstract: true } or { IsVirtual: true } or { IsOverride: true, IsSealed: false, ContainingType.IsSealed: false } => ("overridable, so that a derived type could change it unseen", "make it an ordinary static method"),
            { IsExtern: true } => ("extern", "write the body in C#"),
            { IsAsync: true } => ("async", "make it synchronous"),
            { IsVararg: true } => ("variadic", "use a span"),
            _ when !HasBody(reading.Declaration) => ("a declaration without a body", "annotate the part that has the body"),
            _ => null,
        };
        if (refused is { } found)
        {
            reading.Refuse(RefusalIds.UnsupportedMethod, NameLocation(reading.Declaration), method.Name, found.What, found.Instead);
        }
    }

    private static bool HasBody(SyntaxNode declaration) =>
        declaration is MethodDeclarationSyntax { Body: not null } or MethodDeclarationSyntax { ExpressionBody: not null };

    private static void CheckContainers(Reading reading)
    {
        if (reading.Method.ContainingType is null)
        {
            return;
        }

        foreach (TypeDeclarationSyntax type in reading.Declaration.Ancestors().OfType<TypeDeclarationSyntax>())
        {
            if (reading.Model.GetDeclaredSymbol(type, reading.Cancellation) is not INamedTypeSymbol symbol)
            {
                continue;
            }

            if (symbol.IsFileLocal)
            {
                reading.Refuse(RefusalIds.UnsupportedContainer, type.Identifier.GetLocation(), symbol.Name, "it is local to its file, and generated members stand in another file");
            }
            else if (symbol.TypeKind == Microsoft.CodeAnalysis.TypeKind.Interface)
            {
                reading.Refuse(RefusalIds.UnsupportedContainer, type.Identifier.GetLocation(), symbol.Name, "interface members are not supported yet; move the method to a class");
            }
            else if (!type.Modifiers.Any(modifier => modifier.ValueText == "partial"))
            {
                reading.Refuse(RefusalIds.TypeNotPartial, type.Identifier.GetLocation(), symbol.Name, reading.Method.Name);
            }
        }
    }

    private static void CheckResult(Reading reading)
    {
        IMethodSymbol method = reading.Method;
        IrType type = TypeReader.Read(method.ReturnType);
        if ((type.IsFloatingPoint && method.RefKind == RefKind.None))
        {
            return;
        }

        bool isGradient = RequestReader.AttributesOf(method).Any(attribute => RequestReader.KindsOf(attribute).HasFlag(DerivativeKinds.Gradient));
        bool isLeft = method.RefKind == RefKind.None && type.Kind <= Ir.TypeKind.Char;
        if (!isGradient && ((isLeft && method.Parameters.Any(IsOutput)) || (method.RefKind == RefKind.None && IsProductOf(type))))
        {
            return;
        }

        Location location = reading.Declaration is MethodDeclarationSyntax declaration ? declaration.ReturnType.GetLocation() : NameLocation(reading.Declaration);
        string instead = type switch
        {
            _ when method.RefKind != RefKind.None => "return by value",
            _ when isGradient && isLeft && method.Parameters.Any(IsOutput) => "return the number to differentiate, or ask for Derivatives.Vjp",
            { Kind: Ir.TypeKind.Void } when !isGradient => "return a number, or write to a parameter that is not marked [NoGradient]",
            { Kind: Ir.TypeKind.Void } => "return the number to differentiate",
            { IsInteger: true } => "an integer does not change smoothly: compute it in float or double",
            _ when isGradient && IsProductOf(type) => "return one number, such as an element or a sum, or ask for Derivatives.Vjp",
            { IsView: true } when !isGradient => "return an array of float or double, or write to a parameter",
            { IsView: true } => "return one number, such as an element or a sum",
            _ => "return float or double",
        };
        reading.Refuse(RefusalIds.UnsupportedResult, location, method.Name, method.ReturnType.ProseName(), instead);
    }

    /// <summary>Whether a product, though no gradient, may be taken of what a method returns: the numbers of a structure, or those of an array.</summary>
    private static bool IsProductOf(IrType type) =>
        type is { Kind: Ir.TypeKind.Aggregate, CanBeActive: true } ? !ActiveTypes.HoldsBuffers(type) && ActiveTypes.Obstacle(type) is null : type is { Kind: Ir.TypeKind.Array, Element.IsFloatingPoint: true };

    /// <summary>Whether a parameter carries derivatives out of the method.</summary>
    private static bool IsOutput(IParameterSymbol parameter) =>
        ActiveTypes.CanBeActive(parameter)
        && parameter.Attribute(WellKnownNames.NoGradient) is null
        && (parameter.RefKind is RefKind.Out or RefKind.Ref || TypeReader.Read(parameter.Type) is { Kind: Ir.TypeKind.Span or Ir.TypeKind.Array } or { HasActiveBuffers: true });

    private static void CheckParameters(Reading reading)
    {
        if (TypeArguments.ParametersOf(reading.Method).FirstOrDefault(parameter => TypeReader.AnyNumber(parameter) is not null) is { } number)
        {
            reading.Refuse(
                RefusalIds.UnsupportedMethod,
                NameLocation(reading.Declaration),
                reading.Method.Name,
                "generic in '" + number.Name + "', which may stand for an integer",
                "constrain '" + number.Name + "' to IFloatingPointIeee754<" + number.Name + ">");
        }

        foreach (IParameterSymbol parameter in reading.Method.Parameters)
        {
            Location location = parameter.Locations.FirstOrDefault() ?? NameLocation(reading.Declaration);
            bool isScalar = TypeReader.IsScalar(TypeReader.Read(parameter.Type)) || TypeReader.Read(parameter.Type).Kind == Ir.TypeKind.Aggregate;
            if (!(parameter.RefKind is RefKind.None or RefKind.In || (parameter.RefKind is RefKind.Ref or RefKind.Out && isScalar)))
            {
                reading.Refuse(RefusalIds.UnsupportedParameter, location, parameter.Name, "it is passed by reference", "pass it by value or by 'in', and return the result");
            }

            if (AggregateReader.Unnameable(parameter.Type, symbol => reading.Model.Compilation.IsSymbolAccessibleWithin(symbol, reading.Method.ContainingType)) is { } hidden)
            {
                (string what, string make) = hidden is IFieldSymbol field && AggregateReader.IsCaptured(field)
                    ? ("'" + AggregateReader.NameOf(field) + "', a parameter of its constructor,", "keep it in a property")
                    : ("'" + hidden.ProseName() + "'", "make that field internal");
                reading.Refuse(RefusalIds.UnsupportedParameter, location, parameter.Name, what + " cannot be named here", make + ", move the method into its type, or pass its numbers");
            }

            if (IsPointer(parameter.Type))
            {
                reading.Refuse(RefusalIds.UnsupportedParameter, location, parameter.Name, "memory reached through pointers cannot be followed", "pass a span");
            }
        }
    }

    private static bool IsPointer(ITypeSymbol type) =>
        type is IPointerTypeSymbol or IFunctionPointerTypeSymbol || (type is IArrayTypeSymbol array && IsPointer(array.ElementType));

    public static Location NameLocation(SyntaxNode declaration) => declaration switch
    {
        MethodDeclarationSyntax method => method.Identifier.GetLocation(),
        LocalFunctionStatementSyntax function => function.Identifier.GetLocation(),
        _ => declaration.GetLocation(),
    };
}
