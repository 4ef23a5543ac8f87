using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Tests.Interpreter;

/// <summary>Calls of .NET's scalar functions: values by reflection, tangents by <see cref="Tangents"/>.</summary>
internal static class Functions
{
    private static readonly Dictionary<Method, MethodInfo> Found = [];

    public static object Call(Method method, object[] arguments)
    {
        object value;
        try
        {
            value = Find(method).Invoke(null, [.. arguments.Select(Scalars.ToBoxed)])!;
        }
        catch (TargetInvocationException exception)
        {
            throw exception.InnerException!;
        }

        Dual[] numbers = [.. arguments.OfType<Dual>()];
        object result = Scalars.FromBoxed(value);
        if (result is not Dual dual || numbers.All(number => number.Tangent == 0))
        {
            return result;
        }

        double tangent = Tangents.Of(method.Name, numbers, [.. arguments.OfType<int>()], dual.Value);
        return dual with { Tangent = tangent };
    }

    public static Type TypeOf(IrType type) => type.Kind switch
    {
        TypeKind.Bool => typeof(bool),
        TypeKind.SByte => typeof(sbyte),
        TypeKind.Byte => typeof(byte),
        TypeKind.Int16 => typeof(short),
        TypeKind.UInt16 => typeof(ushort),
        TypeKind.Int32 => typeof(int),
        TypeKind.UInt32 => typeof(uint),
        TypeKind.Int64 => typeof(long),
        TypeKind.UInt64 => typeof(ulong),
        TypeKind.NInt => typeof(nint),
        TypeKind.NUInt => typeof(nuint),
        TypeKind.Char => typeof(char),
        TypeKind.Single => typeof(float),
        TypeKind.Double => typeof(double),
        _ => Type.GetType(type.Name.Replace("global::", "", StringComparison.Ordinal)) ?? throw new NotSupportedException(type.Name),
    };

    private static MethodInfo Find(Method method)
    {
        if (!Found.TryGetValue(method, out MethodInfo? info))
        {
            Type type = Type.GetType(method.Container.FullName) ?? throw new NotSupportedException(method.FullName);
            info = type.GetMethod(method.Name, [.. method.Parameters.Select(parameter => TypeOf(parameter.Type))])
                ?? throw new NotSupportedException($"{method.FullName} of {string.Join(", ", method.Parameters.Select(parameter => parameter.Type.Name))}");
            Found[method] = info;
        }

        return info;
    }
}
