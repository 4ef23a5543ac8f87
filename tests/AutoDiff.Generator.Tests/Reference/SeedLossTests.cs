using System;
using System.Linq;
using System.Text.Json;
using AutoDiff.Generator.Tests.Gradients;
using AutoDiff.Generator.Tests.Harness;
using AutoDiff.Runtime.Tests;
using Xunit;

namespace AutoDiff.Generator.Tests.Reference;

/// <summary>A dense layer with each loss, written in two ways, against PyTorch's autograd.</summary>
public class SeedLossTests
{
    private static readonly JsonElement[] Problems = [.. ReferenceData.Json("seed-losses.json").GetProperty("cases").EnumerateArray()];

    public static TheoryData<int, string> Cases
    {
        get
        {
            TheoryData<int, string> cases = [];
            for (int problem = 0; problem < Problems.Length; problem++)
            {
                foreach (JsonProperty result in Problems[problem].GetProperty("results").EnumerateObject())
                {
                    cases.Add(problem, result.Name);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void GradientByPrimitives_EqualsTheReference(int problem, string loss) => Check("ByPrimitives", problem, loss);

    [Theory]
    [MemberData(nameof(Cases))]
    public void GradientByHand_EqualsTheReference(int problem, string loss) => Check("ByHand", problem, loss);

    [Theory]
    [MemberData(nameof(Cases))]
    public void BothWays_GiveTheSameGradient(int problem, string loss)
    {
        object[] primitives = new GradientTest(CompiledLosses.InDouble("ByPrimitives", loss)).Gradients(Arguments(problem));
        object[] byHand = new GradientTest(CompiledLosses.InDouble("ByHand", loss)).Gradients(Arguments(problem));
        RequireNear((double[])primitives[0], (double[])byHand[0], 1e-12, Floor(problem));
        RequireNear((double[])primitives[1], (double[])byHand[1], 1e-12, Floor(problem));
    }

    [Fact]
    public void EveryLoss_IsRun() => Assert.Equal(
        EmbeddedSources.Reference.Stems.Count,
        2 * Cases.Select(row => row[1]).Distinct().Count());

    private static void Check(string way, int problem, string loss)
    {
        JsonElement expected = Problems[problem].GetProperty("results").GetProperty(loss);
        object[] arguments = Arguments(problem);
        Compare(CompiledLosses.InDouble(way, loss), arguments, expected, 1e-12, Floor(problem));
        Compare(CompiledLosses.InSingle(way, loss), Gradients.Arguments.InSingle(arguments), expected, 2e-5, Floor(problem));
    }

    private static void Compare(GradientWrapper loss, object[] arguments, JsonElement expected, double tolerance, double floor)
    {
        double value = FloatingPoint.Get(loss.Value(arguments), 0);
        RequireNear([expected.GetProperty("value").GetDouble()], [value], tolerance, floor);
        object[] gradients = new GradientTest(loss).Gradients(arguments);
        RequireNear(ReferenceData.Matrix(expected.GetProperty("dw")), Doubles(gradients[0]), tolerance, floor);
        RequireNear(ReferenceData.Vector(expected.GetProperty("db")), Doubles(gradients[1]), tolerance, floor);
    }

    private static object[] Arguments(int problem)
    {
        JsonElement item = Problems[problem];
        return
        [
            ReferenceData.Matrix(item.GetProperty("x")),
            ReferenceData.Matrix(item.GetProperty("w")),
            ReferenceData.Vector(item.GetProperty("b")),
            Array.ConvertAll(ReferenceData.Vector(item.GetProperty("y")), label => (int)label),
            item.GetProperty("batch").GetInt32(),
            item.GetProperty("inputs").GetInt32(),
            item.GetProperty("classes").GetInt32(),
        ];
    }

    // A saturated sigmoid: the reference clips probabilities, so only "nearly nothing" can be compared.
    private static double Floor(int problem) => problem == 3 ? 1e-16 : 0;

    private static double[] Doubles(object values) => [.. Enumerable.Range(0, FloatingPoint.Count(values)).Select(i => FloatingPoint.Get(values, i))];

    private static void RequireNear(double[] expected, double[] actual, double tolerance, double floor)
    {
        double allowed = (tolerance * expected.Select(Math.Abs).Max()) + floor;
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= allowed, $"[{i}]: expected {expected[i]:R}, actual {actual[i]:R}");
        }
    }
}
