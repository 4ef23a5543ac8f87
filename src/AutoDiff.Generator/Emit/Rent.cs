using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>Takes a <c>Workspace</c> from the pool. Only as the value of a <see cref="Declare"/>, which gives it back at the end of its block.</summary>
internal sealed record Rent(IrType RentedType) : Expression
{
    public override IrType Type => RentedType;
}
