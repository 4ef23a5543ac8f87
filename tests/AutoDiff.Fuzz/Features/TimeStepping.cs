using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary>Two buffers that change roles in every step.</summary>
internal static class TimeStepping
{
    public static readonly ImmutableArray<Feature> Rows =
    [
        Feature.Statement("ping-pong", 8, site => Step(site, "Span<double>", ".AsSpan()")),
        Feature.Statement("ping-pong-arrays", 8, site => Step(site, "double[]", "")),
    ];

    private static Node? Step(Site site, string type, string view)
    {
        if (site.Buffer() is not { } buffer)
        {
            return null;
        }

        (Symbol from, Symbol to, Symbol swap) = (site.Fresh("from"), site.Fresh("to"), site.Fresh("swap"));
        (Symbol step, Symbol i) = (site.Fresh("step"), site.Fresh("i"));
        Node weight = site.Atom();
        Node inner;
        using (site.Scope.Open())
        {
            site.Add(i, Sort.Integer, isAssignable: false);
            inner = site.Atom();
        }

        Node statement = Node.Of(
            Sort.Statement,
            $$"""
            {{type}} {{from}} = {{Site.AsSpan(buffer)}}.ToArray(){{view}};
            {{type}} {{to}} = new double[{{from}}.Length];
            for (int {{step}} = 0; {{step}} < {{site.Between(1, 4)}}; {{step}}++)
            {
            for (int {{i}} = 0; {{i}} < {{from}}.Length; {{i}}++)
            {
            {{to}}[{{i}}] = 0.5 * {{from}}[{{i}}] + 0.25 * Math.Sin({{weight}} * {{from}}[({{i}} + 1) % {{from}}.Length]) + 0.1 * {{inner}};
            }
            {{type}} {{swap}} = {{from}};
            {{from}} = {{to}};
            {{to}} = {{swap}};
            }
            """);
        site.Add(from, type == "double[]" ? Sort.Array : Sort.Span);
        return statement;
    }
}
