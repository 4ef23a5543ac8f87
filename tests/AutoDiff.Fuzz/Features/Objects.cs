using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary>Objects of a class, which change, and have second names. Where these are too many, programs are refused.</summary>
internal static class Objects
{
    private const string Class = """
        public class Item
        {
        private double v;
        private int count;
        public double X { get; set; }
        public readonly double Mass;
        public Item(double x, double v, double mass) { X = x; this.v = v; Mass = 1.0 + 0.1 * mass * mass; }
        public double V => v;
        public double At(double time) => X + v * time + count;
        public void Kick(double force) { v += force / Mass; X += 0.1 * v; count++; }
        public Item Next(double h) => new Item(X + h * v, v - h * X, Mass);
        public static void Meet(Item a, Item b) { double d = Math.Tanh(b.X - a.X); a.v += d * b.Mass; b.v -= d * a.Mass; a.X += 0.1 * b.v; b.X *= 0.5; }
        public static Item operator +(Item a, Item b) { a.count++; return new Item(a.X + b.X, a.v - b.v, b.Mass); }
        }
        """;

    public static readonly ImmutableArray<Feature> Rows =
    [
        Of(Feature.Statement("objects", 8, site =>
        {
            (Node x, Node v, Node mass) = (site.Bounded(), site.Atom(), site.Atom());
            return Node.Of(Sort.Statement, $"Item {site.Declare(Sort.Item, "item")} = new Item({x}, {v}, {mass});", Traits.Simple);
        })),
        Of(Feature.Number("objects", 10, site => Any(site) is { } item ? Node.Of(Sort.Number, $"{item}.{site.Pick("X", "V", "Mass")}") : null)),
        Of(Feature.Number("objects", 6, site => Any(site) is { } item ? Node.Of(Sort.Number, $"{item}.At({site.Atom()})") : null)),
        Of(Feature.Statement("objects", 6, site => Any(site) is { } item ? Node.Of(Sort.Statement, $"{item}.X {site.Pick("=", "+=", "*=")} {site.Bounded()};", Traits.Simple) : null)),
        Of(Feature.Statement("objects", 6, site => Any(site) is { } item ? Node.Of(Sort.Statement, $"{item}.Kick({site.Bounded()});", Traits.Effect) : null)),
        Of(Feature.Statement("objects-that-meet", 6, site => Any(site) is { } item && Any(site) is { } other ? Node.Of(Sort.Statement, $"Item.Meet({item}, {other});", Traits.Effect) : null)),
        Of(Feature.Statement("objects-replaced", 4, site => site.Any(Sort.Item, assignable: true)?.Node is { } item && Any(site) is { } other
            ? site.Chance(0.5) ? Node.Of(Sort.Statement, $"{item} = {other}.Next({Site.Literal(0.5)});") : Node.Of(Sort.Statement, $"{item} += {other};")
            : null)),
        Of(Feature.Statement("objects-renamed", 4, site => Any(site) is { } item ? Node.Of(Sort.Statement, $"Item {site.Declare(Sort.Item, "other", isAssignable: site.Chance(0.1))} = {item};") : null)),
        Of(Feature.Statement("object-arrays", 4, site =>
        {
            (Node x, Node v) = (site.Bounded(), site.Atom());
            return Node.Of(Sort.Statement, $"Item[] {site.Declare(Sort.Items, "items")} = [new Item({x}, {v}, 1.0), new Item({v}, {x}, {v}), new({x}, 0.5, 0.25)];");
        })),
        Of(Feature.Statement("object-arrays", 4, site => site.Any(Sort.Items) is { } items ? Node.Of(Sort.Statement, $"{items.Symbol}[{Index(site)}] = new Item({site.Bounded()}, {site.Atom()}, 2.0);") : null)),
        Of(Feature.Statement("object-arrays", 6, site =>
        {
            if (site.Any(Sort.Items) is not { } items)
            {
                return null;
            }

            using Scope.Level level = site.Scope.Open();
            Symbol item = site.Declare(Sort.Item, "each", isAssignable: false);
            return Node.Of(Sort.Statement, $"foreach (Item {item} in {items.Symbol}) {site.LoopBody()}");
        })),
    ];

    private static Node Index(Site site) => Node.Of(Sort.Integer, $"Math.Abs({site.Integer()}) % 3");

    /// <summary>An object in scope, or an element.</summary>
    private static Node? Any(Site site) => site.Any(Sort.Items) is { } items && site.Chance(0.4) ? Node.Of(Sort.Item, $"{items.Symbol}[{Index(site)}]") : Own(site);

    private static Node? Own(Site site) => site.Any(Sort.Item)?.Node;

    private static Feature Of(Feature feature) => feature with
    {
        IsExpected = false,
        IsLeaf = feature.Sort == Sort.Statement,
        Grow = site =>
        {
            Node? node = site.IsClosure ? null : feature.Grow(site);
            if (node is not null)
            {
                site.Parts.AddOnce("objects", Class);
            }

            return node;
        },
    };
}
