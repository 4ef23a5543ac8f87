using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>Calls: an argument's type chooses the overload, so it must be the IR's.</summary>
internal sealed partial class ExpressionEmitter
{
    /// <summary>Functions of <c>Math</c> and <c>MathF</c> without overloads: <c>Math.Pow(x, 2)</c> cannot bind to another one.</summary>
    private static readonly HashSet<string> WithoutOverloads = new(
        [
            "Acos", "Acosh", "Asin", "Asinh", "Atan", "Atan2", "Atanh", "Cbrt", "Cos", "Cosh", "Exp",
            "FusedMultiplyAdd", "IEEERemainder", "Log10", "Log2", "Pow", "Sin", "SinCos", "Sinh", "Sqrt", "Tan", "Tanh",
        ],
        StringComparer.Ordinal);

    private Printed PrintCall(Call call)
    {
        Method method = call.Method;
        bool exact = !(method.Container is { Namespace: "System", Name: "Math" or "MathF" } && WithoutOverloads.Contains(method.Name));
        IEnumerable<string> arguments = call.Arguments.Select((argument, i) => Keyword(method, i) + Argument(argument, exact, isGenerated: call.Site < 0));
        string qualifier = spelling.Qualifier(method.Container, method.Name);
        return method.IsProperty ? Primary(qualifier + Identifiers.Escape(method.Name), call.Type) : Primary($"{qualifier}{Identifiers.Escape(method.Name)}{TypeArguments(call, exact)}({string.Join(", ", arguments)})", call.Type);
    }

    private static string Keyword(Method method, int argument) =>
        argument < method.Parameters.Count ? ParameterKeyword.Of(method.Parameters[argument].Passing) : "";

    // LogSumExp<double>(h) where h is a Span: before C# 14 nothing is inferred where a ReadOnlySpan is wanted.
    private string TypeArguments(Call call, bool exact)
    {
        bool isInferred = !call.Method.HasHiddenTypeArguments && call.Method.TypeArguments.All(type =>
            call.Arguments.Zip(call.Method.Parameters, (argument, parameter) => (argument, parameter)).Any(pair =>
                pair.argument is not Constant
                && (pair.parameter.Type.Element ?? pair.parameter.Type).Equals(type)
                && Print(pair.argument, exact).Type.Equals(pair.parameter.Type)));
        return isInferred ? "" : $"<{string.Join(", ", call.Method.TypeArguments.Select(spelling.Type))}>";
    }

    private string Argument(Expression argument, bool exact, bool isGenerated)
    {
        Printed printed = Print(argument, exact);

        // Type inference does not see through the conversion of an array to a span. In a call of the source it
        // did not have to.
        bool isConvertedArray = printed.Type.Kind == TypeKind.Array && argument.Type.Kind != TypeKind.Array;
        return isGenerated && isConvertedArray
            ? printed.Within(Precedence.Primary) + AsSpan("")
            : NotRelational(printed.Text, argument);
    }

    private Printed PrintOpaque(Opaque opaque)
    {
        bool isHard = GlobalNames.AreHardToScan(opaque.Segments);
        StringBuilder text = new();
        for (int i = 0; i < opaque.Segments.Count; i++)
        {
            text.Append(isHard ? opaque.Segments[i] : GlobalNames.Shorten(opaque.Segments[i], spelling));
            if (i < opaque.Operands.Count)
            {
                bool isDelimited = IsDelimited(opaque.Segments[i], opaque.Segments[i + 1]);
                text.Append(Print(opaque.Operands[i], exact: true).Within(isDelimited ? Precedence.Conditional : Precedence.Primary));
            }
        }

        return Opaque(text.ToString(), opaque.Type);
    }

    // f(a + b), not f((a + b)). Between commas parentheses stay: "a < b, c > (d)" would be a call of a generic method.
    private static bool IsDelimited(string before, string after) =>
        before.EndsWith("(", StringComparison.Ordinal) && after.StartsWith(")", StringComparison.Ordinal);
}
