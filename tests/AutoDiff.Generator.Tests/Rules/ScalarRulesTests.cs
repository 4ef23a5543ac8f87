using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;
using AutoDiff.Generator.Support;
using AutoDiff.Generator.Tests.Interpreter;
using Xunit;

namespace AutoDiff.Generator.Tests.Rules;

public class ScalarRulesTests
{
    /// <summary>No two are equal and none is an integer or half of one, so that kinks and jumps are far.</summary>
    private static readonly double[] Points = [-7.3, -2.6, -1.2, -0.93, -0.41, -0.07, 0.03, 0.29, 0.77, 0.98, 1.1, 2.3, 5.7, 12.4];

    public static TheoryData<string> DifferentiableFunctions()
    {
        var data = new TheoryData<string>();
        foreach (MethodInfo info in ScalarFunctions.All.Where(info => ScalarRules.Find(ScalarFunctions.ToMethod(info)) is { IsZero: false }))
        {
            data.Add(Signature(info));
        }

        return data;
    }

    public static TheoryData<string> RuleNames()
    {
        var data = new TheoryData<string>();
        foreach (ScalarRule rule in ScalarRules.All)
        {
            data.Add($"{rule.Name}/{rule.Arity}");
        }

        return data;
    }

    [Fact]
    public void EveryScalarFunction_HasARuleOrAReason()
    {
        string[] forgotten =
        [
            .. ScalarFunctions.All
                .Where(info => NumericsRules.Find($"{info.DeclaringType!.Name}.{info.Name}({string.Join(", ", info.GetParameters().Select(parameter => parameter.ParameterType.Name))})") is null)
                .Where(info => ScalarRules.Find(ScalarFunctions.ToMethod(info)) is null == ScalarRules.WhyNotDifferentiable(ScalarFunctions.ToMethod(info)) is null)
                .Select(Signature),
        ];
        Assert.Empty(forgotten);
    }

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void EveryRule_BelongsToAFunction(string name) =>
        Assert.Contains(ScalarFunctions.All, info => ScalarRules.Find(ScalarFunctions.ToMethod(info)) is ScalarRule rule && $"{rule.Name}/{rule.Arity}" == name);

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void OnlyPiecewiseConstantFunctions_HaveZeroRules(string name)
    {
        foreach (MethodInfo info in ScalarFunctions.All)
        {
            Method method = ScalarFunctions.ToMethod(info);
            if (ScalarRules.Find(method) is ScalarRule { IsZero: true } rule && $"{rule.Name}/{rule.Arity}" == name && method.ReturnType.IsFloatingPoint)
            {
                Assert.Contains(info.Name, new[] { "Ceiling", "Floor", "Round", "Truncate" });
            }
        }
    }

    [Theory]
    [MemberData(nameof(DifferentiableFunctions))]
    public void Partials_AgreeWithDifferences(string signature)
    {
        MethodInfo info = Find(signature);
        Func<object[], double> inDouble = info.Name switch
        {
            // An estimate is a staircase; its rule is that of the function which it estimates.
            "ReciprocalEstimate" => arguments => 1 / Real(arguments[0]),
            "ReciprocalSqrtEstimate" => arguments => 1 / Math.Sqrt(Real(arguments[0])),
            _ => arguments => (double)ScalarFunctions.InDouble(info).Invoke(null, arguments)!,
        };

        Method method = ScalarFunctions.ToMethod(info);
        ScalarRule rule = ScalarRules.Find(method)!;
        int checkedPoints = 0;
        foreach (object[] arguments in Arguments(info))
        {
            for (int i = 0; i < rule.PartialCount; i++)
            {
                double? expected = Difference(inDouble, arguments, i);
                if (expected is not double difference)
                {
                    continue;
                }

                double actual = Partial(info, i, arguments);
                bool isSingle = method.ReturnType == IrType.Single;
                double tolerance = info.Name.Contains("Estimate", StringComparison.Ordinal) ? 5e-3 : isSingle ? 2e-5 : 2e-8;
                Assert.True(
                    Math.Abs(actual - difference) <= tolerance * (1 + Math.Abs(difference)),
                    $"{signature} by argument {i} at ({string.Join(", ", arguments)}): {actual}, by differences {difference}");
                checkedPoints++;
            }
        }

        Assert.True(checkedPoints >= 3, $"only {checkedPoints} points of {signature} were comparable");
    }

    [Theory]
    [MemberData(nameof(DifferentiableFunctions))]
    public void Partials_AgreeWithTangentsOfTheInterpreter(string signature)
    {
        MethodInfo info = Find(signature);
        Method method = ScalarFunctions.ToMethod(info);
        ScalarRule rule = ScalarRules.Find(method)!;
        foreach (object[] arguments in Arguments(info))
        {
            for (int i = 0; i < rule.PartialCount; i++)
            {
                object[] values = [.. arguments.Select((argument, j) => Scalars.FromBoxed(argument, i == j ? 1 : 0))];
                var result = (Dual)Functions.Call(method, values);
                if (!double.IsFinite(result.Value))
                {
                    continue;
                }

                double actual = Partial(info, i, arguments);
                double tolerance = info.Name.Contains("Estimate", StringComparison.Ordinal) ? 5e-3 : result.IsSingle ? 2e-5 : 1e-11;
                Assert.True(
                    actual.Equals(result.Tangent) || Math.Abs(actual - result.Tangent) <= tolerance * (1 + Math.Abs(result.Tangent)),
                    $"{signature} by argument {i} at ({string.Join(", ", arguments)}): {actual}, forward {result.Tangent}");
            }
        }
    }

    [Theory]
    [InlineData("Abs", 0, 0.0, 0.0)]
    [InlineData("Abs", 0, 1.0, double.PositiveInfinity)]
    [InlineData("Sqrt", 0, double.PositiveInfinity, 0.0)]
    [InlineData("Cbrt", 0, double.PositiveInfinity, 0.0)]
    [InlineData("Log", 0, double.PositiveInfinity, 0.0)]
    [InlineData("Tanh", 0, 0.0, 1e4)]
    [InlineData("Atan", 0, 0.0, 1e300)]
    [InlineData("Acosh", 0, 1e-200, 1e200)]
    [InlineData("Max", 0, 0.5, 2.0, 2.0)]
    [InlineData("Max", 1, 0.5, 2.0, 2.0)]
    [InlineData("Max", 1, 0.5, 0.0, -0.0)]
    [InlineData("Min", 0, 0.5, 2.0, 2.0)]
    [InlineData("Min", 1, 0.5, 2.0, 2.0)]
    [InlineData("Max", 0, 1.0, double.PositiveInfinity, 2.0)]
    [InlineData("MaxMagnitude", 0, 0.5, -3.0, -3.0)]
    [InlineData("MaxMagnitude", 0, 1.0, 3.0, -3.0)]
    [InlineData("MaxMagnitude", 1, 0.0, 3.0, -3.0)]
    [InlineData("Pow", 0, 0.0, 0.0, 0.0)]
    [InlineData("Pow", 0, 0.0, 0.0, 2.0)]
    [InlineData("Pow", 0, 1.0, 0.0, 1.0)]
    [InlineData("Pow", 0, double.PositiveInfinity, 0.0, 0.5)]
    [InlineData("Pow", 1, 0.0, 0.0, 2.0)]
    [InlineData("Pow", 1, 0.0, 0.0, 0.5)]
    [InlineData("Pow", 0, 12.0, -2.0, 3.0)]
    [InlineData("Pow", 0, -0.25, -2.0, -1.0)]
    [InlineData("Pow", 0, 0.0, -2.0, 0.0)]
    [InlineData("Pow", 1, double.NaN, -2.0, 3.0)]
    [InlineData("Atan2", 0, 0.0, 0.0, 0.0)]
    [InlineData("Atan2", 1, 0.0, 0.0, 0.0)]
    [InlineData("CopySign", 0, 0.0, 0.0, -1.0)]
    [InlineData("CopySign", 0, -1.0, 2.0, -1.0)]
    [InlineData("Clamp", 0, 1.0, 2.0, 2.0, 3.0)]
    [InlineData("Clamp", 1, 0.0, 2.0, 2.0, 3.0)]
    [InlineData("Clamp", 0, 1.0, 3.0, 2.0, 3.0)]
    [InlineData("Clamp", 2, 1.0, 4.0, 2.0, 3.0)]
    public void KinksAndExtremes_FollowTheTable(string name, int argument, double expected, params double[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        MethodInfo info = typeof(Math).GetMethod(name, [.. arguments.Select(_ => typeof(double))])!;
        Assert.Equal(expected, Partial(info, argument, [.. arguments.Cast<object>()]), double.IsFinite(expected) ? 1e-12 * Math.Abs(expected) : 0);
    }

    [Theory]
    [InlineData("Hypot", 0, 0.0, 0.0, 0.0)]
    [InlineData("Hypot", 1, 0.0, 0.0, 0.0)]
    [InlineData("MaxNumber", 0, 0.5, 2.0, 2.0)]
    [InlineData("MaxNumber", 0, 1.0, 2.0, double.NaN)]
    [InlineData("MinNumber", 1, 1.0, double.NaN, 2.0)]
    public void KinksOfNumbers_FollowTheTable(string name, int argument, double expected, params double[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        MethodInfo info = typeof(double).GetMethod(name, [.. arguments.Select(_ => typeof(double))])!;
        Assert.Equal(expected, Partial(info, argument, [.. arguments.Cast<object>()]));
    }

    [Fact]
    public void Roots_AreInfinitelySteepAtZero()
    {
        MethodInfo info = typeof(double).GetMethod("RootN", [typeof(double), typeof(int)])!;
        Assert.Equal(double.PositiveInfinity, Partial(info, 0, [0.0, 3]));
        Assert.Equal(1, Partial(info, 0, [0.0, 1]));
    }

    [Fact]
    public void UsesResult_TellsWhatMustSurvive()
    {
        ScalarRule tanh = ScalarRules.All.Single(rule => rule.Name == "Tanh");
        ScalarRule sine = ScalarRules.All.Single(rule => rule.Name == "Sin");
        Assert.True(tanh.UsesResult(0));
        Assert.False(tanh.UsesArgument(0, 0));
        Assert.False(sine.UsesResult(0));
        Assert.True(sine.UsesArgument(0, 0));
    }

    [Fact]
    public void Partials_ReadLikeFormulas()
    {
        var x = new Read(new Variable("x", IrType.Single, 0));
        var y = new Read(new Variable("y", IrType.Single, 1));
        Assert.Equal("1f - y * y", Printed("Tanh"));
        Assert.Equal("MathF.Cos(x)", Printed("Sin"));
        Assert.Equal("x > 0f ? 1f : x < 0f ? -1f : 0f", Printed("Abs"));

        string Printed(string name) => Printer.Print(ScalarRules.All.Single(rule => rule.Name == name).Partial(0, [x], y));
    }

    private static IEnumerable<object[]> Arguments(MethodInfo info)
    {
        ParameterInfo[] parameters = info.GetParameters();
        IEnumerable<object[]> all = [[]];
        foreach (ParameterInfo parameter in parameters)
        {
            object[] values = parameter.ParameterType == typeof(int) ? [-3, -1, 1, 2, 3]
                : parameter.ParameterType == typeof(float) ? [.. Points.Select(point => (object)(float)point)]
                : [.. Points.Cast<object>()];
            all = all.SelectMany(prefix => values.Select(value => (object[])[.. prefix, value]));
        }

        return all.Where(arguments => HasNoTies(arguments) && (!info.Name.StartsWith("Clamp", StringComparison.Ordinal) || Real(arguments[1]) < Real(arguments[2])));
    }

    private static bool HasNoTies(object[] arguments) => arguments.Select(Real).Distinct().Count() == arguments.Length;

    private static double Real(object value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static double Partial(MethodInfo info, int argument, object[] arguments)
    {
        Method method = ScalarFunctions.ToMethod(info);
        Variable[] variables = [.. method.Parameters.Select((parameter, i) => new Variable(parameter.Name, parameter.Type, i))];
        var result = new Variable("result", method.ReturnType, variables.Length);
        Expression partial = ScalarRules.Find(method)!.Partial(argument, variables.Select(variable => (Expression)new Read(variable)).ToEquatableArray(), new Read(result));
        Assert.Equal(method.ReturnType, partial.Type);
        object value = info.Invoke(null, arguments)!;
        return Real(Machine.Evaluate(partial, [.. variables.Zip(arguments), (result, value)])!);
    }

    /// <summary>A five-point difference, or null where the function is not finite or too rough to tell.</summary>
    private static double? Difference(Func<object[], double> function, object[] arguments, int argument)
    {
        double step = 1e-3 * Math.Max(0.05, Math.Abs(Real(arguments[argument])));
        double coarse = FivePoints(step);
        double fine = FivePoints(step / 4);
        return double.IsFinite(fine) && Math.Abs(fine - coarse) <= 1e-8 * (1 + Math.Abs(fine)) ? fine : null;

        double FivePoints(double h) => (At(-2 * h) - (8 * At(-h)) + (8 * At(h)) - At(2 * h)) / (12 * h);

        double At(double offset) => function([.. arguments.Select((value, i) => value is int ? value : Real(value) + (i == argument ? offset : 0))]);
    }

    private static MethodInfo Find(string signature) => ScalarFunctions.All.Single(info => Signature(info) == signature);

    private static string Signature(MethodInfo info) =>
        $"{info.DeclaringType!.Name}.{info.Name}({string.Join(", ", info.GetParameters().Select(parameter => parameter.ParameterType.Name))})";
}
