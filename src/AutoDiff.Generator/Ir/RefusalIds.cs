namespace AutoDiff.Generator.Ir;

/// <summary>The ids of refusals, with the arguments of their messages; <c>Diagnostics</c> has the words.</summary>
internal static class RefusalIds
{
    /// <summary>Arguments: method.</summary>
    public const string NothingGenerated = "DIFF0000";

    /// <summary>Arguments: type, method.</summary>
    public const string TypeNotPartial = "DIFF0001";

    /// <summary>Arguments: type, reason.</summary>
    public const string UnsupportedContainer = "DIFF0002";

    /// <summary>Arguments: method, what it is, what to write instead.</summary>
    public const string UnsupportedMethod = "DIFF0003";

    /// <summary>Arguments: method, result type, what to write instead.</summary>
    public const string UnsupportedResult = "DIFF0004";

    /// <summary>Arguments: method.</summary>
    public const string NoActiveParameter = "DIFF0005";

    /// <summary>Arguments: method, what is wrong with the attribute.</summary>
    public const string InvalidRequest = "DIFF0006";

    /// <summary>Arguments: parameter, reason, what to write instead.</summary>
    public const string UnsupportedParameter = "DIFF0007";

    /// <summary>Arguments: flags.</summary>
    public const string NotImplemented = "DIFF0008";

    /// <summary>Arguments: generated member, what it collides with.</summary>
    public const string NameCollision = "DIFF0009";

    /// <summary>Arguments: construct, reason, what to write instead.</summary>
    public const string UnsupportedConstruct = "DIFF0010";

    /// <summary>Arguments: called method, the active argument's parameter.</summary>
    public const string UnknownDerivative = "DIFF0011";

    /// <summary>Arguments: the active value, what it enters.</summary>
    public const string DerivativeLost = "DIFF0012";

    /// <summary>Arguments: view variable, reason.</summary>
    public const string UntrackedView = "DIFF0013";

    /// <summary>Arguments: parameter, method. A warning; its site is the parameter's.</summary>
    public const string UnusedParameter = "DIFF0014";

    /// <summary>Arguments: the project's language version.</summary>
    public const string LanguageVersion = "DIFF0015";

    /// <summary>Arguments: rule, method it is for, reason with the way out.</summary>
    public const string RuleDoesNotFit = "DIFF0016";

    /// <summary>Arguments: what is applied, the active value. A hint.</summary>
    public const string ZeroDerivative = "DIFF0017";

    /// <summary>Arguments: expression, where its derivative is infinite. A warning.</summary>
    public const string InfiniteDerivative = "DIFF0018";

    /// <summary>Arguments: method, bytes per iteration, what is recorded. A hint.</summary>
    public const string RecordedPerIteration = "DIFF0019";

    /// <summary>Arguments: member, the type that is not partial.</summary>
    public const string MemberOutOfReach = "DIFF0020";

    /// <summary>Arguments: method, exception.</summary>
    public const string InternalError = "DIFF0099";
}
