using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>Calls.</content>
internal sealed partial class BodyReader
{
    /// <summary>What a call that is read as a statement leaves as its value.</summary>
    private static readonly Constant Nothing = new(IrType.Void, "");

    private Expression ReadInvocation(IInvocationOperation operation)
    {
        IMethodSymbol method = operation.TargetMethod;
        if (OmittedCalls.Contain(method, operation.Syntax))
        {
            return Nothing;
        }

        if (ReadReferred(operation) is { } referred)
        {
            return referred;
        }

        if (ReadRecord(operation) is { } kept)
        {
            return kept;
        }

        if (ReadViewCall(operation) is { } known)
        {
            return known;
        }

        if (ReadGenericCall(operation) is { } ofParameter)
        {
            return ofParameter;
        }

        if (ReadReduction(operation) is { } reduced)
        {
            return reduced;
        }

        if (ReadDelegateCall(operation) is { } invoked)
        {
            return invoked;
        }

        (IMethodSymbol run, bool isExact) = Implementation(method, operation.Instance, operation.ConstrainedToType);
        if (ReadHelperCall(operation, run, ReceiverOf(operation.Instance, run), operation.Arguments, isExact) is { } called)
        {
            return called;
        }

        if (ReadKnownFunction(operation) is { } function)
        {
            return function;
        }

        if (operation.Arguments.FirstOrDefault(argument => argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out) is { } reference)
        {
            return Refuse(reference, Fence.ByReference);
        }

        if (method.RefKind != RefKind.None)
        {
            return Refuse(operation, Fence.RefReturn);
        }

        IrType type = TypeFor(method.ReturnType);
        if (type.Kind == Ir.TypeKind.Aggregate || operation.Arguments.Any(argument => TypeFor(argument.Value.Type).Kind == Ir.TypeKind.Aggregate))
        {
            return Whole(ReadOpaque(operation), type);
        }

        return IsModelled(operation) ? ReadCall(operation) : ReadOpaque(operation);
    }

    private Expression Whole(Expression value, IrType type) => type.Kind == Ir.TypeKind.Aggregate && value is Opaque ? TakeApart(value, type) : value;

    /// <summary>The object that an instance method is called on; null for a static or local one.</summary>
    private Func<Expression>? ReceiverOf(IOperation? instance, IMethodSymbol method) => instance switch
    {
        _ when method.IsStatic || IsLocal(method) => null,
        null => null,
        _ when IsOwnObject(instance) => () => self!,
        _ when TypeFor(method.ContainingType).Kind == Ir.TypeKind.Aggregate && IsMutating(method) && ReadsAsPlace(instance) => () => ReadPlace(instance) ?? Placeholder(instance),
        _ => () => Read(instance),
    };

    private bool ReadsAsPlace(IOperation instance) => instance switch
    {
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.PatternInput } => false,
        ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation or IArrayElementReferenceOperation => true,
        IFieldReferenceOperation { Instance: { } outer } => ReadsAsPlace(outer),
        _ => IsElement(instance) || IsReference(instance),
    };

    /// <summary>A call that gives a place and not a value.</summary>
    private static bool IsReference(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod.RefKind: not RefKind.None } or IPropertyReferenceOperation { Property.RefKind: not RefKind.None };

    private static bool IsModelled(IInvocationOperation operation) =>
        operation is { Instance: null, TargetMethod: { MethodKind: MethodKind.Ordinary, ContainingType: { } container } method }
        && container.TypeKind is not Microsoft.CodeAnalysis.TypeKind.TypeParameter
        && operation.ConstrainedToType is null
        && !method.IsVararg
        && operation.Arguments.All(argument => argument.Value is not IInterpolatedStringHandlerCreationOperation);

    private Expression ReadCall(IInvocationOperation operation)
    {
        IMethodSymbol method = operation.TargetMethod;
        if (!reading.CanName(method))
        {
            return Refuse(operation, Fence.Unnameable);
        }

        // Caller information is filled in anew where the call is written; a body that is put elsewhere keeps the names of its own parameters.
        IArgumentOperation[] written = [.. operation.Arguments.Where(argument => !IsCallerInformation(argument) || (!reading.IsRoot && IsArgumentName(argument)))];
        int[] ordinals = [.. written.Select(argument => argument.Parameter!.Ordinal)];
        int site = Site(operation);
        Expression[] values = WithinConstant(method, () => InOrder([.. written.Select(argument => (Func<Expression>)(() => IsArgumentName(argument) ? ArgumentName(argument) : AsDeclared(Read(Given(argument.Value)), argument, method)))]));
        Expression[] arguments = [.. values.Select((value, index) => (value, ordinal: ordinals[index])).OrderBy(pair => pair.ordinal).Select(pair => pair.value)];
        if (Array.Find(written, argument => TypeReader.IsMemory(argument.Parameter!.Type)) is { } memory)
        {
            return Refuse(memory, Fence.BufferArgument);
        }

        if (TypeReader.IsMemory(method.ReturnType))
        {
            return Refuse(operation, Fence.StoredMemory);
        }

        if (Array.FindIndex(values, IsInColumns) is >= 0 and var ownStructs)
        {
            return Refuse(written[ownStructs], Fence.OwnStructs);
        }

        IEnumerable<MethodParameter> parameters = written
            .OrderBy(argument => argument.Parameter!.Ordinal)
            .Select((argument, index) => Parameter(argument.Parameter!, arguments[index]));

        Method read = AsConstant(CustomRules.Attach(reading, method, MethodSymbolReader.Read(method, ConstantReader.Escaped(method.Name), parameters)), method);
        Call call = new(read, arguments.ToEquatableArray()) { Site = site };
        if (call.Type.IsView && arguments.Any(argument => argument.Type.IsView && argument.Type.Element == call.Type.Element))
        {
            return Refuse(operation, Fence.ReturnedBuffer);
        }

        return call;
    }

    /// <summary>What is converted to <c>object</c> is passed as it is, also a buffer behind an interface.</summary>
    private IOperation Given(IOperation value) =>
        Unconverted(value) is var operand && IsBufferBehind(operand) ? operand : Boxed(value);

    /// <summary>A buffer that is known behind an interface, as that interface: overloads of a constant were chosen for it.</summary>
    private Expression AsDeclared(Expression value, IArgumentOperation argument, IMethodSymbol method) =>
        value.Type.IsView && (constantDepth > 0 || IsMarkedConstant(method)) && Unconverted(argument.Value) is { Type.TypeKind: Microsoft.CodeAnalysis.TypeKind.Interface } declared
            ? new Ir.Conversion(TypeFor(declared.Type), value, IsImplicit: false)
            : value;

    /// <summary>Reads arguments as they come; their values are in parameter order.</summary>
    private Expression[] ReadArguments(ImmutableArray<IArgumentOperation> arguments)
    {
        Expression[] values = ReadInOrder(arguments.Select(argument => argument.Value));
        Expression[] ordered = new Expression[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            ordered[arguments[i].Parameter!.Ordinal] = values[i];
        }

        return ordered;
    }

    private static MethodParameter Parameter(IParameterSymbol parameter, Expression argument)
    {
        MethodParameter read = MethodSymbolReader.Read(parameter);
        return read.Type.Kind == Ir.TypeKind.Other ? read with { Type = argument.Type } : read;
    }

    /// <summary>An argument that C# converts to <c>object</c> of its own accord is passed as it is.</summary>
    private IOperation Boxed(IOperation value) =>
        value is IConversionOperation { IsImplicit: true, OperatorMethod: null, Operand: { Type: not null } operand }
        && TypeFor(value.Type).Kind == Ir.TypeKind.Other
        && TypeFor(operand.Type).Kind != Ir.TypeKind.Other
            ? operand
            : value;

    private static bool IsCallerInformation(IArgumentOperation argument) =>
        argument.ArgumentKind == ArgumentKind.DefaultValue
        && argument.Parameter!.GetAttributes().Any(attribute => attribute.AttributeClass?.Name.StartsWith("Caller", StringComparison.Ordinal) == true);

    private static bool IsArgumentName(IArgumentOperation argument) =>
        argument is { ArgumentKind: ArgumentKind.DefaultValue, Value.ConstantValue: { HasValue: true, Value: string } }
        && argument.Parameter!.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "CallerArgumentExpressionAttribute");

    private Constant ArgumentName(IArgumentOperation argument) =>
        new(TypeFor(argument.Parameter!.Type), SymbolDisplay.FormatLiteral((string)argument.Value.ConstantValue.Value!, quote: true));
}
