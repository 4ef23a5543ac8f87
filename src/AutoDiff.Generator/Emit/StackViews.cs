using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>
/// Which span variables must be declared <c>scoped</c>: one that is assigned after its declaration could otherwise
/// not take a view of stack memory.
/// </summary>
internal sealed class StackViews
{
    private readonly HashSet<Variable> scoped;

    private StackViews(HashSet<Variable> scoped) => this.scoped = scoped;

    public static StackViews Of(Function function)
    {
        Statement[] statements = [.. function.Body.SelfAndDescendants()];
        bool hasStackMemory = statements.OfType<Declare>().Any(declare => declare.Value is NewBuffer { Storage: BufferStorage.Stack });
        return new StackViews(hasStackMemory ? [.. statements.SelectMany(Written.Variables).Where(IsSpan)] : []);
    }

    public bool MustBeScoped(Variable variable) => scoped.Contains(variable);

    private static bool IsSpan(Variable variable) => variable.Type.Kind is TypeKind.Span or TypeKind.ReadOnlySpan;
}
