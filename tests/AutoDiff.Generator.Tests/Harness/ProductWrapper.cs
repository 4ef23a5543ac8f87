using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiff.Generator.Tests.Harness;

/// <summary>Calls a method and its vector-Jacobian and Jacobian-vector products with boxed scalars and arrays.</summary>
internal sealed class ProductWrapper
{
    private const string ClassName = "ProductWrapperForTests";

    private readonly MethodInfo value;
    private readonly MethodInfo vjp;
    private readonly MethodInfo jvp;

    private ProductWrapper(Type wrapper, AnnotatedMethod method)
    {
        Method = method;
        value = wrapper.GetMethod("Value")!;
        vjp = wrapper.GetMethod("Vjp")!;
        jvp = wrapper.GetMethod("Jvp")!;
        Types = (IReadOnlyList<Type>)wrapper.GetField("Types")!.GetValue(null)!;
    }

    public AnnotatedMethod Method { get; }

    /// <summary>The types of the parameters, with arrays for spans.</summary>
    public IReadOnlyList<Type> Types { get; }

    /// <summary>Wrappers around methods that have both products, compiled and loaded once.</summary>
    public static IReadOnlyList<ProductWrapper> CreateAll(CSharpCompilation compilation, IReadOnlyList<AnnotatedMethod> methods)
    {
        string text = string.Join('\n', methods.Select((method, i) => new ProductSource(method).Write(NameOf(i))));
        LoadedAssembly assembly = LoadedAssembly.Load(compilation.AddSyntaxTrees(CompilerInput.Parse("#nullable disable\n" + text, "ProductWrapper.cs")));
        return [.. methods.Select((method, i) => new ProductWrapper(assembly.Type(NameOf(i)), method))];
    }

    /// <summary>The method itself; null for void. Arguments by reference come back in their places.</summary>
    public object? Value(object[] arguments) => Invoke(value, [arguments]);

    /// <summary>The method's value. Shadows come back in their places; the cotangents of <c>out</c> parameters stand among them.</summary>
    public object? Vjp(object[] arguments, object? cotangent, object[] shadows) => Invoke(vjp, [arguments, cotangent!, shadows]);

    /// <summary>The method's value and its tangent. Tangents come back in their places.</summary>
    public (object? Value, object? Tangent) Jvp(object[] arguments, object[] tangents)
    {
        object?[] both = (object?[])Invoke(jvp, [arguments, tangents])!;
        return (both[0], both[1]);
    }

    private static object? Invoke(MethodInfo method, object[] arguments) =>
        method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    private static string NameOf(int index) => ClassName + index.ToString(CultureInfo.InvariantCulture);
}
