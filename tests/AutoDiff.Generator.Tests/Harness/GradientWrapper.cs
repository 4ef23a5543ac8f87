using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit.Sdk;

namespace AutoDiff.Generator.Tests.Harness;

/// <summary>
/// Calls a method and its gradients with boxed scalars and arrays. Reflection cannot pass spans, so a class that can
/// is written in C# and compiled with the method under test.
/// </summary>
internal sealed class GradientWrapper
{
    private const string ClassName = "GradientWrapperForTests";

    private readonly MethodInfo value;
    private readonly MethodInfo valueAndGradient;
    private readonly MethodInfo gradient;

    private GradientWrapper(Type wrapper, AnnotatedMethod method)
    {
        Method = method;
        value = wrapper.GetMethod("Value")!;
        valueAndGradient = wrapper.GetMethod("ValueAndGradient")!;
        gradient = wrapper.GetMethod("Gradient")!;
        Types = (IReadOnlyList<Type>)wrapper.GetField("Types")!.GetValue(null)!;
    }

    /// <summary>The compiled source with its gradients.</summary>
    public Assembly Assembly => value.Module.Assembly;

    /// <summary>What is called.</summary>
    public AnnotatedMethod Method { get; }

    /// <summary>The method's parameters.</summary>
    public IReadOnlyList<IParameterSymbol> Parameters => Method.Primal.Parameters;

    /// <summary>Their types, with arrays for spans.</summary>
    public IReadOnlyList<Type> Types { get; }

    /// <summary>Positions of the parameters that have a gradient, in order.</summary>
    public IReadOnlyList<int> Active => Method.Active;

    /// <summary>Compiles a wrapper around an annotated method of a compilation that includes the generated files.</summary>
    /// <param name="compilation">Sources and generated files.</param>
    /// <param name="typeName">Metadata name of the containing type.</param>
    /// <param name="stem">The annotated method's name, or that of its generated members if it is another one.</param>
    /// <returns>The wrapper.</returns>
    public static GradientWrapper Create(CSharpCompilation compilation, string typeName, string stem) =>
        CreateAll(compilation, [AnnotatedMethod.Find(compilation, typeName, stem)])[0];

    /// <summary>A wrapper around a method whose derivatives are written by hand.</summary>
    public static GradientWrapper CreateForHandWritten(CSharpCompilation compilation, string typeName, string methodName)
    {
        IMethodSymbol primal = compilation.GetTypeByMetadataName(typeName)?.GetMembers(methodName).OfType<IMethodSymbol>().FirstOrDefault()
            ?? throw new XunitException($"There is no method {typeName}.{methodName}.");
        return CreateAll(compilation, [AnnotatedMethod.WrittenByHand(primal)])[0];
    }

    /// <summary>Wrappers around many methods, compiled and loaded once.</summary>
    public static IReadOnlyList<GradientWrapper> CreateAll(CSharpCompilation compilation, IReadOnlyList<AnnotatedMethod> methods)
    {
        string text = string.Join('\n', methods.Select((method, i) => new WrapperSource(method).Write(NameOf(i))));
        LoadedAssembly assembly = LoadedAssembly.Load(compilation.AddSyntaxTrees(CompilerInput.Parse(text, "Wrapper.cs")));
        return [.. methods.Select((method, i) => new GradientWrapper(assembly.Type(NameOf(i)), method))];
    }

    /// <summary>The method's own value; arrays among the arguments are passed as they are.</summary>
    public object Value(object[] arguments) => Invoke(value, [arguments])!;

    /// <summary>Value and gradient.</summary>
    /// <param name="arguments">One per parameter.</param>
    /// <param name="gradients">One per active parameter: an array to write to, or anything where a scalar is put.</param>
    /// <returns>The value.</returns>
    public object ValueAndGradient(object[] arguments, object[] gradients) => Invoke(valueAndGradient, [arguments, gradients])!;

    /// <summary>The gradient only.</summary>
    public void Gradient(object[] arguments, object[] gradients) => Invoke(gradient, [arguments, gradients]);

    private static object? Invoke(MethodInfo method, object[] arguments) =>
        method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    private static string NameOf(int index) => ClassName + index.ToString(CultureInfo.InvariantCulture);
}
