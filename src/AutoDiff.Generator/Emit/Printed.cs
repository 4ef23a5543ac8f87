using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>An expression as text.</summary>
/// <param name="Text">The C#.</param>
/// <param name="Precedence">How tightly it binds.</param>
/// <param name="Type">The type that the C# compiler gives to this text, which is not the IR's where a conversion is implicit.</param>
internal readonly record struct Printed(string Text, Precedence Precedence, IrType Type)
{
    /// <summary>A literal such as <c>2</c>, not negative, which adapts to the integer types around it.</summary>
    public bool IsIntegerLiteral { get; init; }

    /// <summary>The text as an operand of something that binds as tightly as <paramref name="least"/>.</summary>
    public string Within(Precedence least) => Precedence < least ? "(" + Text + ")" : Text;
}
