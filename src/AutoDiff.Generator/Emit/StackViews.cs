using System.Collections.Generic;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>
/// Which span variables must be declared <c>scoped</c>: one that is assigned after its declaration could otherwise
/// not take a view of stack memory.
/// </summary>
internal sealed class StackViews
{
    private readonly HashSet<Variable> assigned = [];
    private bool hasStackMemory;

    private StackViews()
    {
    }

    public static StackViews Of(Function function)
    {
        StackViews views = new();
        views.Visit(function.Body);
        return views;
    }

    public bool MustBeScoped(Variable variable) => hasStackMemory && assigned.Contains(variable);

    private void Visit(Block block)
    {
        foreach (Statement statement in block.Statements)
        {
            switch (statement)
            {
                case Declare { Value: NewBuffer { Storage: BufferStorage.Stack } }:
                    hasStackMemory = true;
                    break;

                case Assign { Target: Read { Variable: { Type.Kind: TypeKind.Span or TypeKind.ReadOnlySpan } variable } }:
                    assigned.Add(variable);
                    break;

                case If branch:
                    Visit(branch.Then);
                    Visit(branch.Else);
                    break;

                case For loop:
                    Visit(loop.Body);
                    break;

                case While loop:
                    Visit(loop.Body);
                    break;
            }
        }
    }
}
