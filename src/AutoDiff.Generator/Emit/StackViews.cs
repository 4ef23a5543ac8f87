using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>
/// How span variables are declared that become views of stack memory after their declaration. C# allows that where such a
/// view is what they begin with, and then also to assign them to variables that begin earlier; where there is none yet, they
/// are <c>scoped</c>.
/// <code>
/// Span&lt;double&gt; next = b; if (isFirst) { next = a; } last = next;
/// </code>
/// </summary>
internal sealed class StackViews
{
    private readonly HashSet<Variable> scoped;
    private readonly Dictionary<Variable, Variable> beginnings = [];

    private StackViews(HashSet<Variable> scoped) => this.scoped = scoped;

    public static StackViews Of(Function function)
    {
        Statement[] statements = [.. function.Body.SelfAndDescendants()];
        HashSet<Variable> onStack = [.. statements.OfType<Declare>().Where(declare => declare.Value is NewBuffer { Storage: BufferStorage.Stack }).Select(declare => declare.Variable)];
        (Variable View, Expression Of)[] views = [.. statements.Select(ViewOf).OfType<(Variable, Expression)>()];
        int before;
        do
        {
            before = onStack.Count;
            onStack.UnionWith(views.Where(view => Seen(view.Of).Any(onStack.Contains)).Select(view => view.View));
        }
        while (onStack.Count != before);

        StackViews found = new([.. statements.SelectMany(Written.Variables).Where(variable => IsSpan(variable) && onStack.Contains(variable))]);
        found.Begin(function.Body, [], onStack);
        return found;
    }

    /// <summary>Finds what is in scope to begin with.</summary>
    private void Begin(Block block, List<Variable> inScope, HashSet<Variable> onStack)
    {
        foreach (Statement statement in block.Statements)
        {
            if (statement is Declare { Variable: var variable } declare && IsSpan(variable) && onStack.Contains(variable))
            {
                Begin(declare, inScope, onStack);
                if (!scoped.Contains(variable))
                {
                    inScope.Add(variable);
                }
            }

            foreach (Block inner in statement.Blocks())
            {
                Begin(inner, [.. inScope], onStack);
            }
        }
    }

    private void Begin(Declare declare, List<Variable> inScope, HashSet<Variable> onStack)
    {
        Variable variable = declare.Variable;
        bool isView = declare.Value is NewBuffer || (declare.Value is { } value && Seen(value).Any(onStack.Contains));
        if (isView)
        {
            scoped.Remove(variable);
        }
        else if (scoped.Contains(variable) && inScope.Find(view => view.Type == IrType.SpanOf(variable.Type.Element!) || view.Type == variable.Type) is { } beginning)
        {
            scoped.Remove(variable);
            beginnings.Add(variable, beginning);
        }
    }

    private static IEnumerable<Variable> Seen(Expression view) => view switch
    {
        Read read => [read.Variable],
        Slice slice => Seen(slice.View),
        Conversion conversion => Seen(conversion.Operand),
        Conditional choice => Seen(choice.WhenTrue).Concat(Seen(choice.WhenFalse)),
        _ => [],
    };

    private static (Variable View, Expression Of)? ViewOf(Statement statement) => statement switch
    {
        Declare { Value: { } value } declare when IsSpan(declare.Variable) => (declare.Variable, value),
        Assign { Target: Read target } assign when IsSpan(target.Variable) => (target.Variable, assign.Value),
        _ => null,
    };

    public bool MustBeScoped(Variable variable) => scoped.Contains(variable);

    /// <summary>The view of stack memory that a variable begins with, before it gets what it begins with in the source; null if it needs none.</summary>
    public Variable? BeginningOf(Variable variable) => beginnings.TryGetValue(variable, out Variable? beginning) ? beginning : null;

    private static bool IsSpan(Variable variable) => variable.Type.Kind is TypeKind.Span or TypeKind.ReadOnlySpan;
}
