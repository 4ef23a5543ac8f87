using System;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>
/// Conversions that are no operations of their own: of the parts of a tuple, of a loop's items, and before and after an operator
/// of conversion.
/// </content>
internal sealed partial class BodyReader
{
    /// <summary>A value as the type that C# converts it to, part by part if it is a tuple.</summary>
    private Expression ConvertedTo(ITypeSymbol? to, ITypeSymbol? from, Expression value, IOperation site)
    {
        if (to is null || from is null || SymbolEqualityComparer.Default.Equals(from, to))
        {
            return value;
        }

        if (value is Composite whole && PartsOf(to) is { } targets && PartsOf(from) is { } sources && targets.Length == sources.Length && whole.Members.Count == targets.Length)
        {
            IrType type = TypeFor(to);
            Expression[] parts = InOrder([.. whole.Members.Select((part, i) => (Func<Expression>)(() => ConvertedTo(targets[i], sources[i], part, site)))]);
            return new Composite(type.Kind == Ir.TypeKind.Aggregate ? type : whole.Type, parts.ToEquatableArray());
        }

        CommonConversion how = reading.Model.Compilation.ClassifyConversion(from, to).ToCommonConversion();
        return how.MethodSymbol is { } method ? ByOperator(method, to, from, value, site) : AsIs(to, value, how.IsImplicit, site);
    }

    private static ITypeSymbol[]? PartsOf(ITypeSymbol type) => type is INamedTypeSymbol { IsTupleType: true } tuple ? [.. tuple.TupleElements.Select(part => part.Type)] : null;

    /// <summary>A conversion between numbers, or one that leaves what it is given.</summary>
    private Expression AsIs(ITypeSymbol to, Expression value, bool isImplicit, IOperation site)
    {
        IrType type = TypeFor(to);
        if (value is Composite or NewBuffer || value.Type == type)
        {
            return value;
        }

        return value.Type.CanBeActive != type.CanBeActive && !(TypeReader.IsScalar(value.Type) && TypeReader.IsScalar(type))
            ? Refuse(site, Fence.PartConversion)
            : WithOverflow(new Ir.Conversion(type, value, isImplicit), site is IConversionOperation { IsChecked: true });
    }

    /// <summary>C# may convert to what the operator takes before it, and from what it gives after it.</summary>
    private Expression ByOperator(IMethodSymbol method, ITypeSymbol to, ITypeSymbol from, Expression value, IOperation site)
    {
        Expression operand = ConvertedTo(method.Parameters[0].Type, from, value, site);
        if (reading.Helpers.BodyOf(method) is not null && MayCarry(method) && !CreatedClasses.CanChange(method.Parameters[0].Type))
        {
            return ConvertedTo(to, method.ReturnType, CallOperator(site, method, [operand]), site);
        }

        if (KnownOperator(site, method, [operand]) is { } known)
        {
            return ConvertedTo(to, method.ReturnType, known, site);
        }

        // What carries no derivative is converted by a cast.
        return value.Type.CanBeActive || TypeFor(to).CanBeActive ? Refuse(site, Fence.PartConversion) : AsIs(to, value, isImplicit: false, site);
    }

    /// <summary>The item of a loop as the variable that the loop declares for it.</summary>
    private Expression ItemAs(ILocalSymbol variable, Expression item, IForEachLoopOperation loop) =>
        ConvertedTo(variable.Type, ItemTypeOf(loop), item, loop.Collection);

    private ITypeSymbol? ItemTypeOf(IForEachLoopOperation loop) =>
        loop.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.CommonForEachStatementSyntax each ? reading.Model.GetForEachStatementInfo(each).ElementType : null;

    /// <summary>The parts of a value that is taken apart, each as the type of the variable that gets it.</summary>
    private Expression PartsAs(IOperation target, DeconstructionInfo how, Expression value, ITypeSymbol? from, IOperation site)
    {
        target = target is IDeclarationExpressionOperation declaration ? declaration.Expression : target;
        if (target is not ITupleOperation tuple)
        {
            return target is IDiscardOperation ? value : ConvertedTo(target.Type, from, value, site);
        }

        ITypeSymbol[]? parts = how.Method is { } method ? PartsOf(method) : from is null ? null : PartsOf(from);
        return value is Composite whole && parts?.Length == whole.Members.Count && tuple.Elements.Length == parts.Length
            ? new Composite(whole.Type, InOrder([.. whole.Members.Select((part, i) => (Func<Expression>)(() => PartsAs(tuple.Elements[i], how.Nested.Length > i ? how.Nested[i] : default, part, parts[i], site)))]).ToEquatableArray())
            : value;
    }

    private static ITypeSymbol[] PartsOf(IMethodSymbol method) =>
        [.. method.Parameters.Skip(method is { IsStatic: true, ReducedFrom: null } ? 1 : 0).Select(parameter => parameter.Type)];
}
