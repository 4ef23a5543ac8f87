using System.Collections.Generic;
using System.Linq;

namespace AutoDiff.Generator.Ir;

/// <summary>
/// Which variables may be read before they are assigned, by the rules of C#: conditions are not interpreted, except that
/// only a <see cref="Break"/> leaves <c>while (true)</c>.
/// </summary>
internal sealed class DefiniteAssignment
{
    private readonly HashSet<Variable> unassigned = [];
    private readonly HashSet<Variable> declaredWithoutValue = [];
    private readonly Stack<State> breaks = new();

    private DefiniteAssignment()
    {
    }

    /// <summary>The variables whose declaration lacks a value that some path needs.</summary>
    public static IReadOnlyCollection<Variable> Missing(Function function)
    {
        var analysis = new DefiniteAssignment();
        analysis.Run(function.Body, new State([]));
        return analysis.unassigned;
    }

    private State Run(Block block, State state)
    {
        foreach (Statement statement in block.Statements)
        {
            state = Run(statement, state);
        }

        return state;
    }

    private State Run(Statement statement, State state)
    {
        Reads(statement, state);
        switch (statement)
        {
            case Declare { Value: null, Variable.Type.Kind: not TypeKind.Arena } declare:
                declaredWithoutValue.Add(declare.Variable);
                return state.Without(declare.Variable);
            case Declare declare:
                return state.With(declare.Variable);
            case Assign { Target: Read target }:
                return state.With(target.Variable);
            case If choice:
                return State.Meet(Run(choice.Then, state), Run(choice.Else, state));
            case For loop:
                breaks.Push(state);
                Run(loop.Body, state);
                return breaks.Pop();
            case While loop:
                breaks.Push(loop.Condition is Constant { Text: "true" } ? State.Unreachable : state);
                Run(loop.Body, state);
                return breaks.Pop();
            case Break when breaks.Count > 0:
                breaks.Push(State.Meet(breaks.Pop(), state));
                return State.Unreachable;
            case Break or Continue or Return or Throw:
                return State.Unreachable;
            default:
                return state;
        }
    }

    private void Reads(Statement statement, State state)
    {
        // A plain assignment writes its target without reading it.
        IEnumerable<Expression> evaluated = statement is Assign { Target: Read, Value: Expression value } ? [value] : statement.Expressions();
        IEnumerable<Variable> read = evaluated.SelectMany(expression => expression.SelfAndDescendants()).OfType<Read>().Select(part => part.Variable);
        if (statement is For { Exit: Variable exit })
        {
            read = read.Append(exit);
        }

        unassigned.UnionWith(read.Where(variable => declaredWithoutValue.Contains(variable) && !state.IsAssigned(variable)));
    }

    /// <summary>What is assigned at a point; at an unreachable one, everything.</summary>
    private sealed class State(HashSet<Variable>? assigned)
    {
        public static readonly State Unreachable = new(null);

        private readonly HashSet<Variable>? assigned = assigned;

        public static State Meet(State left, State right) =>
            left.assigned is null ? right
            : right.assigned is null ? left
            : new([.. left.assigned.Intersect(right.assigned)]);

        public bool IsAssigned(Variable variable) => assigned is null || assigned.Contains(variable);

        public State With(Variable variable) => assigned is null ? this : new([.. assigned, variable]);

        public State Without(Variable variable) => assigned is null ? this : new([.. assigned.Where(other => other != variable)]);
    }
}
