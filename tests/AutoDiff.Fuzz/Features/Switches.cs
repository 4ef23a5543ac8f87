using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary><c>switch</c> over integers.</summary>
internal static class Switches
{
    public static readonly ImmutableArray<Feature> Rows =
    [
        Of(Feature.Statement("switch", 10, site => Node.Of(Sort.Statement,
            $"switch (Math.Abs({site.Integer()}) % 4)\n{{\ncase 0:{site.Block()}break;\ncase 1:\ncase 2:{site.Block()}break;\ndefault:{site.Block()}break;\n}}"))),
        Of(Feature.Statement("switch-with-return", 5, site => site.CanReturn
            ? Node.Of(Sort.Statement, $"switch (Math.Abs({site.Integer()}) % 5)\n{{\ncase 0:{site.Block()}break;\ncase 4:\nreturn {site.Bounded()};\n}}")
            : null)),
        Of(Feature.Statement("goto-case", 8, site => Node.Of(Sort.Statement,
            $"switch (Math.Abs({site.Integer()}) % 3)\n{{\ncase 0:{site.Block()}goto case 2;\ncase 1:{site.Block()}goto default;\ncase 2:{site.Block()}break;\ndefault:{site.Block()}break;\n}}"))),
        Of(Feature.Number("switch-expression", 8, site => Node.Of(Sort.Number,
            $"((Math.Abs({site.Integer()}) % 3) switch {{ 0 => {site.Number()}, 1 => {site.Number()}, _ => {site.Number()} }})",
            Traits.Lazy))),
    ];

    private static Feature Of(Feature feature) => feature;
}
