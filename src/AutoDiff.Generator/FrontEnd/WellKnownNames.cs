namespace AutoDiff.Generator.FrontEnd;

/// <summary>Metadata names by which the generator knows the runtime: the two assemblies never reference each other.</summary>
internal static class WellKnownNames
{
    public const string Differentiable = "AutoDiff.DifferentiableAttribute";
    public const string NoGradient = "AutoDiff.NoGradientAttribute";
    public const string CustomDerivative = "AutoDiff.CustomDerivativeAttribute";
    public const string CustomVjp = "AutoDiff.CustomVjpAttribute";
    public const string CustomJvp = "AutoDiff.CustomJvpAttribute";
    public const string DerivativeOf = "AutoDiff.DerivativeOfAttribute";
    public const string VjpOf = "AutoDiff.VjpOfAttribute";
    public const string JvpOf = "AutoDiff.JvpOfAttribute";
    public const string DerivativeRules = "AutoDiff.CompilerServices.DerivativeRulesAttribute";
    public const string VjpRule = "AutoDiff.CompilerServices.VjpRuleAttribute";
    public const string JvpRule = "AutoDiff.CompilerServices.JvpRuleAttribute";
    public const string DerivativeRule = "AutoDiff.CompilerServices.DerivativeRuleAttribute";
    public const string Overwritten = "AutoDiff.CompilerServices.OverwrittenAttribute";
    public const string Destination = "AutoDiff.CompilerServices.Destination";
    public const string GeneratedCode = "System.CodeDom.Compiler.GeneratedCodeAttribute";

    /// <summary>The tool name that generated members carry in <see cref="GeneratedCode"/>.</summary>
    public const string Tool = "AutoDiff.Generator";
}
