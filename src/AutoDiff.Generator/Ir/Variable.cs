namespace AutoDiff.Generator.Ir;

/// <summary>
/// A parameter or local. <paramref name="Id"/> tells it from all other variables of the function; <paramref name="Name"/>
/// is what the author called it (or a pass suggests), may be shared by variables of different scopes, carries no
/// <c>@</c>, and is made unique where scopes meet only when text is written.
/// </summary>
internal sealed record Variable(string Name, IrType Type, int Id);
