using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Rules;
using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Rules;

/// <summary>Every row of the table: the value is the framework's bit for bit, and the gradient that of the framework's function, by differences.</summary>
public class NumericsRulesTests
{
    private static readonly Lazy<Dictionary<string, (NumericsMember Member, GradientWrapper Wrapper)>> Compiled = new(Compile);

    /// <summary>Values for functions that are not defined everywhere, in place of the usual ones.</summary>
    private static readonly Dictionary<string, double[]> Domains = new()
    {
        ["Matrix4x4.CreatePerspectiveFieldOfView(Single, Single, Single, Single)"] = [0.9, 1.3, 0.5, 1.7],
        ["Matrix3x2.Invert(Matrix3x2)"] = [1.2, 0.3, -0.4, 0.9, 0.5, -0.7],
        ["Matrix4x4.Invert(Matrix4x4)"] = [1.2, 0.1, -0.2, 0.3, 0.2, 0.9, 0.1, -0.1, -0.3, 0.2, 1.1, 0.2, 0.5, -0.4, 0.3, 1],
        ["Complex.Log(Complex, Double)"] = [-0.6, 0.8, 2.5],
    };

    private static readonly string[] OfPositives = ["SquareRoot"];

    public static TheoryData<string> Signatures { get; } = new(NumericsRules.All.Select(rule => rule.Signature));

    [Theory]
    [MemberData(nameof(Signatures))]
    public void Rule_IsThatOfTheFramework(string signature)
    {
        (NumericsMember member, GradientWrapper wrapper) = Compiled.Value[signature];
        for (int seed = 0; seed < 3; seed++)
        {
            double[] values = Domains.TryGetValue(signature, out double[]? known) ? known : Values(member, seed);
            object[] arguments = [.. values.Prepend(0.7).Select(value => member.IsInDouble ? value : (object)(float)value)];
            new GradientTest(wrapper).At(arguments);
        }
    }

    /// <summary>Between 0.3 and 1 in size; of either sign from the second time on.</summary>
    private static double[] Values(NumericsMember member, int seed)
    {
        Random random = new((17 * seed) + 3);
        bool isPositive = seed == 0 || OfPositives.Any(name => member.Signature.Contains(name, StringComparison.Ordinal));

        // Unit quaternions have numbers of about this size; the angle between longer ones would not be one.
        double scale = member.Signature.Contains("Slerp", StringComparison.Ordinal) ? 0.5 : 1;
        return [.. Enumerable.Range(0, member.Count).Select(_ => scale * (0.3 + (0.7 * random.NextDouble())) * (isPositive || random.Next(2) == 0 ? 1 : -1))];
    }

    private static Dictionary<string, (NumericsMember Member, GradientWrapper Wrapper)> Compile()
    {
        NumericsMember[] members = [.. NumericsRules.All.Select(rule => new NumericsMember(rule.Signature))];
        string source = $$"""
            using System;
            using System.Numerics;
            using AutoDiff;

            public static partial class AllOfNumerics
            {
            {{string.Concat(members.Select((member, i) => member.Method("F" + i)))}}
            }
            """;
        GeneratorRun run = GeneratorHarness.Run(source);
        Dictionary<string, GradientWrapper> wrappers = GradientWrapper.CreateAll(run.Compilation, AnnotatedMethod.All(run.Compilation)).ToDictionary(wrapper => wrapper.Method.Stem);
        return members.Select((member, i) => (member, i)).ToDictionary(pair => pair.member.Signature, pair => (pair.member, wrappers["F" + pair.i]));
    }
}
