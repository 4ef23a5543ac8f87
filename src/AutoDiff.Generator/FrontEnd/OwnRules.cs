using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>
/// A differentiable method with a custom rule of its own is read as a call of itself, so that the rule is used and the body
/// may contain anything: <c>double F(double x) { ... }</c> => <c>return F(x);</c>
/// </summary>
internal static class OwnRules
{
    /// <summary>The body to differentiate; null if the method has no rule.</summary>
    public static Block? Read(Reading reading, IReadOnlyDictionary<ISymbol, Variable> variables)
    {
        IMethodSymbol method = reading.Method;
        if (!RuleDeclaration.Own(method).Any())
        {
            return null;
        }

        Method called = CustomRules.Attach(reading, method, MethodSymbolReader.Read(method, ConstantReader.Escaped(method.Name), method.Parameters.Select(MethodSymbolReader.Read)));
        if (!called.HasCustomDerivative)
        {
            return null;
        }

        Location place = ShapeReader.NameLocation(reading.Declaration);
        Call call = new(called, method.Parameters.Select(parameter => (Expression)new Read(variables[parameter])).ToEquatableArray()) { Site = reading.Site(place) };
        Origin origin = new(method.Name + "(" + string.Join(", ", method.Parameters.Select(parameter => parameter.Name)) + ")", reading.Site(place));
        return method.ReturnsVoid
            ? new Block([new Evaluate(call) { Origin = origin }])
            : new Block([new Return(call) { Origin = origin }]);
    }
}
