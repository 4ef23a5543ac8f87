using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Corpus.Tests;

/// <summary>A static method of numbers and arrays, and its generated gradient, to be called with arrays of objects.</summary>
internal sealed class GradientCall
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<SpecialType, Type> Scalars = new()
    {
        [SpecialType.System_Boolean] = typeof(bool),
        [SpecialType.System_Int32] = typeof(int),
        [SpecialType.System_Int64] = typeof(long),
        [SpecialType.System_Single] = typeof(float),
        [SpecialType.System_Double] = typeof(double),
    };

    private readonly MethodInfo primal;
    private readonly MethodInfo gradient;
    private readonly Func<object[], Array[], object> run;

    private GradientCall(MethodInfo primal, MethodInfo gradient)
    {
        this.primal = primal;
        this.gradient = gradient;
        Parameters = [.. primal.GetParameters().Select(parameter => parameter.ParameterType)];
        run = Build();
    }

    /// <summary>The types of the method's parameters.</summary>
    public Type[] Parameters { get; }

    /// <summary>Whether anything in the signature has single precision.</summary>
    public bool IsSingle => Parameters.Append(primal.ReturnType).Any(type => type == typeof(float) || type == typeof(float[]));

    /// <summary>The pair in a compiled corpus; null where it cannot be called with random arguments.</summary>
    public static GradientCall? Find(Assembly assembly, IMethodSymbol method)
    {
        Type?[] types = [.. method.Parameters.Select(parameter => parameter.RefKind == RefKind.None ? TypeOf(parameter.Type) : null)];
        if (!method.IsStatic || method.ContainingType.IsGenericType || types.Contains(null) || TypeOf(method.ReturnType) is null || !NumericSignature.IsNumber(method.ReturnType))
        {
            return null;
        }

        Type? container = assembly.GetType(Generator.FrontEnd.SymbolNames.MetadataFullName(method.ContainingType));
        MethodInfo? primal = container?.GetMethods(Any).SingleOrDefault(found => found.Name == method.Name && TypesOf(found).SequenceEqual(types));
        MethodInfo? gradient = container?.GetMethods(Any).SingleOrDefault(found =>
            found.Name == method.Name + "ValueAndGradient"
            && TypesOf(found).Take(types.Length).SequenceEqual(types)
            && found.GetParameters().Length - types.Length == (HasBuffers(types) ? types.Count(IsActive) : 0));
        return primal is null || gradient is null ? null : new(primal, gradient);
    }

    /// <summary>Whether a parameter has a gradient.</summary>
    public static bool IsActive(Type? type) => type == typeof(double) || type == typeof(float) || (type is { IsArray: true } && IsActive(type.GetElementType()));

    /// <summary>The method's own value.</summary>
    public double Value(object[] arguments) => Convert.ToDouble(primal.Invoke(null, BindingFlags.DoNotWrapExceptions, null, Copied(arguments), null), null);

    /// <summary>The generated value and gradient: all numbers of all active parameters in a row.</summary>
    public (double Value, double[] Gradient) ValueAndGradient(object[] arguments)
    {
        if (!HasBuffers(Parameters))
        {
            ITuple result = (ITuple)gradient.Invoke(null, BindingFlags.DoNotWrapExceptions, null, Copied(arguments), null)!;
            return (Convert.ToDouble(result[0], null), [.. Flat(result[1]!)]);
        }

        Array[] destinations = [.. arguments.Where(argument => IsActive(argument.GetType())).Select(DestinationOf)];
        double value = Convert.ToDouble(run(Copied(arguments), destinations), null);
        return (value, [.. destinations.SelectMany(destination => destination.Cast<object>()).Select(number => Convert.ToDouble(number, null))]);
    }

    /// <summary>Arguments that may be written to.</summary>
    private static object[] Copied(object[] arguments) => [.. arguments.Select(argument => argument is Array array ? array.Clone() : argument)];

    private static Array DestinationOf(object argument)
    {
        Array destination = argument is Array array ? (Array)array.Clone() : Array.CreateInstance(argument.GetType(), 1);
        for (int i = 0; i < destination.Length; i++)
        {
            destination.SetValue(destination.GetType() == typeof(float[]) ? (object)float.NaN : double.NaN, i);
        }

        return destination;
    }

    private static IEnumerable<double> Flat(object value) => value is ITuple tuple
        ? Enumerable.Range(0, tuple.Length).SelectMany(i => Flat(tuple[i]!))
        : [Convert.ToDouble(value, null)];

    private static bool HasBuffers(IEnumerable<Type?> types) => types.Any(type => type is { IsArray: true } && IsActive(type));

    private static IEnumerable<Type> TypesOf(MethodInfo method) => method.GetParameters().Select(parameter => parameter.ParameterType);

    private static Type? TypeOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { IsSZArray: true } array when array.ElementType.TypeKind != TypeKind.Enum && Scalars.TryGetValue(array.ElementType.SpecialType, out Type? element) => element.MakeArrayType(),
        { TypeKind: not TypeKind.Enum } when Scalars.TryGetValue(type.SpecialType, out Type? scalar) => scalar,
        _ => null,
    };

    // Reflection cannot pass spans.
    private Func<object[], Array[], object> Build()
    {
        DynamicMethod method = new("Run", typeof(object), [typeof(object[]), typeof(Array[])], gradient.Module, skipVisibility: true);
        ILGenerator code = method.GetILGenerator();
        int index = 0;
        foreach (Type type in TypesOf(gradient))
        {
            bool isDestination = index >= Parameters.Length;
            code.Emit(isDestination ? OpCodes.Ldarg_1 : OpCodes.Ldarg_0);
            code.Emit(OpCodes.Ldc_I4, isDestination ? index - Parameters.Length : index);
            code.Emit(OpCodes.Ldelem_Ref);
            if (!isDestination)
            {
                code.Emit(type.IsValueType ? OpCodes.Unbox_Any : OpCodes.Castclass, type);
            }
            else if (type.IsByRef)
            {
                code.Emit(OpCodes.Castclass, type.GetElementType()!.MakeArrayType());
                code.Emit(OpCodes.Ldc_I4_0);
                code.Emit(OpCodes.Ldelema, type.GetElementType()!);
            }
            else
            {
                Type array = type.GetGenericArguments()[0].MakeArrayType();
                code.Emit(OpCodes.Castclass, array);
                code.Emit(OpCodes.Newobj, type.GetConstructor([array])!);
            }

            index++;
        }

        code.Emit(OpCodes.Call, gradient);
        code.Emit(OpCodes.Box, gradient.ReturnType);
        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<Func<object[], Array[], object>>();
    }
}
