using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary>Calls to methods of the program.</summary>
internal static class Calls
{
    private static readonly Helper OfNumbers = new("calls", "double", (Sort.Number, "double"), (Sort.Number, "double"));
    private static readonly Helper OfBuffer = new("calls-reading-spans", "double", (Sort.ReadOnlySpan, "ReadOnlySpan<double>"), (Sort.Number, "double"), (Sort.Integer, "int"));
    private static readonly Helper InPlace = new("calls-in-place", "void", (Sort.Span, "Span<double>"), (Sort.Number, "double"));
    private static readonly Helper Twice = new("same-span-twice", "void", (Sort.Span, "Span<double>"), (Sort.Span, "Span<double>"));
    private static readonly Helper ByReference = new("ref-and-out", "void", (Sort.Number, "ref double"), (Sort.Number, "in double"), (Sort.Number, "out double"));

    private static readonly Helper OfElements = new("element-references", "void", (Sort.Number, "ref double"), (Sort.Number, "in double"), (Sort.Span, "Span<double>"));

    private const string Blend = "private static double Blend(double a, double b = 0.25, double share = 0.5) => a * share + b * (1 - share) * a;";

    // A dual number cannot be a default value.
    private const string BlendOfDuals = "private static double Blend(double a, double? b = null, double? share = null) => a * (share ?? 0.5) + (b ?? 0.25) * (1 - (share ?? 0.5)) * a;";
    private const string Total = "private static double Total(double first, params double[] rest)\n{\nfor (int i = 0; i < rest.Length; i++)\n{\nfirst = 0.5 * first + Math.Sin(rest[i]);\n}\nreturn first;\n}";
    private const string Half = "private static double Half => 0.5;";

    public static readonly ImmutableArray<Feature> Rows =
    [
        Feature.Number("calls", 8, site => OfNumbers.Find(site) is { } name ? Node.Of(Sort.Number, $"{name}({site.Number()}, {site.Atom()})") : null),
        Feature.Number("calls-reading-spans", 6, site => site.Buffer() is { } buffer && OfBuffer.Find(site) is { } name
            ? Node.Of(Sort.Number, $"{name}({Site.AsSpan(buffer)}, {site.Atom()}, {site.Integer()})")
            : null),
        Feature.Statement("calls-in-place", 8, site => site.Buffer(writable: true) is { } buffer && InPlace.Find(site) is { } name
            ? Node.Of(Sort.Statement, $"{name}({Site.AsSpan(buffer)}{site.Pick("", "", "[1..]")}, {site.Number()});", Traits.Effect)
            : null) with { IsLeaf = true },
        Feature.Statement("same-span-twice", 6, site => site.Buffer(writable: true) is { } buffer && Twice.Find(site) is { } name
            ? Node.Of(Sort.Statement, $"{name}({Site.AsSpan(buffer)}, {Site.AsSpan(buffer)});", Traits.Effect)
            : null) with { IsLeaf = true },
        Feature.Statement("ref-and-out", 8, Pass) with { IsLeaf = true },
        Feature.Statement("element-references", 6, site => site.Buffer(writable: true) is { } buffer && OfElements.Find(site) is { } name
            ? Node.Of(Sort.Statement, $"{name}(ref {buffer.Symbol}[{site.Index(buffer)}], {site.Pick("in ", "")}{buffer.Symbol}[{site.Index(buffer)}], {Site.AsSpan(buffer)});", Traits.Effect)
            : null) with { IsLeaf = true },
        Feature.Number("optional-and-named", 5, site =>
        {
            site.Parts.AddOnce("optional-and-named", Blend, BlendOfDuals);
            return site.Between(0, 2) switch
            {
                0 => Node.Of(Sort.Number, $"Blend({site.Number()})"),
                1 => Node.Of(Sort.Number, $"Blend(share: {site.Number()}, a: {site.Number()}, b: {site.Atom()})"),
                _ => Node.Of(Sort.Number, $"Blend({site.Number()}, share: {site.Number()}, b: {site.Atom()})"),
            };
        }),
        Feature.Number("params", 4, site =>
        {
            site.Parts.AddOnce("params", Total);
            return Node.Of(Sort.Number, $"Total({site.Number()}, {site.Number()}, {site.Atom()})");
        }),
        Feature.Number("static-properties", 3, site =>
        {
            site.Parts.AddOnce("static-properties", Half);
            return Node.Of(Sort.Number, $"(Half * {site.Number()})");
        }),
    ];

    private static Node? Pass(Site site)
    {
        if (site.Any(Sort.Number, assignable: true) is not { } changed || ByReference.Find(site) is not { } name)
        {
            return null;
        }

        Node input = site.Atom();
        Symbol made = site.Declare(Sort.Number, "made");
        return Node.Of(Sort.Statement, $"{name}(ref {changed.Symbol}, {input}, out double {made});", Traits.Effect);
    }
}
