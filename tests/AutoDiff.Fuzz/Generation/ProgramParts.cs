using System.Collections.Generic;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Generation;

/// <summary>What the methods of one program share.</summary>
internal sealed class ProgramParts
{
    private readonly HashSet<string> fixedMembers = [];

    public NameSource Names { get; } = new();

    /// <summary>Helper methods and types so far.</summary>
    public List<Node> Members { get; } = [];

    /// <summary>Helpers by what they take and return, so that one may be called from several places.</summary>
    public Dictionary<string, List<Symbol>> Helpers { get; } = [];

    /// <summary>Adds a member that does not depend on chance, once.</summary>
    /// <param name="feature">That it belongs to.</param>
    /// <param name="text">The member.</param>
    /// <param name="evaluated">The member over dual numbers, where it has to be written differently.</param>
    public void AddOnce(string feature, string text, string? evaluated = null)
    {
        if (fixedMembers.Add(text))
        {
            Members.Add(Node.Of(Sort.Member, $"{text}", $"{evaluated ?? text}").By(feature));
        }
    }
}
