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
    private readonly Stack<State> breaks = new();
    private readonly Stack<State> continues = new();

    private DefiniteAssignment()
    {
    }

    /// <summary>The variables whose declaration lacks a value that some path needs.</summary>
    public static IReadOnlyCollection<Variable> Missing(Function function)
    {
        var analysis = new DefiniteAssignment();
        analysis.Run(function.Body, new State(VariableSet.Among(
            function.Body.SelfAndDescendants().OfType<Declare>().Where(declare => declare.Value is null).Select(declare => declare.Variable))));
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
        foreach (Read assigned in statement.Expressions().SelectMany(expression => expression.SelfAndDescendants()).OfType<Call>().SelectMany(call => Split(call, isOut: true)).OfType<Read>())
        {
            state = state.With(assigned.Variable);
        }

        switch (statement)
        {
            case Declare { Value: null, Variable.Type.Kind: not TypeKind.Arena } declare:
                return state.Without(declare.Variable);
            case Assign { Target: Read target }:
                return state.With(target.Variable);
            case If choice:
                return State.Meet(Run(choice.Then, state), Run(choice.Else, state));
            case For loop:
                return Loop(loop.Body, state, atEnd: state);
            case While loop:
                return Loop(loop.Body, state, atEnd: loop.Condition is Constant { Text: "true" } ? State.Unreachable : state);
            case Try attempt:
                State completed = Run(attempt.Body, state);
                return State.Join(completed, Run(attempt.Cleanup, state));
            case Leavable part:
                Stack<State> jumps = part.By == Exits.Break ? breaks : continues;
                jumps.Push(State.Unreachable);
                State end = Run(part.Body, state);
                return State.Meet(end, jumps.Pop());
            case Break when breaks.Count > 0:
                breaks.Push(State.Meet(breaks.Pop(), state));
                return State.Unreachable;
            case Continue when continues.Count > 0:
                continues.Push(State.Meet(continues.Pop(), state));
                return State.Unreachable;
            case Break or Continue or Return or Throw:
                return State.Unreachable;
            default:
                return state;
        }
    }

    private State Loop(Block body, State state, State atEnd)
    {
        breaks.Push(atEnd);
        continues.Push(State.Unreachable);
        Run(body, state);
        continues.Pop();
        return breaks.Pop();
    }

    private void Reads(Statement statement, State state)
    {
        // A plain assignment writes its target without reading it.
        IEnumerable<Expression> evaluated = statement is Assign { Target: Read, Value: Expression value } ? [value] : statement.Expressions();
        IEnumerable<Variable> read = evaluated.SelectMany(expression => expression.SelfAndDescendants(Evaluated)).OfType<Read>().Select(part => part.Variable);
        if (statement is For { Exit: Variable exit })
        {
            read = read.Append(exit);
        }

        unassigned.UnionWith(read.Where(variable => !state.IsAssigned(variable)));
    }

    // F(x, out y) evaluates x and assigns y.
    private static IReadOnlyList<Expression> Evaluated(Expression expression) =>
        expression is Call call ? [.. Split(call, isOut: false)] : expression.Children();

    private static IEnumerable<Expression> Split(Call call, bool isOut) =>
        call.Arguments.Where((_, i) => (call.Method.Parameters[i].Passing == ParameterPassing.Out) == isOut);

    /// <summary>What is declared and not assigned at a point; at an unreachable one, nothing.</summary>
    private sealed class State(VariableSet? unassigned)
    {
        public static readonly State Unreachable = new(null);

        private readonly VariableSet? unassigned = unassigned;

        public static State Meet(State left, State right)
        {
            if (left.unassigned is null || right.unassigned is null || ReferenceEquals(left, right))
            {
                return left.unassigned is null ? right : left;
            }

            VariableSet either = left.unassigned.Copy();
            either.UnionWith(right.unassigned);
            return new(either);
        }

        /// <summary>After both have run.</summary>
        public static State Join(State left, State right)
        {
            if (left.unassigned is null || right.unassigned is null)
            {
                return Unreachable;
            }

            VariableSet both = left.unassigned.Copy();
            both.IntersectWith(right.unassigned);
            return new(both);
        }

        public bool IsAssigned(Variable variable) => unassigned?.Contains(variable) != true;

        public State With(Variable variable)
        {
            if (IsAssigned(variable))
            {
                return this;
            }

            VariableSet rest = unassigned!.Copy();
            rest.Remove(variable);
            return new(rest);
        }

        public State Without(Variable variable)
        {
            if (unassigned is null || unassigned.Contains(variable))
            {
                return this;
            }

            VariableSet all = unassigned.Copy();
            all.Add(variable);
            return new(all);
        }
    }
}
