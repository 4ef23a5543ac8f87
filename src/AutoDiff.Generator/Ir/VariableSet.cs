using System.Collections.Generic;
using System.Linq;

namespace AutoDiff.Generator.Ir;

/// <summary>
/// Some of a function's variables, one bit each: where thousands of them meet thousands of branches, copying and uniting
/// such sets is what costs.
/// </summary>
internal sealed class VariableSet
{
    private readonly Dictionary<Variable, int> places;
    private readonly ulong[] bits;

    private VariableSet(Dictionary<Variable, int> places, ulong[] bits)
    {
        this.places = places;
        this.bits = bits;
    }

    /// <summary>The empty set, of which the others are copies.</summary>
    /// <param name="variables">Those that can be in it; any other never is.</param>
    public static VariableSet Among(IEnumerable<Variable> variables)
    {
        Dictionary<Variable, int> places = [];
        foreach (Variable variable in variables.Where(variable => !places.ContainsKey(variable)))
        {
            places.Add(variable, places.Count);
        }

        return new(places, new ulong[(places.Count + 63) / 64]);
    }

    public VariableSet Copy() => new(places, (ulong[])bits.Clone());

    public bool Contains(Variable variable) => places.TryGetValue(variable, out int place) && (bits[place / 64] & Bit(place)) != 0;

    public void Add(Variable variable)
    {
        if (places.TryGetValue(variable, out int place))
        {
            bits[place / 64] |= Bit(place);
        }
    }

    public void Remove(Variable variable)
    {
        if (places.TryGetValue(variable, out int place))
        {
            bits[place / 64] &= ~Bit(place);
        }
    }

    public void AddAll(IEnumerable<Variable> variables)
    {
        foreach (Variable variable in variables)
        {
            Add(variable);
        }
    }

    public void UnionWith(VariableSet other)
    {
        for (int i = 0; i < bits.Length; i++)
        {
            bits[i] |= other.bits[i];
        }
    }

    public void IntersectWith(VariableSet other)
    {
        for (int i = 0; i < bits.Length; i++)
        {
            bits[i] &= other.bits[i];
        }
    }

    /// <summary>Whether everything in another set is in this one.</summary>
    public bool Covers(VariableSet other)
    {
        for (int i = 0; i < bits.Length; i++)
        {
            if ((other.bits[i] & ~bits[i]) != 0)
            {
                return false;
            }
        }

        return true;
    }

    private static ulong Bit(int place) => 1UL << (place % 64);
}
