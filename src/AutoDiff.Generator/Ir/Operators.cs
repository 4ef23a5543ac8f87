namespace AutoDiff.Generator.Ir;

/// <summary>Operators of one operand.</summary>
internal enum UnaryOperator
{
    /// <summary><c>-x</c></summary>
    Negate,

    /// <summary><c>!x</c></summary>
    Not,

    /// <summary><c>~x</c></summary>
    Complement,
}

/// <summary>Operators of two operands. Both operands have the same type (conversions are explicit nodes), except for shifts.</summary>
internal enum BinaryOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    And,
    Or,
    Xor,
    ShiftLeft,
    ShiftRight,
    UnsignedShiftRight,

    /// <summary><c>&amp;&amp;</c>: the right operand is evaluated only if the left one is true.</summary>
    AndAlso,

    /// <summary><c>||</c>: the right operand is evaluated only if the left one is false.</summary>
    OrElse,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
