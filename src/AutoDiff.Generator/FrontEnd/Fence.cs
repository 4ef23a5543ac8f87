using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>
/// What a differentiable method may not contain: the construct, the reason, and what to write instead.
/// Everything unsupported in a body is refused through here.
/// </summary>
internal static partial class Fence
{
    /// <summary>One entry.</summary>
    /// <param name="Construct">The construct, as the subject of a sentence.</param>
    /// <param name="Reason">Why it cannot be differentiated.</param>
    /// <param name="Instead">What to write instead, as an imperative.</param>
    internal sealed record Entry(string Construct, string Reason, string Instead);

    public static void Refuse(Reading reading, SyntaxNode place, Entry entry) =>
        reading.Refuse(RefusalIds.UnsupportedConstruct, place.GetLocation(), entry.Construct, entry.Reason, entry.Instead);

    /// <summary>Refuses whatever <paramref name="place"/> is: by its own entry, or as something unknown.</summary>
    public static void Refuse(Reading reading, SyntaxNode place) =>
        Refuse(reading, place, BySyntax.TryGetValue(place.Kind(), out Entry entry) ? entry : Unknown(place));

    /// <summary>Refuses a member that the generated file cannot name, and says what would open it.</summary>
    public static void RefuseHidden(Reading reading, SyntaxNode place, ISymbol member)
    {
        if (reading.CanName(member.ContainingType) && AccessorReader.MayHaveOne(member) && AccessorReader.ClosedType(member) is { } closed)
        {
            reading.Refuse(RefusalIds.MemberOutOfReach, place.GetLocation(), member.ProseName(), closed.Name);
        }
        else
        {
            Refuse(reading, place, Unnameable);
        }
    }

    /// <summary>Refuses every construct of a body that is refused wherever it stands.</summary>
    public static void Patrol(Reading reading, SyntaxNode body)
    {
        foreach (SyntaxNode node in body.DescendantNodesAndSelf(node => !BySyntax.ContainsKey(node.Kind())))
        {
            reading.Cancellation.ThrowIfCancellationRequested();
            if (BySyntax.TryGetValue(node.Kind(), out Entry entry))
            {
                Refuse(reading, node, entry);
            }
        }
    }

    /// <summary>The refusals of a method that creates objects: where these cannot be followed, that is why they cannot be written either.</summary>
    public static IEnumerable<LocatedRefusal> Explained(IEnumerable<LocatedRefusal> refusals, IEnumerable<Location> unfollowed)
    {
        LocatedRefusal[] all = [.. refusals];
        LocatedRefusal[] others = [.. all.Where(refusal => refusal.Arguments[0] != AssignedField.Construct && refusal.Arguments[0] != AssignedElsewhere.Construct)];
        IEnumerable<LocatedRefusal> causes = unfollowed.Select(place => new LocatedRefusal(RefusalIds.UnsupportedConstruct, place, [SharedObject.Construct, SharedObject.Reason, SharedObject.Instead]));
        return others.Length < all.Length && unfollowed.Any() ? causes.Concat(others) : all;
    }

    private static Entry Unknown(SyntaxNode place) => new(
        "'" + OriginReader.Text(place) + "'",
        "the generator does not know this construct",
        "write it with arithmetic, locals, if, for, while and calls, or move it to a method of its own");
}
