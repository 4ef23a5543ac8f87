using System.Collections.Generic;
using System.Linq;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary>A private method of the program: made where a call needs it, called again by later calls of the same shape.</summary>
/// <param name="Feature">That it belongs to.</param>
/// <param name="Result">Its type, or <c>void</c>.</param>
/// <param name="Parameters">Their sorts, and modifiers with types.</param>
internal sealed record Helper(string Feature, string Result, params (Sort Sort, string Type)[] Parameters)
{
    private const int Deepest = 2;

    /// <summary>The name of a helper of this shape, or nothing where calls are deep enough.</summary>
    public Symbol? Find(Site site)
    {
        string shape = $"{Feature} {Result} {string.Join(",", Parameters.Select(parameter => parameter.Type))}";
        List<Symbol> existing = site.Parts.Helpers.TryGetValue(shape, out List<Symbol>? found) ? found : site.Parts.Helpers[shape] = [];
        if (existing.Count > 0 && site.Chance(0.6))
        {
            return site.Pick(existing);
        }

        if (site.CallDepth >= Deepest)
        {
            return null;
        }

        // The name comes into the list last, so that a helper does not call itself.
        Symbol name = site.Fresh("H");
        site.Parts.Members.Add(Declare(site.Elsewhere(), name).By(Feature));
        existing.Add(name);
        return name;
    }

    private Node Declare(Site site, Symbol name)
    {
        site.CanReturn = Result == "double";
        Code head = new(0, 0);
        head.AppendLiteral($"private static {Result} ");
        head.AppendFormatted(name);
        head.AppendLiteral("(");
        List<Node> first = [];
        for (int i = 0; i < Parameters.Length; i++)
        {
            (Sort sort, string type) = Parameters[i];
            Symbol parameter = site.Fresh("a");
            bool isReference = sort == Sort.Number && type.Contains(' ', System.StringComparison.Ordinal);
            bool isInput = type.StartsWith("in ", System.StringComparison.Ordinal);
            site.Scope.Add(new(parameter, sort, IsAssignable: !isInput, IsWritable: sort != Sort.ReadOnlySpan, parameter) { IsReference = isReference });
            head.AppendLiteral((i > 0 ? ", " : "") + type + " ");
            head.AppendFormatted(parameter);
            if (type.StartsWith("out ", System.StringComparison.Ordinal))
            {
                first.Add(Node.Of(Sort.Statement, $"{parameter} = {Site.Literal(0.5)};"));
            }
        }

        if (!site.Scope.Of(Sort.Integer).Any())
        {
            first.Add(Node.Of(Sort.Statement, $"int {site.Declare(Sort.Integer, "k")} = {site.Between(0, 3)};"));
        }

        // Lambdas see no parameters that are references.
        if (site.Scope.All(variable => variable.Sort == Sort.Number && variable.IsAssignable && !variable.IsReference).Count == 0)
        {
            first.Add(Node.Of(Sort.Statement, $"double {site.Declare(Sort.Number, "t")} = {site.Literal()};"));
        }

        head.AppendLiteral(")");
        Node[] statements = [.. first, .. Enumerable.Range(0, site.Between(0, 3)).Select(_ => site.Statement())];
        Node[] last = Result == "double" ? [Node.Of(Sort.Statement, $"return {site.Bounded()};", Traits.Simple)] : [];
        head.AppendFormatted(Node.Block([.. statements, .. last]));
        return Node.Of(Sort.Member, head);
    }
}
