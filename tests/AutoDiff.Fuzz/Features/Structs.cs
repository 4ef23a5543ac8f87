using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary>Structs, records and objects of the program's own, with methods, properties and operators.</summary>
internal static class Structs
{
    /// <summary>A mutable struct.</summary>
    public const string Body = """
        public struct Body
        {
        public double X;
        public double V;
        public Body(double x, double v) { X = x; V = v; }
        public readonly double Energy => 0.5 * V * V + Math.Cos(X);
        public readonly double At(double time) => X + V * time;
        public void Step(double h) { V -= h * X; X += h * V; }
        public static Body operator +(Body a, Body b) => new Body(a.X + b.X, a.V + b.V);
        public static Body operator *(double s, Body b) => new Body(s * b.X, s * b.V);
        }
        """;

    private const string Model = """
        public sealed record Model(double Slope, double Offset)
        {
        public double Predict(double x) => Math.Tanh(Slope * x + Offset);
        public Model Shift(double by) => this with { Offset = Offset + by };
        }
        """;

    public static readonly ImmutableArray<Feature> Rows =
    [
        OfBody("structs", Feature.Statement("structs", 8, site =>
        {
            (Node x, Node v) = (site.Bounded(), site.Atom());
            return Node.Of(Sort.Statement, $"Body {site.Declare(Sort.Body, "body")} = new Body({x}, {v});", Traits.Simple);
        })),
        OfBody("structs", Feature.Number("structs", 10, site => Any(site) is { } body ? Node.Of(Sort.Number, $"{body}.{site.Pick("X", "V")}") : null)),
        OfBody("struct-fields", Feature.Statement("struct-fields", 6, site => Any(site) is { } body
            ? Node.Of(Sort.Statement, $"{body}.{site.Pick("X", "V")} {site.Pick("=", "+=", "*=")} {site.Bounded()};", Traits.Simple)
            : null)),
        OfBody("struct-methods", Feature.Statement("struct-methods", 6, site => Any(site) is { } body ? Node.Of(Sort.Statement, $"{body}.Step({Site.Literal(0.1)} * {site.Atom()});", Traits.Effect) : null)),
        OfBody("struct-methods", Feature.Number("struct-methods", 6, site => Any(site) is { } body ? Node.Of(Sort.Number, $"{body}.At({site.Number()})") : null)),
        OfBody("struct-properties", Feature.Number("struct-properties", 6, site => Any(site) is { } body ? Node.Of(Sort.Number, $"{body}.Energy") : null)),
        OfBody("struct-operators", Feature.Statement("struct-operators", 6, site => Any(site) is { } body && Any(site) is { } other
            ? Node.Of(Sort.Statement, $"{body} = {body} + {Site.Literal(0.5)} * {other};")
            : null)),
        OfBody("struct-copies", Feature.Statement("struct-copies", 4, site => Any(site) is { } body ? Node.Of(Sort.Statement, $"Body {site.Declare(Sort.Body, "body")} = {body};") : null)),
        OfBody("struct-arrays", Feature.Statement("struct-arrays", 4, site => Node.Of(Sort.Statement, $"Body[] {site.Declare(Sort.Bodies, "bodies")} = new Body[3];"))),
        OfBody("struct-arrays", Feature.Statement("struct-arrays", 6, site => site.Any(Sort.Bodies) is { } bodies
            ? Node.Of(Sort.Statement, $"{bodies.Symbol}[Math.Abs({site.Integer()}) % 3].{site.Pick("X", "V")} {site.Pick("=", "+=")} {site.Bounded()};")
            : null)),
        OfBody("struct-arrays", Feature.Number("struct-arrays", 6, site => site.Any(Sort.Bodies) is { } bodies
            ? Node.Of(Sort.Number, $"{bodies.Symbol}[Math.Abs({site.Integer()}) % 3].{site.Pick("X", "V")}")
            : null)),
        OfModel("records", Feature.Statement("records", 6, site =>
        {
            (Node slope, Node offset) = (site.Bounded(), site.Atom());
            return Node.Of(Sort.Statement, $"Model {site.Declare(Sort.Model, "model")} = new Model({slope}, {offset});", Traits.Simple);
        })),
        OfModel("records", Feature.Number("records", 10, site => site.Any(Sort.Model) is { } model
            ? Node.Of(Sort.Number, $"{model.Symbol}{site.Pick("", $".Shift(0.5)")}.{site.Pick("Slope", "Offset", "Predict(0.5)")}")
            : null)),
        OfModel("instance-methods", Feature.Number("instance-methods", 8, site => Node.Of(Sort.Number, $"new Model({site.Atom()}, {site.Atom()}).Predict({site.Number()})"))),
    ];

    /// <summary>A struct in scope; its type becomes a member of the program.</summary>
    private static Node? Any(Site site) => site.Any(Sort.Body)?.Node;

    private static Feature OfBody(string name, Feature feature) => With(name, feature, Body);

    private static Feature OfModel(string name, Feature feature) => With(name, feature, Model);

    private static Feature With(string name, Feature feature, string type) => feature with
    {
        IsLeaf = feature.Sort == Sort.Statement,
        Grow = site =>
        {
            Node? node = feature.Grow(site);
            if (node is not null)
            {
                site.Parts.AddOnce(name, type);
            }

            return node;
        },
    };
}
