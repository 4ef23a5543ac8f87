using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// Puts the body of a called method in the place of the call, if a derivative may flow through it, if what it returns may be
/// another name of a buffer that is written, if it is given rows that the method creates, which lie in one buffer
/// (<see cref="FlattenRows"/>), or if the generated code could not call it. Methods that call themselves stay calls.
/// <code>
/// double y = Square(a + b);   =>   double x = a + b;
///                                  double y = x * x;
/// </code>
/// </summary>
internal sealed class Inline
{
    private readonly Dictionary<string, Helper> helpers;
    private readonly CallGraph graph;
    private readonly HashSet<string> kept;
    private readonly Dictionary<string, Function> lowered = [];
    private readonly List<Refusal> refusals = [];

    private Inline(IEnumerable<Helper> helpers, HashSet<string> kept)
    {
        this.kept = kept;
        this.helpers = helpers.ToDictionary(helper => helper.Key);
        graph = new CallGraph(this.helpers.Values);
    }

    /// <summary>Inlines calls, and calls in what is inlined; refuses where what must be inlined is refused.</summary>
    /// <param name="function">The caller.</param>
    /// <param name="helpers">What it calls.</param>
    /// <param name="kept">The helpers that stay calls all the same.</param>
    public static (Function Function, IReadOnlyList<Refusal> Refusals) Run(Function function, IEnumerable<Helper> helpers, HashSet<string> kept)
    {
        Inline inline = new(helpers, kept);
        return inline.helpers.Count == 0 ? (function, []) : (inline.All(function), inline.refusals);
    }

    private Function All(Function function)
    {
        function = Hidden(function);
        while (true)
        {
            Roots roots = Roots.Of(function);
            Activity activity = Activity.Of(function, roots);
            Lending lending = new(function, roots);
            HashSet<Variable> jagged = [.. function.Body.SelfAndDescendants().OfType<Declare>().Where(declare => declare.Value is NewBuffer { ViewType.IsJagged: true }).Select(declare => declare.Variable)];
            Function next = Expand(function, (statement, call) =>
                call.Arguments.Any(activity.HasVariedLeaf)
                || lending.IsMixed(statement, call)
                || IsShared(statement, call)
                || call.Arguments.Any(argument => roots.AllOf(argument).Any(jagged.Contains)));
            if (next.Equals(function) || refusals.Count > 0)
            {
                return next;
            }

            function = next;
        }
    }

    // A buffer that is not made anew may change when the method, or another one, is called again.
    private bool IsShared(Statement statement, Call call)
    {
        Helper helper = helpers[call.Method.Body!];
        if (helper.Refusals.Count > 0 || !Lending.Borrowed(statement).Any())
        {
            return false;
        }

        Roots roots = Roots.Of(helper.Function);
        HashSet<Variable> made = [.. helper.Function.Body.SelfAndDescendants().OfType<Declare>().Where(declare => declare.Value is NewBuffer).Select(declare => declare.Variable)];
        return !helper.Function.Body.SelfAndDescendants().OfType<Return>().All(end => end.Value is { } value && (value is NewBuffer || (roots.AllOf(value) is { Count: > 0 } all && all.All(made.Contains))));
    }

    /// <summary>What the generated code cannot call is inlined first, so that captured variables are those of the function they stand in.</summary>
    private Function Hidden(Function function) => Expand(function, (_, call) => helpers[call.Method.Body!].IsHidden);

    private Function Expand(Function function, System.Func<Statement, Call, bool> isWanted)
    {
        Identifiers identifiers = Identifiers.After(function);
        return function with
        {
            Body = function.Body.Expand(statement =>
                CallOf(statement) is { Method.Body: { } key } call && helpers.ContainsKey(key) && !graph.IsRecursive(key) && !kept.Contains(key) && isWanted(statement, call) && !IsRefused(key)
                    ? Spliced(statement, call, Body(key), identifiers)
                    : [statement]),
        };
    }

    /// <summary>Whether a body is refused: nothing comes of the caller then, so it is not put in place, and neither is what it calls in turn.</summary>
    private bool IsRefused(string key)
    {
        refusals.AddRange(helpers[key].Refusals.Where(refusal => !refusals.Contains(refusal)));
        return helpers[key].Refusals.Count > 0;
    }

    private static Call? CallOf(Statement statement) => statement switch
    {
        Declare { Value: Call call } => call,
        Assign { Value: Call call } => call,
        Accumulate { Value: Call call } => call,
        Evaluate { Value: Call call } => call,
        Return { Value: Call call } => call,
        _ => null,
    };

    /// <summary>The body as it is put in place: one exit, at its end.</summary>
    private Function Body(string key)
    {
        if (!lowered.TryGetValue(key, out Function? body))
        {
            lowered[key] = body = Hidden(LowerExits.Run(helpers[key].Function));
        }

        return body;
    }

    private static List<Statement> Spliced(Statement statement, Call call, Function body, Identifiers identifiers)
    {
        Dictionary<Variable, Expression> values = [];
        Dictionary<Variable, Variable> names = [];
        List<Statement> spliced = [];
        HashSet<Variable> written = [.. body.Body.SelfAndDescendants().SelectMany(Written.Variables)];
        HashSet<Variable> shown = [.. body.Body.AllExpressions().OfType<Opaque>().SelectMany(opaque => opaque.Reads())];
        HashSet<Variable> computing = [.. body.Body.SelfAndDescendants().SelectMany(Computing)];
        HashSet<Variable> changed = [.. call.Changes];
        for (int i = 0; i < body.Parameters.Count; i++)
        {
            Parameter parameter = body.Parameters[i];
            Expression argument = call.Arguments[i];
            if (parameter.Passing is ParameterPassing.Ref or ParameterPassing.Out)
            {
                names[parameter.Variable] = ((Read)argument).Variable;
            }
            else if (!written.Contains(parameter.Variable) && CanStandFor(argument, parameter.Variable))
            {
                // By a name of its own: what is declared in the body may be given the parameter's number in this function.
                names[parameter.Variable] = identifiers.Fresh(parameter.Variable.Name, parameter.Variable.Type);
                values[names[parameter.Variable]] = argument;
            }
            else
            {
                names[parameter.Variable] = identifiers.Fresh(parameter.Variable.Name, parameter.Variable.Type);
                spliced.Add(new Declare(names[parameter.Variable], argument) { Origin = statement.Origin });
            }
        }

        HashSet<Variable> declared = [.. body.Body.SelfAndDescendants().SelectMany(Written.Declared)];

        // double y = F(x);   =>   the variable that F returns is y
        Variable? returned = statement is Declare { Variable: var target } && body.Body.Returned is Read { Variable: var own } && declared.Contains(own) && own.Type == target.Type
            ? own
            : null;
        foreach (Variable variable in declared)
        {
            names[variable] = variable.Equals(returned) ? ((Declare)statement).Variable : identifiers.Fresh(variable.Name, variable.Type);
        }

        Block placed = Renaming.Apply(body.Body, variable => names.TryGetValue(variable, out Variable? other) ? other : variable);
        placed = Replaced(placed, values);
        spliced.AddRange(placed.Statements.Where(inner => inner is not Return));
        if (returned is not null)
        {
            return spliced;
        }

        Expression? value = placed.Statements is [.., Return { Value: { } result }] ? result : null;
        Statement? rest = (statement, value) switch
        {
            (Evaluate, null) => null,
            (Evaluate, _) => null,
            (Declare declare, _) => declare with { Value = value },
            (Assign assign, not null) => assign with { Value = value },
            (Accumulate accumulate, not null) => accumulate with { Value = value },
            (Return, not null) => new Return(value) { Origin = statement.Origin },
            _ => null,
        };
        if (rest is not null)
        {
            spliced.Add(rest);
        }

        return spliced;

        bool CanStandFor(Expression argument, Variable parameter) => argument switch
        {
            Read { Type.CanChange: true } => false,
            Read read => argument.Type == parameter.Type && !changed.Contains(read.Variable) && !written.Contains(read.Variable),
            // Nothing is the length or an element of 'default' or 'null'.
            Constant { Type.IsView: true } => false,
            Number or Constant => !shown.Contains(parameter) && !computing.Contains(parameter),
            _ => false,
        };
    }

    /// <summary>
    /// What conditions and integer arithmetic read. A number in its place would be a constant expression to the compiler,
    /// which sees unreachable code in <c>if (1 == 0)</c> and an error in <c>7 / 0</c>.
    /// </summary>
    private static IEnumerable<Variable> Computing(Statement statement)
    {
        IEnumerable<Expression> conditions = statement switch
        {
            If branch => [branch.Condition],
            While loop => [loop.Condition],
            _ => [],
        };
        return statement.Expressions()
            .SelectMany(expression => expression.SelfAndDescendants())
            .SelectMany(expression => expression switch
            {
                Conditional choice => [choice.Condition],
                Unary or Binary or Conversion when !expression.Type.IsFloatingPoint => [expression],
                _ => Enumerable.Empty<Expression>(),
            })
            .Concat(conditions)
            .SelectMany(expression => expression.Reads());
    }

    private static Block Replaced(Block block, Dictionary<Variable, Expression> values)
    {
        if (values.Count == 0)
        {
            return block;
        }

        return new Block(block.Statements
            .Select(statement => statement
                .MapExpressions(expression => expression.Rewrite(node => node is Read read && values.TryGetValue(read.Variable, out Expression? value) ? value : node))
                .MapBlocks(inner => Replaced(inner, values)))
            .ToEquatableArray());
    }
}
