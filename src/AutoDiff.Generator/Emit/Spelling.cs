using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>
/// Spells types: short where lookup at the member's place binds to the right one, with <c>global::</c> elsewhere;
/// and collects the <c>using</c> directives that the short names need.
/// </summary>
internal sealed class Spelling
{
    private readonly Placement placement;
    private readonly HashSet<string> shadowed;
    private readonly SortedSet<string> usings;

    /// <summary>Creates the spelling for one member.</summary>
    /// <param name="placement">Where the member stands.</param>
    /// <param name="locals">Names of the member's parameters and locals.</param>
    /// <param name="usings">The file's <c>using</c> directives, which grow.</param>
    public Spelling(Placement placement, IEnumerable<string> locals, SortedSet<string> usings)
    {
        this.placement = placement;
        this.usings = usings;
        Locals = new(locals, StringComparer.Ordinal);
        shadowed = new(placement.ShadowedNames.Concat(placement.TakenNames).Concat(Locals), StringComparer.Ordinal);
        OwnType = string.Join(".", placement.ContainingTypes.Select(type => type.Name));
    }

    /// <summary>Names of the member's parameters and locals.</summary>
    public HashSet<string> Locals { get; }

    /// <summary>The containing type, dotted if nested, without its namespace.</summary>
    public string OwnType { get; }

    public string Namespace => placement.Namespace;

    /// <summary>Whether a simple name means something of the user's or a local.</summary>
    public bool IsShadowed(string name) => shadowed.Contains(name);

    /// <summary>The type as it stands in a declaration.</summary>
    public string Type(IrType type) => type.Kind switch
    {
        TypeKind.ReadOnlySpan => Known("System", "ReadOnlySpan") + "<" + Type(type.Element!) + ">",
        TypeKind.Span => Known("System", "Span") + "<" + Type(type.Element!) + ">",
        TypeKind.Memory => Known("System", "Memory") + "<" + Type(type.Element!) + ">",
        TypeKind.ReadOnlyMemory => Known("System", "ReadOnlyMemory") + "<" + Type(type.Element!) + ">",
        TypeKind.List => Known("System.Collections.Generic", "List") + "<" + Type(type.Element!) + ">",
        TypeKind.Array => Type(type.Element!) + "[]",
        TypeKind.Grid => Type(type.Element!) + "[" + new string(',', type.Rank - 1) + "]",
        TypeKind.Arena => Known("AutoDiff.CompilerServices", "BufferArena") + "<" + Type(type.Element!) + ">",
        TypeKind.Stack => Known("AutoDiff.CompilerServices", "RecordStack") + "<" + Type(type.Element!) + ">",
        TypeKind.Other or TypeKind.Aggregate => GlobalNames.Shorten(type.Name, this),
        _ => type.Name,
    };

    /// <summary>A type by its name, as the receiver of a static call or in a declaration.</summary>
    public string Known(string @namespace, string name)
    {
        if (!IsInReach(@namespace) || IsShadowed(FirstPart(name)))
        {
            return "global::" + (@namespace.Length == 0 ? "" : @namespace + ".") + name;
        }

        if (@namespace.Length > 0 && @namespace != placement.Namespace)
        {
            usings.Add(@namespace);
        }

        return name;
    }

    /// <summary>The receiver of a static call with its dot; nothing for a method of the containing type itself.</summary>
    public string Qualifier(TypeName container, string member) =>
        container.Name.Length == 0 ? "" :
        container.IsParameter ? container.Name + "." :
        container.Namespace == Namespace && container.Name == OwnType && !Locals.Contains(member)
            ? ""
            : Known(container.Namespace, container.Name) + ".";

    private static string FirstPart(string name) => name.Split('.', '<')[0];

    private bool IsInReach(string @namespace) =>
        @namespace == placement.Namespace
        || @namespace is "System" or "System.Numerics" or "System.Collections.Generic" or "System.Runtime.InteropServices" or "System.CodeDom.Compiler" or "AutoDiff" or "AutoDiff.CompilerServices";
}
