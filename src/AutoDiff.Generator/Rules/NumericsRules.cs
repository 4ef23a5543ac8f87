using System.Collections.Generic;
using System.Linq;

namespace AutoDiff.Generator.Rules;

/// <summary>The functions of <c>System.Numerics</c> that are known.</summary>
internal static class NumericsRules
{
    private static readonly NumericsRule[] Rows = NumericsTable.Rows;
    private static readonly Dictionary<string, NumericsRule> BySignature = Rows.ToDictionary(rule => rule.Signature);

    /// <summary>Every rule, in the order of the table.</summary>
    public static IReadOnlyList<NumericsRule> All => Rows;

    public static NumericsRule? Find(string? signature) =>
        signature is not null && BySignature.TryGetValue(signature, out NumericsRule? rule) ? rule : null;
}
