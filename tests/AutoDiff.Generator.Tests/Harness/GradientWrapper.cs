using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit.Sdk;

namespace AutoDiff.Generator.Tests.Harness;

/// <summary>
/// Calls a method and its gradients with boxed scalars and arrays. Reflection cannot pass spans, so a class that can
/// is written in C# and compiled with the method under test.
/// </summary>
internal sealed class GradientWrapper : IDisposable
{
    private const string ClassName = "GradientWrapperForTests";

    private readonly LoadedAssembly assembly;
    private readonly MethodInfo value;
    private readonly MethodInfo valueAndGradient;
    private readonly MethodInfo gradient;

    private GradientWrapper(LoadedAssembly assembly, IReadOnlyList<IParameterSymbol> parameters, IReadOnlyList<int> active)
    {
        this.assembly = assembly;
        Parameters = parameters;
        Active = active;
        Type wrapper = assembly.Type(ClassName);
        value = wrapper.GetMethod("Value")!;
        valueAndGradient = wrapper.GetMethod("ValueAndGradient")!;
        gradient = wrapper.GetMethod("Gradient")!;
    }

    /// <summary>The method's parameters.</summary>
    public IReadOnlyList<IParameterSymbol> Parameters { get; }

    /// <summary>Positions of the parameters that have a gradient, in order.</summary>
    public IReadOnlyList<int> Active { get; }

    /// <summary>Compiles a wrapper around a method of a compilation that includes the generated files.</summary>
    /// <param name="compilation">Sources and generated files.</param>
    /// <param name="typeName">Metadata name of the containing type.</param>
    /// <param name="methodName">The annotated method.</param>
    /// <param name="stem">Stem of the generated names, if it is another one.</param>
    /// <returns>The wrapper.</returns>
    public static GradientWrapper Create(CSharpCompilation compilation, string typeName, string methodName, string? stem = null)
    {
        stem ??= methodName;
        INamedTypeSymbol type = compilation.GetTypeByMetadataName(typeName) ?? throw new XunitException($"There is no type {typeName}.");
        IMethodSymbol primal = Member(type, methodName);
        IMethodSymbol both = Member(type, stem + "ValueAndGradient");
        IReadOnlyList<int> active = ActiveParameters(primal, both);
        WrapperSource source = new(type, primal, stem, active, HasDestinations: both.Parameters.Length > primal.Parameters.Length);
        CSharpCompilation wrapped = compilation.AddSyntaxTrees(CompilerInput.Parse(source.Write(ClassName), "Wrapper.cs"));
        return new(LoadedAssembly.Load(wrapped), primal.Parameters, active);
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

    public void Dispose() => assembly.Dispose();

    private static object? Invoke(MethodInfo method, object[] arguments) =>
        method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    private static IMethodSymbol Member(INamedTypeSymbol type, string name) =>
        type.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault() ?? throw new XunitException($"{type.Name} has no method {name}.");

    /// <summary>Read off the generated signature, as a user would.</summary>
    private static int[] ActiveParameters(IMethodSymbol primal, IMethodSymbol both)
    {
        IEnumerable<string> names;
        if (both.Parameters.Length > primal.Parameters.Length)
        {
            names = both.Parameters.Skip(primal.Parameters.Length).Select(parameter => parameter.Name[..^"Gradient".Length]);
        }
        else
        {
            ITypeSymbol type = ((INamedTypeSymbol)both.ReturnType).TupleElements[1].Type;
            names = type is INamedTypeSymbol { IsTupleType: true } tuple
                ? tuple.TupleElements.Select(element => element.Name)
                : primal.Parameters.Where(CanBeActive).Take(1).Select(parameter => parameter.Name);
        }

        return [.. names.Select(name => IndexOf(primal, name))];
    }

    private static bool CanBeActive(IParameterSymbol parameter) =>
        parameter.Type.SpecialType is SpecialType.System_Single or SpecialType.System_Double
        && !parameter.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "NoGradientAttribute");

    private static int IndexOf(IMethodSymbol primal, string name)
    {
        foreach (StringComparison comparison in new[] { StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase })
        {
            foreach (IParameterSymbol parameter in primal.Parameters)
            {
                if (string.Equals(parameter.Name, name, comparison))
                {
                    return parameter.Ordinal;
                }
            }
        }

        throw new XunitException($"'{name}' is no parameter of {primal.Name}.");
    }
}
