using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// The forward sweep: the source's statements in their order, with what is recorded woven between them.
/// </summary>
internal sealed class Weave
{
    private readonly Dictionary<Step, List<Insertion>> before = [];
    private readonly Dictionary<Step, List<Insertion>> after = [];
    private readonly Dictionary<Frame, List<Insertion>> starts = [];
    private readonly Dictionary<Frame, List<Insertion>> ends = [];
    private readonly Dictionary<Step, Expression> conditions = [];
    private readonly Dictionary<Step, Expression> values = [];
    private readonly HashSet<Variable> hoisted = [];

    public Insertion Before(Step step, Statement statement) => Add(before, step, statement);

    public Insertion After(Step step, Statement statement) => Add(after, step, statement);

    /// <summary>As <see cref="After"/>, but before anything else that follows the step.</summary>
    public void AfterFirst(Step step, Statement statement) => Add(after, step).Insert(0, new Insertion(statement));

    public Insertion At(Point point, Statement statement) => point.IsAfter ? After(point.Step, statement) : Before(point.Step, statement);

    public Insertion AtStart(Frame frame, Statement statement) => Add(starts, frame, statement);

    public Insertion AtEnd(Frame frame, Statement statement) => Add(ends, frame, statement);

    /// <summary>Replaces the condition of a branch.</summary>
    public void Condition(Step branch, Expression condition) => conditions[branch] = condition;

    /// <summary>Replaces the value that a declaration gives its variable.</summary>
    public void Value(Step declaration, Expression value) => values[declaration] = value;

    /// <summary>
    /// Moves the beginning of a variable out of its branch to before <paramref name="outer"/>, so that it lives on.
    /// <code>if (c) { double t = e; … }   =>   double t = 0; if (c) { t = e; … }</code>
    /// </summary>
    public void Hoist(Variable variable, Step outer)
    {
        if (hoisted.Add(variable))
        {
            List<Insertion> list = Add(before, outer);
            list.Insert(0, new Insertion(new Declare(variable, Formula.Default(variable.Type))) { IsHoist = true });
        }
    }

    /// <summary>Writes the forward sweep of a block.</summary>
    public Block Assemble(Frame frame)
    {
        List<Statement> statements = [];
        statements.AddRange(Woven(starts, frame));
        foreach (Step step in frame.Steps)
        {
            Cancellation.Check();
            statements.AddRange(Woven(before, step));
            statements.AddRange(Finish(Assemble(step), isHoist: false));
            statements.AddRange(Woven(after, step));
        }

        statements.AddRange(Woven(ends, frame));
        return new Block(statements.ToEquatableArray());
    }

    private static Insertion Add<TKey>(Dictionary<TKey, List<Insertion>> map, TKey key, Statement statement)
        where TKey : notnull
    {
        Insertion insertion = new(statement);
        Add(map, key).Add(insertion);
        return insertion;
    }

    private static List<Insertion> Add<TKey>(Dictionary<TKey, List<Insertion>> map, TKey key)
        where TKey : notnull
    {
        if (!map.TryGetValue(key, out List<Insertion>? list))
        {
            map[key] = list = [];
        }

        return list;
    }

    private IEnumerable<Statement> Woven<TKey>(Dictionary<TKey, List<Insertion>> map, TKey key)
        where TKey : notnull =>
        map.TryGetValue(key, out List<Insertion>? list)
            ? list.SelectMany(insertion => Finish(insertion.Statement, insertion.IsHoist))
            : [];

    private Statement Assemble(Step step)
    {
        int next = 0;
        Statement statement = step.Statement.MapBlocks(_ => Assemble(step.Blocks[next++]));
        return statement switch
        {
            If branch when conditions.TryGetValue(step, out Expression? condition) => branch with { Condition = condition },
            Declare declare when values.TryGetValue(step, out Expression? value) => declare with { Value = value },
            Evaluate evaluate when values.TryGetValue(step, out Expression? value) => evaluate with { Value = value },
            _ => statement,
        };
    }

    private IEnumerable<Statement> Finish(Statement statement, bool isHoist) => statement switch
    {
        Declare declare when !isHoist && hoisted.Contains(declare.Variable) =>
            declare.Value is { } value ? [new Assign(new Read(declare.Variable), value) { Origin = declare.Origin }] : [],
        _ => [statement],
    };
}

/// <summary>A statement woven into the forward sweep; it may be replaced until the sweep is written.</summary>
internal sealed class Insertion(Statement statement)
{
    public Statement Statement { get; set; } = statement;

    public bool IsHoist { get; init; }
}
