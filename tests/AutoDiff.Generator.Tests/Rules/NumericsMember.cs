using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Reflection;
using Xunit.Sdk;

namespace AutoDiff.Generator.Tests.Rules;

/// <summary>
/// A member of <c>System.Numerics</c>, found by the signature that the table has for it, and C# that uses it: a method of
/// plain numbers that puts the arguments together, calls the member and adds up all numbers of the result, each with a
/// weight of its own.
/// </summary>
internal sealed class NumericsMember
{
    private static readonly Dictionary<string, Type> Types =
        new[]
        {
            typeof(Vector2), typeof(Vector3), typeof(Vector4), typeof(Plane), typeof(Quaternion), typeof(Matrix3x2), typeof(Matrix4x4), typeof(Complex),
            typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(float), typeof(double),
            typeof(Math), typeof(MathF),
        }.ToDictionary(type => type.Name);

    private readonly List<string> parameters = [];
    private readonly string expression;
    private readonly Type result;

    public NumericsMember(string signature)
    {
        Signature = signature;
        (expression, result) = Parse(signature);
    }

    public string Signature { get; }

    /// <summary>How many numbers the method takes.</summary>
    public int Count => parameters.Count;

    public bool IsInDouble => Signature.Contains("Complex", StringComparison.Ordinal) || Signature.Contains("Double", StringComparison.Ordinal);

    private string Number => IsInDouble ? "double" : "float";

    /// <summary>The annotated method.</summary>
    public string Method(string name)
    {
        // The first parameter only makes sure that there is one that the result depends on.
        string all = string.Concat(parameters.Select(parameter => $", {Number} {parameter}"));
        string sum = string.Join(" + ", Parts(result, "r").Select((part, i) => $"({Number}){(0.3 + (0.17 * i) - (i % 2 * 0.9)).ToString("R", CultureInfo.InvariantCulture)} * {part}"));
        return $$"""
                [Differentiable]
                public static {{Number}} {{name}}({{Number}} t{{all}})
                {
                    {{expression}}
                    return ({{Number}})0.5 * t + {{sum}};
                }

            """;
    }

    private static IEnumerable<string> Parts(Type type, string path) => type.Name switch
    {
        "Boolean" => [$"({path} ? t : -t)"],
        "Single" or "Double" => [path],
        "Complex" => [path + ".Real", path + ".Imaginary"],
        "ValueTuple`2" => [path + ".Sin", path + ".Cos"],
        "Plane" => [path + ".Normal.X", path + ".Normal.Y", path + ".Normal.Z", path + ".D"],
        _ => LeavesOf(type).Select(leaf => path + "." + leaf),
    };

    private static IEnumerable<string> LeavesOf(Type type) => type.Name switch
    {
        "Vector2" => ["X", "Y"],
        "Vector3" => ["X", "Y", "Z"],
        "Vector4" or "Quaternion" => ["X", "Y", "Z", "W"],
        "Matrix3x2" => Enumerable.Range(0, 6).Select(i => $"M{(i / 2) + 1}{(i % 2) + 1}"),
        _ => Enumerable.Range(0, 16).Select(i => $"M{(i / 4) + 1}{(i % 4) + 1}"),
    };

    private static int NumbersIn(Type type) => type.Name switch
    {
        "Single" or "Double" => 1,
        "Vector2" or "Complex" => 2,
        "Vector3" => 3,
        "Matrix3x2" => 6,
        "Matrix4x4" => 16,
        _ => 4,
    };

    private string Argument(Type type)
    {
        if (type.IsPrimitive && type != typeof(float) && type != typeof(double))
        {
            return $"({type.Name})3";
        }

        string[] numbers = [.. Enumerable.Range(parameters.Count, NumbersIn(type)).Select(i => $"a{i}")];
        parameters.AddRange(numbers);
        return numbers.Length == 1 ? numbers[0] : $"new {type.Name}({string.Join(", ", numbers)})";
    }

    private (string Expression, Type Result) Parse(string signature)
    {
        if (signature.StartsWith('('))
        {
            return ($"Complex r = {Argument(Types[signature["(Complex)".Length..]])};", typeof(Complex));
        }

        if (signature.StartsWith('-'))
        {
            return ($"var r = -{Argument(Types[signature[1..]])};", Types[signature[1..]]);
        }

        string[] words = signature.Split(' ');
        if (words is [var left, "+" or "-" or "*" or "/" or "==" or "!=", var right])
        {
            string operand = Argument(Types[left]);
            Type type = words[1] is "==" or "!=" ? typeof(bool) : left is "Single" or "Double" ? Types[right] : Types[left];
            return ($"var r = {operand} {words[1]} {Argument(Types[right])};", type);
        }

        int open = signature.IndexOf('(', StringComparison.Ordinal);
        Type[] types = open < 0 ? [] : [.. signature[(open + 1)..^1].Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(name => Types[name])];
        if (words[0] == "new")
        {
            Type created = Types[signature[4..open]];
            _ = created.GetConstructor(types) ?? throw new XunitException("There is no " + signature);
            return ($"var r = new {created.Name}({string.Join(", ", types.Select(Argument))});", created);
        }

        string[] name = (open < 0 ? signature : signature[..open]).Split('.');
        Type container = Types[name[0]];
        if (open < 0)
        {
            MemberInfo member = container.GetMember(name[1]).Single();
            bool isStatic = member is FieldInfo or PropertyInfo { GetMethod.IsStatic: true };
            Type type = member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;
            return ($"var r = {(isStatic ? container.Name : Argument(container))}.{name[1]};", type);
        }

        if (name[1] == "Invert")
        {
            return ($"{container.Name}.Invert({Argument(container)}, out var r);", container);
        }

        MethodInfo method = container.GetMethod(name[1], types) ?? throw new XunitException("There is no " + signature);
        string receiver = method.IsStatic ? container.Name : Argument(container);
        return ($"var r = {receiver}.{name[1]}({string.Join(", ", types.Select(Argument))});", method.ReturnType);
    }
}
