using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>
/// What reading a method gave, kept until something changes that it depends on: the <see cref="CompilationShape"/>, or the
/// text of a body that was read. Roslyn asks for every annotated method after every edit, and binding a body takes
/// milliseconds.
/// </summary>
/// <remarks>
/// An entry belongs to a place in a project rather than to a syntax node, since an edit makes all nodes of its file anew.
/// Entries live as long as the project's options object, which outlasts edits and does not outlast the build or the
/// project; a place has one entry, so that typing adds none. They hold nothing of Roslyn's.
/// </remarks>
internal sealed class BodyCache
{
    private readonly ConditionalWeakTable<CompilationOptions, ConcurrentDictionary<BodyPlace, Entry>> projects = new();

    /// <summary>The model of the method that <paramref name="declaration"/> declares: the one kept, or what <paramref name="read"/> gives.</summary>
    public DifferentiableMethod? Read(SyntaxNode declaration, Compilation compilation, Func<ReadResult> read, CancellationToken cancellation)
    {
        CompilationShape shape = CompilationShape.Of(compilation, cancellation);
        BodyPlace[] own = [.. shape.BodiesOf(declaration) ?? []];
        if (own.Length != 1)
        {
            // Without a body there is nothing to read. One that is being typed may have two.
            return read().Method;
        }

        ConcurrentDictionary<BodyPlace, Entry> entries = projects.GetOrCreateValue(compilation.Options);
        if (entries.TryGetValue(own[0], out Entry? known) && known.IsOf(shape))
        {
            return known.Method;
        }

        ReadResult result = read();
        if (Entry.Of(result, shape) is { } entry)
        {
            entries[own[0]] = entry;
        }

        return result.Method;
    }

    /// <summary>A model with the texts that it was read from.</summary>
    private sealed class Entry
    {
        private readonly string shape;
        private readonly ImmutableArray<(BodyPlace Place, string Text)> bodies;

        private Entry(string shape, ImmutableArray<(BodyPlace Place, string Text)> bodies, DifferentiableMethod? method) =>
            (this.shape, this.bodies, Method) = (shape, bodies, method);

        public DifferentiableMethod? Method { get; }

        /// <summary>An entry for what was read, or null if it depends on more than an entry knows of.</summary>
        public static Entry? Of(ReadResult result, CompilationShape shape)
        {
            IEnumerable<BodyPlace>?[] places = [.. result.Bodies.Select(shape.BodiesOf)];
            return result.IsRepeatable && Array.TrueForAll(places, place => place is not null)
                ? new Entry(shape.Checksum, [.. places.SelectMany(place => place!).Distinct().Select(place => (place, shape.TextOf(place)))], result.Method)
                : null;
        }

        /// <summary>Whether reading would give the same.</summary>
        public bool IsOf(CompilationShape current) =>
            shape == current.Checksum && bodies.All(body => body.Text == current.TextOf(body.Place));
    }
}
