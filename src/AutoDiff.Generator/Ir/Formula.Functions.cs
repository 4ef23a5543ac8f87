using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Ir;

/// <summary>Calls of .NET's mathematical functions; <c>float</c> operands pick <c>MathF</c> or <c>float</c>.</summary>
internal static partial class Formula
{
    /// <summary>
    /// The parameters of the <c>double</c> overloads in <c>System.Math</c> whose names are not <c>d</c>, so that a call
    /// that is built here equals the same call read from source.
    /// </summary>
    private static readonly Dictionary<string, string[]> ParameterNames = new()
    {
        ["Abs"] = ["value"],
        ["Ceiling"] = ["a"],
        ["CopySign"] = ["x", "y"],
        ["Cosh"] = ["value"],
        ["FusedMultiplyAdd"] = ["x", "y", "z"],
        ["IEEERemainder"] = ["x", "y"],
        ["Log2"] = ["x"],
        ["Max"] = ["val1", "val2"],
        ["Min"] = ["val1", "val2"],
        ["Pow"] = ["x", "y"],
        ["Round"] = ["a"],
        ["Sin"] = ["a"],
        ["Sinh"] = ["value"],
        ["Tan"] = ["a"],
        ["Tanh"] = ["value"],
    };

    /// <summary>A function of <c>System.Math</c>, or of <c>System.MathF</c> if the first argument is a <c>float</c>.</summary>
    public static Expression CallMath(string name, params Expression[] arguments)
    {
        bool isSingle = arguments[0].Type.Kind == TypeKind.Single;
        string[] names = name is "Atan2" ? ["y", "x"]
            : name is "ScaleB" ? ["x", "n"]
            : isSingle ? ["x", "y", "z"]
            : ParameterNames.TryGetValue(name, out string[]? known) ? known : ["d"];
        return Call(Container(arguments[0].Type, isSingle ? "MathF" : "Math"), name, arguments[0].Type, names, arguments);
    }

    /// <summary>A static function of <c>double</c> itself, or of <c>float</c> if the first argument is one, such as <c>double.SinPi(x)</c>.</summary>
    public static Expression CallNumber(string name, params Expression[] arguments) =>
        Call(Container(arguments[0].Type, arguments[0].Type.Kind == TypeKind.Single ? "Single" : "Double"), name, arguments[0].Type, ["x", "y", "z"], arguments);

    // A type parameter has the functions itself.
    private static TypeName Container(IrType type, string name) => type.Kind == TypeKind.Generic ? new TypeName("", type.Name) { IsParameter = true } : new TypeName("System", name);

    /// <summary>A call of any pure static method.</summary>
    public static Expression Call(TypeName container, string name, IrType returnType, IReadOnlyList<string> parameterNames, params Expression[] arguments) =>
        new Call(
            new Method(container, name, returnType, [.. arguments.Select((argument, i) => new MethodParameter(parameterNames[i], argument.Type, ParameterUse.Input))])
            {
                IsPure = true,
            },
            arguments.ToEquatableArray());

    public static Expression Abs(Expression x) => CallMath("Abs", x);

    public static Expression Sqrt(Expression x) => CallMath("Sqrt", x);

    public static Expression Exp(Expression x) => CallMath("Exp", x);

    public static Expression Log(Expression x) => CallMath("Log", x);

    public static Expression Pow(Expression x, Expression y) => CallMath("Pow", x, y);

    public static Expression Pow(Expression x, double y) => CallMath("Pow", x, Literal(x.Type, y));

    public static Expression Sin(Expression x) => CallMath("Sin", x);

    public static Expression Cos(Expression x) => CallMath("Cos", x);

    public static Expression Sinh(Expression x) => CallMath("Sinh", x);

    public static Expression Cosh(Expression x) => CallMath("Cosh", x);

    public static Expression CopySign(Expression x, Expression y) => CallMath("CopySign", x, y);

    /// <summary><c>x · 2ⁿ</c> for an <c>int</c> n.</summary>
    public static Expression ScaleB(Expression x, Expression n) => CallMath("ScaleB", x, n);

    public static Expression SinPi(Expression x) => CallNumber("SinPi", x);

    public static Expression CosPi(Expression x) => CallNumber("CosPi", x);
}
