using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Emit;

/// <summary>
/// Declares the workspaces that rented buffers are cut from, one per loop body or function body, just before the
/// first statement that needs it, so that an iteration gives back what it took.
/// <c>Span&lt;double&gt; h = rented[n]; => using Workspace workspace = Workspace.Rent(); Span&lt;double&gt; h = workspace.Take&lt;double&gt;(n);</c>
/// </summary>
internal sealed class PlaceWorkspaces
{
    /// <summary>The type of a workspace variable.</summary>
    public static readonly IrType WorkspaceType = new(TypeKind.Other, "global::AutoDiff.CompilerServices.Workspace");

    // Negative: no pass gives out such identities.
    private int nextId = -1;

    private PlaceWorkspaces()
    {
    }

    public static Function Run(Function function) =>
        function with { Body = new PlaceWorkspaces().Own(function.Body, "workspace") };

    /// <summary>A block that gives its buffers back at its end.</summary>
    private Block Own(Block block, string name)
    {
        Variable workspace = new(name, WorkspaceType, nextId--);
        List<Statement> statements = [];
        bool isDeclared = false;
        foreach (Statement statement in block.Statements)
        {
            if (!isDeclared && Needs(statement))
            {
                statements.Add(new Declare(workspace, new Rent(WorkspaceType)));
                isDeclared = true;
            }

            statements.Add(Rewrite(statement, workspace));
        }

        return new(statements.ToEquatableArray());
    }

    private Statement Rewrite(Statement statement, Variable workspace) => statement switch
    {
        Declare { Value: NewBuffer { Storage: BufferStorage.Workspace or BufferStorage.WorkspaceZeroed } buffer } declare =>
            declare with
            {
                Value = new WorkspaceBuffer(workspace, buffer.ViewType, buffer.Count, buffer.Storage == BufferStorage.WorkspaceZeroed),
            },
        If branch => branch with { Then = Rewrite(branch.Then, workspace), Else = Rewrite(branch.Else, workspace) },
        Try attempt => attempt.MapBlocks(block => Rewrite(block, workspace)),
        For loop => loop with { Body = Own(loop.Body, "iterationWorkspace") },
        While loop => loop with { Body = Own(loop.Body, "iterationWorkspace") },
        _ => statement,
    };

    private Block Rewrite(Block block, Variable workspace) =>
        new(block.Statements.Select(statement => Rewrite(statement, workspace)).ToEquatableArray());

    // Loops own what is inside them.
    private static bool Needs(Statement statement) => statement switch
    {
        Declare { Value: NewBuffer { Storage: BufferStorage.Workspace or BufferStorage.WorkspaceZeroed } } => true,
        If or Try => statement.Blocks().Any(block => block.Statements.Any(Needs)),
        _ => false,
    };
}
