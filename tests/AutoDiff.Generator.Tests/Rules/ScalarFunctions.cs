using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Tests.Rules;

/// <summary>.NET's scalar functions, found by reflection, as the IR knows them.</summary>
internal static class ScalarFunctions
{
    private static readonly Dictionary<Type, IrType> Types = new()
    {
        [typeof(double)] = IrType.Double,
        [typeof(float)] = IrType.Single,
        [typeof(int)] = IrType.Int32,
        [typeof(bool)] = IrType.Bool,
        [typeof(MidpointRounding)] = new IrType(TypeKind.Other, "global::System.MidpointRounding"),
    };

    /// <summary>Every public static method of the four types that takes a <c>float</c> or <c>double</c>, operators aside.</summary>
    public static IEnumerable<MethodInfo> All =>
        new[] { typeof(Math), typeof(MathF), typeof(double), typeof(float) }
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(method => !method.IsSpecialName && method.GetParameters().Any(parameter => IsFloatingPoint(parameter.ParameterType)))
            .OrderBy(method => method.ToString() + method.DeclaringType, StringComparer.Ordinal);

    public static bool IsFloatingPoint(Type type) => type == typeof(double) || type == typeof(float);

    public static Method ToMethod(MethodInfo info) => new(
        new TypeName("System", info.DeclaringType!.Name),
        info.Name,
        ToType(info.ReturnType),
        info.GetParameters().Select(parameter => new MethodParameter(parameter.Name!, ToType(parameter.ParameterType), ParameterUse.Input)).ToEquatableArray())
    {
        IsPure = true,
    };

    /// <summary>The same function in double precision.</summary>
    public static MethodInfo InDouble(MethodInfo info)
    {
        Type container = info.DeclaringType == typeof(MathF) ? typeof(Math) : info.DeclaringType == typeof(float) ? typeof(double) : info.DeclaringType!;
        return container.GetMethod(info.Name, [.. info.GetParameters().Select(parameter => parameter.ParameterType == typeof(float) ? typeof(double) : parameter.ParameterType)])!;
    }

    private static IrType ToType(Type type) => Types.TryGetValue(type, out IrType? known) ? known : new IrType(TypeKind.Other, type.Name);
}
