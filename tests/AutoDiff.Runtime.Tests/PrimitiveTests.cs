using System;
using System.Linq;
using System.Numerics;
using Xunit;

namespace AutoDiff.Runtime.Tests;

public sealed class PrimitiveTests
{
    /// <summary>Complex step: exact to rounding, and it knows nothing of any derivative formula.</summary>
    private const double Step = 1e-100;

    public static TheoryData<string> Names => [.. PrimitiveCases.All<double>().Select(item => item.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Value_equals_the_naive_form(string name)
    {
        CheckValue<double>(name, 1e-13);
        CheckValue<float>(name, 2e-5);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Vjp_equals_the_complex_step_and_is_added_to_the_shadow(string name)
    {
        CheckVjp<double>(name, 1e-12);
        CheckVjp<float>(name, 5e-5);
    }

    private static void CheckValue<T>(string name, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        PrimitiveCase<T> item = PrimitiveCases.All<T>().Single(item => item.Name == name);
        double[] expected = [.. item.Naive(Complexes(item.Inputs)).Select(value => value.Real)];
        T[] actual = item.Forward([.. item.Inputs.Select(Samples.As<T>)]);
        Near.All(expected, Samples.Doubles(actual), tolerance);
    }

    private static void CheckVjp<T>(string name, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        PrimitiveCase<T> item = PrimitiveCases.All<T>().Single(item => item.Name == name);
        T[][] inputs = [.. item.Inputs.Select(Samples.As<T>)];
        T[] result = item.Forward(inputs);
        double[] cotangent = Samples.Uniform(5, result.Length);
        double[][] before = [.. item.Inputs.Select(input => Samples.Uniform(9, input.Length))];
        T[][] shadows = [.. before.Select(Samples.As<T>)];
        item.Vjp(inputs, result, Samples.As<T>(cotangent), shadows);
        for (int input = 0; input < inputs.Length; input++)
        {
            Complex[][] point = Complexes(item.Inputs);
            double[] expected = (double[])before[input].Clone();
            for (int i = 0; i < expected.Length; i++)
            {
                Complex centre = point[input][i];
                point[input][i] = centre + new Complex(0, Step);
                expected[i] += item.Naive(point).Zip(cotangent, (value, weight) => value.Imaginary / Step * weight).Sum();
                point[input][i] = centre;
            }

            Near.All(expected, Samples.Doubles(shadows[input]), tolerance);
        }
    }

    private static Complex[][] Complexes(double[][] inputs) =>
        [.. inputs.Select(input => input.Select(value => new Complex(value, 0)).ToArray())];
}
