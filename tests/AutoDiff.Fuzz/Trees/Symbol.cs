namespace AutoDiff.Fuzz.Trees;

/// <summary>Something that a program declares. Its identity is the object's, so that it can be printed under another name.</summary>
/// <param name="name">Unique in its program.</param>
internal sealed class Symbol(string name)
{
    public string Name { get; } = name;

    public override string ToString() => Name;
}
