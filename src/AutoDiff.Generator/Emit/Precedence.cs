namespace AutoDiff.Generator.Emit;

/// <summary>How tightly C# binds an expression, loosest first.</summary>
internal enum Precedence
{
    Conditional,
    OrElse,
    AndAlso,
    Or,
    Xor,
    And,
    Equality,
    Relational,
    Shift,
    Additive,
    Multiplicative,
    Unary,
    Primary,
}
