using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary><c>goto</c> and labels. Each way back counts.</summary>
internal static class Jumps
{
    public static readonly ImmutableArray<Feature> Rows =
    [
        Feature.Statement("goto", 14, Jump) with { IsLeaf = true },
        Feature.Statement("label-behind", 8, site =>
        {
            Symbol label = site.Fresh("behind");
            return Node.Of(Sort.Statement, $"{{\n{site.BlockBefore(label)}\n{site.BlockBefore(label)}\n{label}: {site.Target()} = {site.Bounded()};\n}}");
        }),
        Feature.Statement("label-before", 8, site =>
        {
            (Symbol label, Symbol count) = (site.Fresh("again"), site.Fresh("w"));
            Symbol kept = site.Fresh("kept");
            return Node.Of(Sort.Statement, $"{{\nint {count} = 0;\n{label}: {count}++;\ndouble {kept} = {site.Number()};\n{site.BlockBefore(label, count)}\nif ({count} < {site.Between(2, 4)} && {site.Boolean()}) goto {label};\n{site.Target()} += 0.3 * {kept};\n}}");
        }),
        Feature.Statement("label-in-loop", 5, site =>
        {
            (Symbol label, Symbol within, Symbol count) = (site.Fresh("again"), site.Fresh("within"), site.Fresh("w"));
            return Node.Of(Sort.Statement, $"{{\nint {count} = 0;\n{site.BlockBefore(within)}\n{label}: {count}++;\n{site.BlockBefore(within)}\n{within}: {site.BlockBefore(label, count)}\nif ({count} < {site.Between(1, 3)} && {site.Boolean()}) goto {label};\n}}");
        }),
        Feature.Statement("goto-case-back", 5, site =>
        {
            Symbol count = site.Fresh("w");
            return Node.Of(Sort.Statement, $"{{\nint {count} = 0;\nswitch (Math.Abs({site.Integer()}) % 3)\n{{\ncase 0:{site.Block()}goto case 2;\ncase 1:{site.Block()}for (;;)\n{{\nif ({site.Boolean()}) break;\ngoto default;\n}}\nbreak;\ncase 2:{site.Block()}if (++{count} < 3) goto case 0;\nbreak;\ndefault:{site.Block()}break;\n}}\n}}");
        }),
    ];

    private static Node? Jump(Site site)
    {
        if (site.Labels.IsEmpty)
        {
            return null;
        }

        (Symbol label, Symbol? count) = site.Pick(site.Labels);
        return count is null
            ? Node.Of(Sort.Statement, $"if ({site.Boolean()}) goto {label};")
            : Node.Of(Sort.Statement, $"if ({count} < {site.Between(2, 4)} && {site.Boolean()}) goto {label};");
    }
}
