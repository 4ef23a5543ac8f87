using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>
/// Which span variables must be declared <c>scoped</c>: one that is assigned after its declaration could otherwise
/// not take a view of stack memory. One that never does is not, since it may be assigned to a variable that begins earlier.
/// </summary>
internal sealed class StackViews
{
    private readonly HashSet<Variable> scoped;

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

        return new StackViews([.. statements.SelectMany(Written.Variables).Where(variable => IsSpan(variable) && onStack.Contains(variable))]);
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

    private static bool IsSpan(Variable variable) => variable.Type.Kind is TypeKind.Span or TypeKind.ReadOnlySpan;
}
