namespace AutoDiff.Generator.Ir;

/// <summary>
/// A parameter or local. <paramref name="Id"/> tells it from all other variables of the function; <paramref name="Name"/>
/// is what the author called it (or a pass suggests), may be shared by variables of different scopes, carries no
/// <c>@</c>, and is made unique where scopes meet only when text is written.
/// </summary>
internal sealed record Variable(string Name, IrType Type, int Id)
{
    // Every pass keeps variables in dictionaries: the id is nearly always answer enough.
    public bool Equals(Variable? other) => ReferenceEquals(this, other) || (other is not null && Id == other.Id && Name == other.Name && Type == other.Type);

    public override int GetHashCode() => Id;
}
