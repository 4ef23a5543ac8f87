namespace AutoDiff.Generator.FrontEnd;

/// <summary>A custom rule that does not fit.</summary>
/// <param name="Declaration">Where it is declared.</param>
/// <param name="Rule">The rule's name.</param>
/// <param name="Target">The method that it is for.</param>
/// <param name="Reason">Why it does not fit, and what would.</param>
/// <param name="Missing">The signature of a method to be written, if there is none of that name.</param>
internal sealed record RuleMisfit(RuleDeclaration Declaration, string Rule, string Target, string Reason, string? Missing);
