using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Analysis;

/// <summary>
/// Calls that give a view and whose code does not stand in their place. The memory may be an argument's, or belong to code
/// that the method does not see, and so have another name already.
/// </summary>
internal sealed class Lending
{
    private readonly Roots roots;
    private readonly List<(Statement Statement, Statement? Loop)> order = [];

    public Lending(Function function, Roots roots)
    {
        this.roots = roots;
        Add(function.Body, null);
    }

    /// <summary>The views that a statement is given by such a call.</summary>
    public static IEnumerable<Variable> Borrowed(Statement statement) => statement switch
    {
        Declare { Variable.Type.IsView: true, Value: { } value } declare when IsLender(value) => [declare.Variable],
        Assign { Target: Read { Type.IsView: true } target } assign when IsLender(assign.Value) => [target.Variable],
        _ => [],
    };

    /// <summary>The object that a statement is given by such a call, which may hold on to its arguments.</summary>
    private static IEnumerable<Variable> Held(Statement statement) => statement switch
    {
        Declare { Variable.Type: { Kind: TypeKind.Other, Name: not "string" }, Value: { } value } declare when IsLender(value) => [declare.Variable],
        Assign { Target: Read { Type: { Kind: TypeKind.Other, Name: not "string" } } target } assign when IsLender(assign.Value) => [target.Variable],
        _ => [],
    };

    /// <summary>What a call that stays one gives: its result, or variables that it is passed by reference.</summary>
    public bool IsMixed(Statement statement, Call call)
    {
        if (Held(statement).Any())
        {
            return IsWrittenLater(statement, Lenders(statement));
        }

        Variable[] given = [.. Borrowed(statement), .. call.Changes.Where(variable => variable.Type.IsView)];
        return given.Length > 0 && (IsWrittenBesides(statement, given.SelectMany(Roots)) || IsWrittenBesides(statement, Lenders(statement)));
    }

    /// <summary>The statements through which one of two names that a buffer may have is written after it got the second.</summary>
    public IEnumerable<Statement> Mixed() => order.Select(entry => entry.Statement).Where(statement =>
        Borrowed(statement).Concat(Held(statement)).ToArray() is [var given] && Lenders(statement).ToArray() is { Length: > 0 } lenders && IsWrittenLater(statement, Roots(given).Concat(lenders)));

    private static bool IsLender(Expression value) => value is Call { Method: { HasDeclaredRules: false, JvpRules.Count: 0 } } or Opaque;

    private void Add(Block block, Statement? loop)
    {
        foreach (Statement statement in block.Statements)
        {
            order.Add((statement, loop));
            Statement? inner = loop ?? (statement is For or While ? statement : null);
            foreach (Block part in statement.Blocks())
            {
                Add(part, inner);
            }
        }
    }

    private IReadOnlyList<Variable> Roots(Variable view) => roots.AllOf(new Read(view));

    private IEnumerable<Variable> Lenders(Statement statement) => statement.Expressions()
        .SelectMany(expression => expression.SelfAndDescendants())
        .Where(expression => expression.Type.IsView)
        .SelectMany(roots.AllOf)
        .Except(Borrowed(statement));

    private bool IsWrittenBesides(Statement statement, IEnumerable<Variable> buffers) =>
        order.Any(entry => !ReferenceEquals(entry.Statement, statement) && Writes(entry.Statement, buffers));

    private bool IsWrittenLater(Statement statement, IEnumerable<Variable> buffers)
    {
        int place = order.FindIndex(entry => ReferenceEquals(entry.Statement, statement));
        Statement? loop = order[place].Loop;

        // What begins later had not been given to anyone.
        HashSet<Variable> later = loop is null ? [.. order.Skip(place + 1).Select(entry => entry.Statement).OfType<Declare>().Where(declare => declare.Value is NewBuffer).Select(declare => declare.Variable)] : [];
        buffers = [.. buffers.Where(buffer => !later.Contains(buffer))];
        return order.Where((entry, index) => !ReferenceEquals(entry.Statement, statement) && (index > place || (loop is not null && entry.Loop == loop)) && Writes(entry.Statement, buffers)).Any();
    }

    private bool Writes(Statement statement, IEnumerable<Variable> buffers) => Written.Views(statement).SelectMany(roots.AllOf).Intersect(buffers).Any();
}
