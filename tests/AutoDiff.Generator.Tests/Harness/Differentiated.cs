using System;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Tests.Harness;

/// <summary>One annotated method, compiled with its gradient.</summary>
internal sealed class Differentiated
{
    private readonly GradientWrapper wrapper;

    private Differentiated(GeneratorRun run, string typeName, string stem)
    {
        Run = run;
        wrapper = GradientWrapper.Create(run.Compilation, typeName, stem);
    }

    public GeneratorRun Run { get; }

    /// <summary>The compiled source with its gradient.</summary>
    public System.Reflection.Assembly Assembly => wrapper.Assembly;

    /// <summary>The generated file.</summary>
    public string Text => Run.Files.Values.First();

    /// <summary>Differentiates a method of <c>Demo.C</c>, which <see cref="FrontEndHarness.SourceOf"/> writes around it.</summary>
    /// <param name="method">The method without its attribute.</param>
    /// <param name="members">What stands beside it.</param>
    public static Differentiated Method(string method, string members = "")
    {
        GeneratorRun run = GeneratorHarness.Run(FrontEndHarness.SourceOf(method, members));
        return new(run, "Demo.C", AnnotatedMethod.All(run.Compilation)[0].Stem);
    }

    /// <summary>Differentiates the method of that name in a source file.</summary>
    public static Differentiated In(string source, string typeName, string stem) => new(GeneratorHarness.Run(source), typeName, stem);

    /// <summary>The method's own value.</summary>
    public double Value(params object[] arguments) =>
        FloatingPoint.Get(wrapper.Value([.. arguments.Select(argument => argument is Array array ? array.Clone() : argument)]), 0);

    /// <summary>The gradients, of destinations filled with NaN, after all checks of <see cref="GradientTest.Gradients"/>.</summary>
    public object[] Gradients(params object[] arguments) => new GradientTest(wrapper).Gradients(arguments);

    /// <summary>The gradient by the only active parameter, a scalar.</summary>
    public double Slope(params object[] arguments) => FloatingPoint.Get(Gradients(arguments)[0], 0);

    /// <summary>The gradient by the first active parameter, a buffer of <c>double</c>.</summary>
    public double[] Gradient(params object[] arguments) => (double[])Gradients(arguments)[0];

    /// <summary>All of <see cref="GradientTest"/>.</summary>
    public void AgreesWithDifferencesAt(params object[] arguments) => new GradientTest(wrapper).At(arguments);

    /// <summary>The gradient method alone, without any check, for arguments that make it throw.</summary>
    public void CallGradient(object[] arguments, object[] destinations) => wrapper.Gradient(arguments, destinations);

    /// <summary>As <see cref="CallGradient"/>.</summary>
    public void CallValueAndGradient(object[] arguments, object[] destinations) => wrapper.ValueAndGradient(arguments, destinations);
}
