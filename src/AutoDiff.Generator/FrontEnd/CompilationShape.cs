using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>
/// Everything that the meaning of a body depends on besides the text of the bodies that are read: the shapes of all files in
/// their order, what is referenced, and options. The last two are compared as objects, which hosts keep while they are the same.
/// </summary>
internal sealed class CompilationShape
{
    private static readonly ConditionalWeakTable<Compilation, CompilationShape> Known = new();

    private readonly DeclarationShape[] shapes;
    private readonly SyntaxTree[] trees;
    private readonly Dictionary<SyntaxTree, int> indices = [];

    private CompilationShape(Compilation compilation, CancellationToken cancellation)
    {
        trees = [.. compilation.SyntaxTrees];
        shapes = [.. trees.Select(tree => DeclarationShape.Of(tree, cancellation))];
        StringBuilder key = new();
        key.Append(compilation.AssemblyName).Append('\n').Append(Identity.Of(compilation.Options));
        for (int i = 0; i < trees.Length; i++)
        {
            indices[trees[i]] = i;
            key.Append('\n').Append(trees[i].FilePath).Append('\n').Append(Identity.Of(trees[i].Options)).Append(' ').Append(shapes[i].Checksum);
        }

        foreach (MetadataReference reference in compilation.References)
        {
            key.Append(' ').Append(Identity.Of(reference));
        }

        Checksum = FrontEnd.Checksum.Of(key.ToString());
    }

    /// <summary>Equal for compilations that differ in bodies, comments and white space at most.</summary>
    public string Checksum { get; }

    /// <summary>The shape of a compilation, which is worked out once for each.</summary>
    public static CompilationShape Of(Compilation compilation, CancellationToken cancellation) =>
        Known.TryGetValue(compilation, out CompilationShape? known) ? known : Known.GetValue(compilation, _ => new CompilationShape(compilation, cancellation));

    /// <summary>
    /// The bodies that a node consists of, contains or stands in, or null for a node of another compilation. What stands in
    /// no body has none: it is part of the shape.
    /// </summary>
    public IEnumerable<BodyPlace>? BodiesOf(SyntaxNode node) => indices.TryGetValue(node.SyntaxTree, out int tree)
        ? Enumerable.Range(0, shapes[tree].Bodies.Length)
            .Where(body => shapes[tree].Bodies[body].OverlapsWith(node.Span))
            .Select(body => new BodyPlace(tree, body))
        : null;

    /// <summary>The text of a body.</summary>
    public string TextOf(BodyPlace place)
    {
        TextSpan span = shapes[place.Tree].Bodies[place.Body];
        return trees[place.Tree].GetText().ToString(span);
    }
}

/// <summary>Which body of which file. Compilations of equal shape have their bodies in the same places.</summary>
internal readonly record struct BodyPlace(int Tree, int Body);
