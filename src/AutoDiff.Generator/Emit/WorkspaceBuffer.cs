using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>A <see cref="NewBuffer"/> that knows the workspace which it is cut from.</summary>
internal sealed record WorkspaceBuffer(Variable Workspace, IrType ViewType, Expression Count, bool IsZeroed) : Expression
{
    public override IrType Type => ViewType;
}
