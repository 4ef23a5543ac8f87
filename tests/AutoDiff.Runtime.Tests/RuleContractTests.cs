using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Reflection;
using AutoDiff.CompilerServices;
using Xunit;

namespace AutoDiff.Runtime.Tests;

/// <summary>The generator binds rules by parameter names: every primitive must carry rules that obey the contract.</summary>
public sealed class RuleContractTests
{
    private const string Suffix = "Gradient";

    public static TheoryData<string> Primitives => [.. All.Select(method => method.ToString()!)];

    private static IEnumerable<MethodInfo> All =>
        new[] { typeof(TensorOps), typeof(Losses) }
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(method => method.GetCustomAttribute<EditorBrowsableAttribute>() is null && method.GetParameters().Any(IsInput));

    [Theory]
    [MemberData(nameof(Primitives))]
    public void Every_floating_point_input_has_a_rule_with_matching_parameters(string name)
    {
        MethodInfo primitive = All.Single(method => method.ToString() == name);
        string[] inputs = [.. primitive.GetParameters().Where(IsInput).Select(parameter => parameter.Name!)];
        string[] served =
        [
            .. primitive.GetCustomAttributes<VjpRuleAttribute>().SelectMany(rule => Vjp(primitive, rule.Method)),
            .. primitive.GetCustomAttributes<DerivativeRuleAttribute>().Select(rule => Derivative(primitive, rule)),
        ];
        Assert.Equal(inputs.Order(), served.Order());
    }

    [Theory]
    [MemberData(nameof(Primitives))]
    public void Every_primitive_that_writes_a_buffer_has_tangents_with_matching_parameters(string name)
    {
        MethodInfo primitive = All.Single(method => method.ToString() == name);
        JvpRuleAttribute? attribute = primitive.GetCustomAttribute<JvpRuleAttribute>();
        Assert.Equal(primitive.GetParameters().Any(parameter => parameter.ParameterType.ToString() == "System.Span`1[T]"), attribute is not null);
        if (attribute is null)
        {
            return;
        }

        MethodInfo rule = Assert.Single(primitive.DeclaringType!.GetMethods(), method => method.Name == attribute.Method);
        Assert.Equal(EditorBrowsableState.Never, rule.GetCustomAttribute<EditorBrowsableAttribute>()!.State);
        Assert.Equal(typeof(void), rule.ReturnType);
        ParameterInfo[] own = primitive.GetParameters();
        List<string> tangents = [];
        foreach (ParameterInfo parameter in rule.GetParameters())
        {
            if (own.SingleOrDefault(item => item.Name == parameter.Name) is { } same)
            {
                // What the primitive has written is only read here.
                Assert.Equal(same.ParameterType.ToString().Replace("System.Span", "System.ReadOnlySpan", StringComparison.Ordinal), parameter.ParameterType.ToString());
                continue;
            }

            ParameterInfo target = Assert.Single(own, item => item.Name + "Tangent" == parameter.Name);
            Assert.Equal(target.ParameterType.ToString(), parameter.ParameterType.ToString());
            tangents.Add(target.Name!);
        }

        Assert.Equal(own.Where(parameter => parameter.ParameterType.ToString().EndsWith("Span`1[T]", StringComparison.Ordinal)).Select(parameter => parameter.Name!).Order(), tangents.Order());
    }

    private static string[] Vjp(MethodInfo primitive, string ruleName)
    {
        // The generator looks it up by name alone.
        MethodInfo rule = Assert.Single(primitive.DeclaringType!.GetMethods(), method => method.Name == ruleName);
        Assert.Equal(EditorBrowsableState.Never, rule.GetCustomAttribute<EditorBrowsableAttribute>()!.State);
        Assert.Equal(typeof(void), rule.ReturnType);
        ParameterInfo[] own = primitive.GetParameters();
        List<string> shadows = [];
        foreach (ParameterInfo parameter in rule.GetParameters())
        {
            string name = parameter.Name!;
            ParameterInfo? same = own.SingleOrDefault(item => item.Name == name);
            if (same is not null)
            {
                // What the primitive writes is read here, so Span becomes ReadOnlySpan.
                string expected = same.ParameterType.ToString().Replace("System.Span", "System.ReadOnlySpan", StringComparison.Ordinal);
                Assert.Equal(expected, parameter.ParameterType.ToString());
                continue;
            }

            if (name is "result" or "resultGradient" && primitive.ReturnType != typeof(void))
            {
                Assert.Equal("T", parameter.ParameterType.ToString());
                continue;
            }

            Assert.EndsWith(Suffix, name, StringComparison.Ordinal);
            ParameterInfo target = Assert.Single(own, item => item.Name + Suffix == name);
            if (IsInput(target))
            {
                Assert.Equal("System.Span`1[T]", parameter.ParameterType.ToString());
                shadows.Add(target.Name!);
            }
            else
            {
                Assert.Equal("System.ReadOnlySpan`1[T]", parameter.ParameterType.ToString());
            }
        }

        return [.. shadows];
    }

    private static string Derivative(MethodInfo primitive, DerivativeRuleAttribute attribute)
    {
        MethodInfo rule = Assert.Single(primitive.DeclaringType!.GetMethods(), method => method.Name == attribute.Method);
        Assert.Equal("T", rule.ReturnType.ToString());
        Assert.All(rule.GetParameters(), parameter => Assert.True(
            parameter.Name == "result" || primitive.GetParameters().Any(item => item.Name == parameter.Name)));
        return attribute.Parameter ?? Assert.Single(primitive.GetParameters()).Name!;
    }

    private static bool IsInput(ParameterInfo parameter) => parameter.ParameterType.ToString() is "System.ReadOnlySpan`1[T]" or "T";
}
