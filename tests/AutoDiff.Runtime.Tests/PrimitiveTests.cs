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

    [Theory]
    [MemberData(nameof(Names))]
    public void Jvp_equals_the_complex_step_along_the_direction(string name)
    {
        CheckJvp<double>(name, 1e-12);
        CheckJvp<float>(name, 5e-5);
    }

    [Fact]
    public void Jvp_in_place_and_of_no_tangent_agree()
    {
        double[] x = Samples.Uniform(3, 33);
        double[] result = new double[33];
        TensorOps.Softmax<double>(x, result);
        double[] apart = new double[33];
        TensorOps.SoftmaxRowJvp<double>(result, x, apart);
        double[] inPlace = (double[])x.Clone();
        TensorOps.SoftmaxRowJvp<double>(result, inPlace, inPlace);
        Assert.Equal(apart, inPlace);
        TensorOps.SoftmaxRowJvp<double>(result, default, inPlace);
        Assert.Equal(new double[33], inPlace);
        TensorOps.TanhJvp<double>(result, x, apart);
        inPlace = (double[])x.Clone();
        TensorOps.TanhJvp<double>(result, inPlace, inPlace);
        Assert.Equal(apart, inPlace);
        TensorOps.TanhJvp<double>(result, default, inPlace);
        Assert.Equal(new double[33], inPlace);
    }

    private static void CheckJvp<T>(string name, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        PrimitiveCase<T> item = PrimitiveCases.All<T>().Single(item => item.Name == name);
        if (item.Jvp is null)
        {
            // The generator multiplies the gradient, which another test checks.
            return;
        }

        T[][] inputs = [.. item.Inputs.Select(Samples.As<T>)];
        double[][] direction = [.. item.Inputs.Select((input, i) => Samples.Uniform(11 + i, input.Length))];
        Complex[][] point = [.. item.Inputs.Zip(direction, (input, v) => input.Zip(v, (value, d) => new Complex(value, Step * d)).ToArray())];
        double[] expected = [.. item.Naive(point).Select(value => value.Imaginary / Step)];
        T[] result = item.Forward(inputs);
        T[] tangent = new T[result.Length];
        Array.Fill(tangent, T.NaN);
        item.Jvp(inputs, result, [.. direction.Select(Samples.As<T>)], tangent);
        Near.All(expected, Samples.Doubles(tangent), tolerance);
    }

    private static Complex[][] Complexes(double[][] inputs) =>
        [.. inputs.Select(input => input.Select(value => new Complex(value, 0)).ToArray())];
}
