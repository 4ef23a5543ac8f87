namespace AutoDiff.Fuzz.Checking;

/// <summary>The ways to fail.</summary>
internal enum FailureKind
{
    /// <summary>The program itself does not compile, or its evaluation over dual numbers differs from it: a defect of the fuzzer.</summary>
    Fuzzer,

    /// <summary>The generator threw, or it wrote nothing and the analyzer does not say why.</summary>
    Internal,

    /// <summary>A refusal of what is required to work.</summary>
    Refused,

    /// <summary>A generated file has an error.</summary>
    GeneratedError,

    /// <summary>A generated file has a warning.</summary>
    GeneratedWarning,

    /// <summary>The derivative throws where the program does not, or the other way round.</summary>
    Exception,

    /// <summary>The value differs from the program's, in any bit.</summary>
    Value,

    /// <summary>The program's buffers hold something else afterwards.</summary>
    Effects,

    /// <summary>A wrong number.</summary>
    Gradient,

    /// <summary><c>FGradient</c> and <c>FValueAndGradient</c> differ.</summary>
    Members,

    /// <summary>A wrong number of <c>FVjp</c>.</summary>
    Reverse,

    /// <summary>A wrong number of <c>FJvp</c>.</summary>
    Forward,

    /// <summary>Both are right, but ⟨w, Jv⟩ and ⟨Jᵀw, v⟩ differ.</summary>
    Duality,

    /// <summary>The gradient depends on names.</summary>
    Renaming,

    /// <summary>The gradient depends on dead code.</summary>
    DeadCode,

    /// <summary>The gradient depends on how a statement is split.</summary>
    Splitting,
}
