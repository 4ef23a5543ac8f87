using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>
/// The signature that a custom rule has to have: that of the member which would be generated for the method, with the
/// method's value in between if the rule wants it.
/// <code>
/// double F(double x, double[] w)   =>   void FVjp(double x, ReadOnlySpan&lt;double&gt; w, double result, double cotangent, ref double xGradient, Span&lt;double&gt; wGradient)
/// </code>
/// </summary>
internal sealed class RuleShape
{
    private readonly RuleKind kind;
    private readonly IMethodSymbol primal;
    private readonly IrType result;
    private readonly RuleSlot[] slots;

    /// <param name="kind">What the rule computes.</param>
    /// <param name="primal">The method that it is for.</param>
    /// <param name="rule">The rule, which may leave out shadows by marking parameters <c>[NoGradient]</c>; null for the whole shape.</param>
    /// <param name="residuals">Type of what the forward method leaves, for <see cref="RuleKind.Reverse"/>.</param>
    public RuleShape(RuleKind kind, IMethodSymbol primal, IMethodSymbol? rule = null, ITypeSymbol? residuals = null)
    {
        this.kind = kind;
        this.primal = primal;
        result = TypeReader.Read(primal.ReturnType);
        slots = [.. Slots(rule, residuals)];
    }

    /// <summary>Why a method can have no rule, or null if it can.</summary>
    public static string? WhyNone(IMethodSymbol primal, RuleKind kind)
    {
        IrType result = TypeReader.Read(primal.ReturnType);
        return primal switch
        {
            { MethodKind: not MethodKind.Ordinary } => "it is not an ordinary method",
            { IsStatic: false } => "it is not static",
            { RefKind: not RefKind.None } => "it returns a reference",
            _ when primal.Parameters.Any(parameter => parameter.RefKind is RefKind.Ref or RefKind.Out) => "it has a ref or out parameter",
            _ when kind is RuleKind.Derivative or RuleKind.Forward && !result.IsFloatingPoint => "it does not return float or double",
            _ when !TypeReader.IsScalar(result) && result.Kind != Ir.TypeKind.Void => "it returns neither a number nor nothing",
            _ when AreConfused(primal) => "its parameters are named like a result or like a derivative of another parameter",
            _ => null,
        };
    }

    /// <summary>The rule as a call of the IR, its parameters under the names that rules have there; null if it does not fit.</summary>
    public Method? Match(IMethodSymbol rule)
    {
        if (!rule.IsStatic || !Returns(rule.ReturnType))
        {
            return null;
        }

        List<MethodParameter> parameters = [];
        foreach (RuleSlot slot in slots)
        {
            IParameterSymbol? next = rule.Parameters.ElementAtOrDefault(parameters.Count);
            if (slot.IsOptional && next?.Name != slot.Name)
            {
                continue;
            }

            if (next is null || !slot.Accepts(next))
            {
                return null;
            }

            parameters.Add(MethodSymbolReader.Read(next) with { Name = slot.Name, Passing = slot.IsByReference ? ParameterPassing.Ref : ParameterPassing.Value });
        }

        return parameters.Count == rule.Parameters.Length
            ? MethodSymbolReader.Rule(rule) with { Parameters = parameters.ToEquatableArray() }
            : null;
    }

    /// <summary>As C#, without what may be left out: <c>static double FDerivative(double x)</c>.</summary>
    public string Text(string name)
    {
        string value = RuleSlot.TypeText(result);
        string returns = kind switch
        {
            RuleKind.Derivative => value,
            RuleKind.Forward => $"({value} Value, double Residuals)",
            RuleKind.Jvp when result.Kind != Ir.TypeKind.Void => $"({value} Value, {value} Tangent)",
            _ => "void",
        };
        return $"static {returns} {name}({string.Join(", ", slots.Where(slot => !slot.IsOptional).Select(slot => slot.Text))})";
    }

    private static bool AreConfused(IMethodSymbol primal)
    {
        HashSet<string> names = [.. primal.Parameters.Select(parameter => parameter.Name)];
        string[] results = primal.ReturnsVoid ? [] : ["result", "resultGradient"];
        return names.Overlaps(["residuals", .. results, .. names.SelectMany(name => new[] { name + "Gradient", name + "Tangent" })]);
    }

    private bool Returns(ITypeSymbol type) => kind switch
    {
        RuleKind.Derivative => TypeReader.Read(type) == result,
        RuleKind.Forward => Residuals.Read(type, result) is not null,
        RuleKind.Jvp when result.Kind == Ir.TypeKind.Void => TypeReader.Read(type) == result,
        RuleKind.Jvp => type is INamedTypeSymbol { IsTupleType: true, TupleElements: [{ Name: "Value" } value, { Name: "Tangent" } tangent] }
            && TypeReader.Read(value.Type) == result && TypeReader.Read(tangent.Type) == result,
        _ => true,
    };

    private IEnumerable<RuleSlot> Slots(IMethodSymbol? rule, ITypeSymbol? residuals)
    {
        if (kind == RuleKind.Reverse)
        {
            yield return new RuleSlot("residuals", [TypeReader.Read(residuals)]);
        }
        else
        {
            foreach (IParameterSymbol parameter in primal.Parameters)
            {
                yield return new RuleSlot(parameter.Name, Passed(TypeReader.Read(parameter.Type)));
            }
        }

        if (kind is RuleKind.Derivative or RuleKind.Vjp && result.Kind != Ir.TypeKind.Void)
        {
            yield return new RuleSlot("result", [result]) { IsOptional = true };
        }

        if (kind is RuleKind.Vjp or RuleKind.Reverse && result.IsFloatingPoint)
        {
            yield return new RuleSlot("resultGradient", [result]);
        }

        foreach (IParameterSymbol parameter in primal.Parameters.Where((parameter, i) => IsDifferentiated(parameter, rule?.Parameters.ElementAtOrDefault(i))))
        {
            IrType type = TypeReader.Read(parameter.Type);
            switch (kind)
            {
                case RuleKind.Vjp or RuleKind.Reverse:
                    yield return new RuleSlot(parameter.Name + "Gradient", [type.IsView ? IrType.SpanOf(type.Element!) : type]) { IsByReference = !type.IsView };
                    break;
                case RuleKind.Jvp:
                    yield return new RuleSlot(parameter.Name + "Tangent", Passed(type));
                    break;
            }
        }
    }

    // The parameters of a reverse method are others, so that only the method itself can say what has no derivative.
    private bool IsDifferentiated(IParameterSymbol parameter, IParameterSymbol? own) =>
        ActiveTypes.CanBeActive(parameter)
        && parameter.Attribute(WellKnownNames.NoGradient) is null
        && (kind == RuleKind.Reverse || own?.Attribute(WellKnownNames.NoGradient) is null);

    private static EquatableArray<IrType> Passed(IrType type) => type.Kind switch
    {
        Ir.TypeKind.Array => [IrType.ReadOnlySpanOf(type.Element!), IrType.SpanOf(type.Element!)],
        Ir.TypeKind.Span => [IrType.SpanOf(type.Element!), IrType.ReadOnlySpanOf(type.Element!)],
        _ => [type],
    };
}
