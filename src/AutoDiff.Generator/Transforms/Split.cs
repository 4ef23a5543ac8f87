using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// Cuts a derivative where its forward sweep ends: what the reverse sweep needs of it goes over stacks that both are given.
/// <code>
/// double FVjp(x, rGradient, ref xGradient) { double s = Math.Sin(x); … s …; xGradient += rGradient * …; return s; }
/// =>
/// double FForward(x, sStack) { double s = Math.Sin(x); sStack.Push(s); return s; }
/// void FReverse(rGradient, ref xGradient, sStack) { double s = sStack.Pop(); xGradient += rGradient * …; }
/// </code>
/// </summary>
internal sealed class Split
{
    private readonly Function whole;
    private readonly Identifiers identifiers;
    private readonly List<Statement> forward;
    private readonly List<Statement> reverse;
    private readonly Return? exit;
    private readonly List<Variable> stacks = [];
    private readonly Dictionary<IrType, Variable> shared = [];
    private readonly List<Statement> pushes = [];
    private readonly List<Statement> pops = [];

    private Split(Function whole)
    {
        this.whole = whole;
        identifiers = Identifiers.After(whole);
        List<Statement> statements = [.. whole.Body.Statements];
        exit = statements.LastOrDefault() as Return;
        int turn = statements.FindIndex(statement => statement is Turn);
        forward = statements.GetRange(0, turn);
        reverse = statements.GetRange(turn + 1, statements.Count - turn - 1 - (exit is null ? 0 : 1));
    }

    /// <summary>The two halves.</summary>
    /// <param name="Forward">The method itself, and what it leaves on the stacks.</param>
    /// <param name="Reverse">Its companions and views, without a result.</param>
    /// <param name="Stacks">What both need besides their parameters, in the order of their last parameters.</param>
    internal sealed record Halves(Function Forward, Function Reverse, EquatableArray<Variable> Stacks);

    /// <summary>Cuts a function; null if something that crosses over cannot be put on a stack.</summary>
    public static Halves? Run(Function whole, Function primal, string forwardName, string reverseName) => new Split(whole).Cut(primal, forwardName, reverseName);

    private Halves? Cut(Function primal, string forwardName, string reverseName)
    {
        HashSet<Variable> views = [.. primal.Parameters.Select(parameter => parameter.Variable).Where(variable => variable.Type.IsView || variable.Type.Kind == TypeKind.Other)];
        HashSet<Variable> written = [.. forward.SelectMany(statement => new Block([statement]).SelfAndDescendants()).SelectMany(Written.Variables)];
        Dictionary<Variable, Declare> declared = forward.OfType<Declare>().ToDictionary(declare => declare.Variable);
        foreach (Variable scalar in primal.Parameters.Select(parameter => parameter.Variable).Where(variable => !views.Contains(variable)))
        {
            declared[scalar] = new Declare(scalar, null);
        }

        Queue<Variable> needed = new(new Block(reverse.ToEquatableArray()).Variables().Where(declared.ContainsKey));
        HashSet<Variable> crossing = [.. needed];
        List<Declare> again = [];
        while (needed.Count > 0)
        {
            Variable variable = needed.Dequeue();
            if (variable.Type.Kind == TypeKind.Stack)
            {
                stacks.Add(variable);
            }
            else if (variable.Type.IsUncut || (!variable.Type.IsView && variable.Type is { IsRefLike: false, Kind: not TypeKind.Aggregate }))
            {
                Variable stack = StackOf(variable.Type);
                pushes.Add(new Push(stack, new Read(variable)));
                pops.Insert(0, new Declare(variable, new Pop(stack)));
            }
            else if (FormedAgain(variable, declared, written) is { } operands)
            {
                // A view of what the reverse is given.
                again.Add(declared[variable]);
                operands.Where(crossing.Add).ToList().ForEach(needed.Enqueue);
            }
            else if (CanBeKept(variable))
            {
                // Where a view was chosen, what it shows in the end is all that the reverse sweep sees of it.
                Variable lengths = StackOf(IrType.Int32);
                Variable contents = StackOf(variable.Type.Element!);
                Variable count = identifiers.Fresh(variable.Name + "Length", IrType.Int32);
                bool isMade = declared[variable].Value is NewBuffer or Call;
                Expression kept = isMade || variable.Type.Kind != TypeKind.Array ? new Read(variable) : new Conversion(IrType.ReadOnlySpanOf(variable.Type.Element!), new Read(variable), IsImplicit: false);
                pushes.Add(new Push(contents, kept));
                pushes.Add(new Push(lengths, new Length(kept)));
                pops.Insert(0, new Declare(variable, new PopBlock(contents, new Read(count))));
                pops.Insert(0, new Declare(count, new Pop(lengths)));
            }
            else
            {
                return null;
            }
        }

        HashSet<Variable> own = [.. stacks];
        List<Statement> body = [.. forward.Where(statement => statement is not Declare declare || !own.Contains(declare.Variable)), .. pushes];
        if (exit is not null)
        {
            body.Add(exit);
        }

        EquatableArray<Parameter> last = stacks.Select(stack => new Parameter(stack, IsActive: false)).ToEquatableArray();
        Function first = new(forwardName, [.. primal.Parameters, .. last], primal.ReturnType, new Block(body.ToEquatableArray()));
        Parameter[] companions = [.. whole.Parameters.Skip(primal.Parameters.Count)];
        Parameter[] given = [.. primal.Parameters.Where(parameter => views.Contains(parameter.Variable))];
        Block second = new([.. pops, .. again.OrderBy(declare => forward.IndexOf(declare)), .. reverse]);
        Function back = new(reverseName, [.. given, .. companions, .. last], IrType.Void, second);
        return new Halves(first, ReadOnly(back, [.. given.Select(parameter => parameter.Variable), .. again.Select(declare => declare.Variable), .. pops.OfType<Declare>().Where(pop => pop.Value is PopBlock).Select(pop => pop.Variable)]), stacks.ToEquatableArray());
    }

    /// <summary>What else the reverse needs to form a view again; null if it cannot.</summary>
    private static Variable[]? FormedAgain(Variable variable, Dictionary<Variable, Declare> declared, HashSet<Variable> written)
    {
        if (written.Contains(variable) || declared[variable].Value is not (Read or Slice or Conversion or Field or Constant))
        {
            return null;
        }

        Variable[] operands = [.. declared[variable].Value!.Reads().Where(declared.ContainsKey)];
        return operands.Any(operand => written.Contains(operand) && declared[operand].Value is not null) ? null : operands;
    }

    // Where a buffer lies in an arena is known by the arena alone.
    private bool CanBeKept(Variable variable) =>
        variable.Type is { IsView: true, IsUncut: false, Element.Kind: not (TypeKind.Other or TypeKind.Aggregate), Kind: TypeKind.Span or TypeKind.ReadOnlySpan or TypeKind.Array or TypeKind.Arena }
        && !reverse.SelectMany(statement => statement.SelfAndDescendants()).SelectMany(statement => statement.Expressions()).SelectMany(expression => expression.SelfAndDescendants())
            .Any(node => node is Take or PositionOf && node.Reads().Contains(variable));

    /// <summary>One stack for all values of a type: what was put down last is taken first.</summary>
    private Variable StackOf(IrType element)
    {
        if (!shared.TryGetValue(element, out Variable? stack))
        {
            shared[element] = stack = identifiers.Fresh(Names.Of(element) + "Stack", IrType.StackOf(element));
            stacks.Add(stack);
        }

        return stack;
    }

    /// <summary>The reverse only reads what the forward sweep left.</summary>
    private static Function ReadOnly(Function function, IEnumerable<Variable> views)
    {
        Dictionary<Variable, Variable> renamed = WithViews(function.Body, views).Where(view => view.Type is { Kind: TypeKind.Span or TypeKind.Array or TypeKind.Arena, IsUncut: false })
            .ToDictionary(view => view, view => view with { Type = IrType.ReadOnlySpanOf(view.Type.Element!) });
        Variable Rename(Variable variable) => renamed.TryGetValue(variable, out Variable? other) ? other : variable;
        Block body = Renaming.Apply(function.Body, Rename).Expand(statement => [statement.MapExpressions(expression => expression.Rewrite(node =>
            node is Conversion { Type.IsView: true } conversion && conversion.Operand.Type.Kind == TypeKind.ReadOnlySpan ? conversion.Operand : node))]);
        return function with { Parameters = function.Parameters.Select(parameter => parameter with { Variable = Rename(parameter.Variable) }).ToEquatableArray(), Body = body };
    }

    /// <summary>Views, and those that the reverse sweep forms of them.</summary>
    private static HashSet<Variable> WithViews(Block body, IEnumerable<Variable> views)
    {
        HashSet<Variable> all = [.. views];
        Declare[] formed = [.. body.SelfAndDescendants().OfType<Declare>().Where(declare => declare.Value is { Type.IsView: true } and not (NewBuffer or PopBlock))];
        int before;
        do
        {
            before = all.Count;
            all.UnionWith(formed.Where(declare => Owners(declare.Value!).Any(all.Contains)).Select(declare => declare.Variable));
        }
        while (all.Count != before);

        return all;
    }

    /// <summary>What a view is a view of; the lengths and places that it mentions are not.</summary>
    private static IEnumerable<Variable> Owners(Expression view) => view switch
    {
        Read read => [read.Variable],
        Slice slice => Owners(slice.View),
        Conversion conversion => Owners(conversion.Operand),
        Element row => Owners(row.View),
        Conditional choice => [.. Owners(choice.WhenTrue), .. Owners(choice.WhenFalse)],
        _ => [],
    };
}
