using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using AutoDiff.Generator.Transforms;

namespace AutoDiff.Generator;

/// <summary>
/// Methods that call themselves cannot be put in the place of their calls, and long ones are not: each becomes a pair of local functions,
/// a forward that runs once and leaves on stacks what the reverse needs, and a reverse that takes it off again. In forward
/// mode it becomes one function that carries the tangents along.
/// </summary>
internal sealed class Recursion
{
    private static readonly string[] Suffixes = ["Forward", "Reverse", "Jvp"];

    private readonly Dictionary<string, Helper> helpers;
    private readonly Dictionary<string, bool[]> active = [];
    private readonly Dictionary<string, Function> prepared = [];
    private readonly Dictionary<string, string> names = [];
    private readonly DerivativeKind kind;
    private readonly HashSet<string> taken;
    private readonly List<Refusal> refusals = [];
    private readonly HashSet<string> unnameable = [];
    private readonly HashSet<string> kept;
    private readonly CallGraph graph;
    private readonly Dictionary<string, Function> bodies = [];
    private readonly HashSet<(string Key, int Parameter)> written = [];

    private Recursion(IEnumerable<Helper> helpers, HashSet<string> kept, DerivativeKind kind, Placement placement)
    {
        this.kept = kept;
        this.helpers = helpers.ToDictionary(helper => helper.Key);
        graph = new CallGraph(this.helpers.Values);
        this.kind = kind;
        taken = [.. placement.TakenNames];
    }

    /// <summary>What was found that cannot be differentiated.</summary>
    public IReadOnlyList<Refusal> Refusals => refusals;

    /// <summary>The function whose calls have rules.</summary>
    public Function Caller { get; private set; } = null!;

    /// <summary>Finds the recursive methods that a derivative flows through.</summary>
    /// <param name="function">The annotated method, with what is put in place of calls.</param>
    /// <param name="helpers">What it calls.</param>
    /// <param name="kept">The helpers that stay calls although they do not call themselves.</param>
    /// <param name="kind">What is made of it.</param>
    /// <param name="placement">Where it stands.</param>
    public static Recursion Of(Function function, EquatableArray<Helper> helpers, HashSet<string> kept, DerivativeKind kind, Placement placement)
    {
        Recursion recursion = new(helpers, kept, kind, placement) { Caller = function };
        if (recursion.ActiveCalls(function).Any())
        {
            recursion.NoteWritten();
            function = recursion.WithOwnArrays(function);
            recursion.Settle(function);
            recursion.Caller = recursion.WithRules(function);
        }

        return recursion;
    }

    /// <summary>Calls that are left as they were although generated code cannot make them: no derivative flows through, so nothing has taken their place.</summary>
    public IEnumerable<Refusal> Unnameable(DerivativeMember member) => unnameable.Count == 0 ? [] : member.Locals.Append(member.Function)
        .SelectMany(function => function.Body.AllExpressions())
        .OfType<Call>()
        .Where(call => unnameable.Contains(call.Method.FullName))
        .Select(call => new Refusal(RefusalIds.UnsupportedConstruct, call.Site, ["This call of '" + call.Method.FullName + "'", "it calls itself, and the derivative cannot name it", "make it an internal method"]));

    /// <summary>The member with the local functions that it needs.</summary>
    public DerivativeMember Complete(DerivativeMember member)
    {
        if (active.Count == 0)
        {
            return member;
        }

        member = member with { Function = Cells.Undone(member.Function) };
        List<Function> locals = [];
        List<Variable> stacks = [];
        foreach (string key in active.Keys)
        {
            Function function = prepared[key];
            Request request = RequestOf(key, function);
            DerivativeMember derivative = Pipeline.DifferentiateLocal(function, request, kind == DerivativeKind.Jvp ? kind : DerivativeKind.Vjp);
            if (kind == DerivativeKind.Jvp)
            {
                IrType type = function.ReturnType.IsFloatingPoint || function.ReturnType.IsView ? Both(function.ReturnType) : function.ReturnType;
                locals.Add(Cells.Undone(derivative.Function) with { Name = JvpOf(key), ReturnType = type });
                continue;
            }

            if (Split.Run(derivative.Function, function, ForwardOf(key), ReverseOf(key)) is not { } halves)
            {
                refusals.Add(new Refusal(RefusalIds.UnsupportedMethod, -1, [helpers[key].Function.Name, "recursive, and keeps a view that it chose until its end", "use a loop, or choose an index instead of a view"]));
                return member;
            }

            Variable[] shared = Shared(halves.Stacks, stacks, active.Count == 1 ? Names.Lowered(helpers[key].Function.Name) : null);
            locals.Add(Cells.Undone(Renamed(halves.Forward, halves.Stacks, shared)));
            locals.Add(Cells.Undone(Renamed(halves.Reverse, halves.Stacks, shared)));
        }

        return Connect(member, locals, stacks);
    }

    /// <summary>
    /// Pairs use the same stacks, each one for a value: what a pair leaves it takes before what was there, and a stack has
    /// one value of a pair only. Of several values of one type the first, second, ... of each pair share one.
    /// </summary>
    private static Variable[] Shared(EquatableArray<Variable> own, List<Variable> all, string? stem)
    {
        List<Variable> free = [.. all];
        List<Variable> shared = [];
        foreach (Variable stack in own)
        {
            Variable? known = free.Find(candidate => candidate.Type == stack.Type);
            free.Remove(known!);
            if (known is null)
            {
                // They come from several functions, each of which counts for itself.
                known = stack with { Id = all.Append(stack).Max(other => other.Id) + 1, Name = stem is null ? Names.Of(stack.Type.Element!) + "Stack" : stem + char.ToUpperInvariant(stack.Name[0]) + stack.Name.Substring(1) };
                all.Add(known);
            }

            shared.Add(known);
        }

        return [.. shared];
    }

    private static Function Renamed(Function half, EquatableArray<Variable> own, Variable[] names)
    {
        Variable Rename(Variable variable) => own.ToList().IndexOf(variable) is >= 0 and var index ? names[index] : variable;
        return half with
        {
            Parameters = half.Parameters.Select(parameter => parameter with { Variable = Rename(parameter.Variable) }).ToEquatableArray(),
            Body = Renaming.Apply(half.Body, Rename),
        };
    }

    /// <summary>All halves are given all stacks, which live as long as the member runs.</summary>
    private static DerivativeMember Connect(DerivativeMember member, List<Function> locals, List<Variable> stacks)
    {
        HashSet<string> named = [.. locals.Select(local => local.Name)];
        Identifiers identifiers = Identifiers.After(member.Function);
        Variable[] shared = [.. stacks.Select(stack => identifiers.Fresh(stack.Name, stack.Type))];
        List<Function> connected = [];
        foreach (Function local in locals)
        {
            Identifiers own = Identifiers.After(local);
            HashSet<Variable> has = [.. local.Parameters.Select(parameter => parameter.Variable)];
            Variable[] given = [.. stacks.Select(stack => has.Contains(stack) ? stack : own.Fresh(stack.Name, stack.Type))];
            connected.Add(local with
            {
                Parameters = [.. local.Parameters.Where(parameter => !stacks.Contains(parameter.Variable)), .. given.Select(stack => new Parameter(stack, IsActive: false))],
                Body = WithStacks(local.Body, given),
            });
        }

        Block body = WithStacks(member.Function.Body, shared);
        int first = body.Statements.ToList().FindIndex(statement => new Block([statement]).Variables().Any(shared.Contains));
        List<Statement> statements = [.. body.Statements];
        statements.InsertRange(Math.Max(first, 0), shared.Select(stack => new Declare(stack, null)));
        return member with { Function = member.Function with { Body = new Block(statements.ToEquatableArray()) }, Locals = Called(body, connected) };

        Block WithStacks(Block block, IReadOnlyList<Variable> given) => block.Expand(statement => [statement.MapExpressions(expression =>
            expression is Call { Method: { Container.Name: "" } method } call && named.Contains(method.Name)
                ? call with
                {
                    Method = method with { Parameters = [.. method.Parameters, .. given.Select(stack => new MethodParameter(stack.Name, stack.Type, ParameterUse.Input))] },
                    Arguments = [.. call.Arguments, .. given.Select(stack => new Read(stack))],
                }
                : expression)]);
    }

    /// <summary>The functions that a body calls, and those that these call: where a result has no gradient, a half may be left over.</summary>
    private static EquatableArray<Function> Called(Block body, List<Function> functions)
    {
        HashSet<string> called = [];
        Stack<Block> pending = new([body]);
        while (pending.Count > 0)
        {
            foreach (Call call in pending.Pop().AllExpressions().OfType<Call>().Where(call => call.Method.Container.Name.Length == 0 && called.Add(call.Method.Name)))
            {
                functions.Where(function => function.Name == call.Method.Name).ToList().ForEach(function => pending.Push(function.Body));
            }
        }

        return [.. functions.Where(function => called.Contains(function.Name))];
    }

    /// <summary>Finds which parameters carry derivatives, in any call: through the methods, until nothing is added.</summary>
    private void Settle(Function function)
    {
        bool changed = Note(function);
        while (changed && refusals.Count == 0)
        {
            changed = false;
            foreach (string key in active.Keys.ToArray())
            {
                prepared[key] = Prepare(key);
                changed |= Note(prepared[key]);
            }
        }

        foreach (string key in refusals.Count > 0 ? [] : active.Keys.ToArray())
        {
            prepared[key] = WithRules(Prepare(key));
            Request request = RequestOf(key, prepared[key]);
            refusals.AddRange(Legality.Check(prepared[key], [], kind));
            if (refusals.Count == 0)
            {
                prepared[key] = Pipeline.Prepare(Pipeline.Activate(prepared[key], request, DerivativeKind.Vjp));
            }
        }
    }

    /// <summary>The halves of a pair take their buffers to be apart where one of them is written.</summary>
    private static bool PassesTwice(Call call, Roots roots)
    {
        Expression[] references = [.. call.Arguments.Where((_, i) => call.Method.Parameters[i].Passing is ParameterPassing.Ref or ParameterPassing.Out), .. call.Captured.Select(variable => new Read(variable))];
        return references.Distinct().Count() < references.Length || Enumerable.Range(0, call.Arguments.Count).Any(i =>
            call.Arguments[i].Type.IsView
            && call.Method.Parameters[i].Use != ParameterUse.Input
            && Enumerable.Range(0, call.Arguments.Count).Any(j => j != i && call.Arguments[j].Type.IsView && roots.MayMeet(call.Arguments[i], call.Arguments[j])));
    }

    private string? Obstacle(Call call, Roots roots, HashSet<Call> lent) =>
        call.Type.IsView && call.Type.CanBeActive && !call.Method.GivesOwn ? "a method that calls itself returns it"
        : call.Changes.Any(variable => variable.Type.IsView) ? "a method that calls itself replaces it"
        : PassesTwice(call, roots) ? "a method that calls itself is given one buffer twice and writes to it"
        : !call.Method.GivesOwn ? null
        : ReturnedArrays.MayBeNull(BodyOf(call.Method.Body!)) ? "a method that calls itself may return null for it"
        : lent.Contains(call) && ReturnedArrays.MayLend(BodyOf(call.Method.Body!), IsPair) ? "a method that calls itself may return one of its arguments, which is written later"
        : null;

    /// <summary>Numbers, or a buffer of them, that become an object: what is done with it could not be followed.</summary>
    private Refusal? Hidden(Call call, bool[] varied)
    {
        EquatableArray<Parameter> parameters = helpers[call.Method.Body!].Function.Parameters;
        int hidden = Enumerable.Range(0, varied.Length).ToList().FindIndex(i => varied[i] && call.Arguments[i].Type.CanBeActive && !parameters[i].Variable.Type.CanBeActive);
        return hidden < 0 ? null
            : new Refusal(RefusalIds.DerivativeLost, call.Site, [Printer.Print(call.Arguments[hidden]), "the conversion to " + parameters[hidden].Variable.Type.Name.Replace("global::", "")]);
    }

    private bool Note(Function function)
    {
        bool changed = false;
        Roots roots = Roots.Of(function);
        HashSet<Call> lent = [.. new Lending(function, roots).Mixed().SelectMany(statement => statement.Expressions()).OfType<Call>()];
        foreach ((Call call, bool[] varied) in ActiveCalls(function).ToArray())
        {
            if (Obstacle(call, roots, lent) is { } obstacle && !refusals.Exists(refusal => refusal.Id == RefusalIds.UntrackedView && refusal.Arguments[0] == call.Method.Name))
            {
                refusals.Add(new Refusal(RefusalIds.UntrackedView, call.Site, [call.Method.Name, obstacle]));
            }

            if (Hidden(call, varied) is { } hidden && !refusals.Contains(hidden))
            {
                refusals.Add(hidden);
            }

            if (!active.TryGetValue(call.Method.Body!, out bool[]? known))
            {
                active[call.Method.Body!] = varied;
                refusals.AddRange(helpers[call.Method.Body!].Refusals.Where(refusal => !refusals.Contains(refusal)));
                changed = true;
                continue;
            }

            for (int i = 0; i < varied.Length; i++)
            {
                changed |= varied[i] && !known[i];
                known[i] |= varied[i];
            }
        }

        return changed;
    }

    /// <summary>Recursive calls with an argument that depends on an active parameter, or whose array is written later. What a method may write carries derivatives in any case.</summary>
    private IEnumerable<(Call Call, bool[] Varied)> ActiveCalls(Function function)
    {
        Activity? activity = null;
        HashSet<Call>? claimed = null;
        foreach (Call call in function.Body.SelfAndDescendants().SelectMany(statement => statement.Expressions()).OfType<Call>().Where(call => call.Method.Body is { } key && helpers.ContainsKey(key)))
        {
            activity ??= Activity.Of(function, Roots.Of(function));
            bool[] varied = [.. call.Arguments.Select(activity.HasVariedLeaf)];
            claimed ??= call.Method.GivesOwn ? Claimed(function) : null;
            if (varied.Contains(true) || helpers[call.Method.Body!].IsHidden || (call.Method.GivesOwn && claimed!.Contains(call)))
            {
                yield return (call, [.. varied.Select((isVaried, i) => call.Arguments[i].Type.CanBeActive && (isVaried || call.Method.Parameters[i].Use != ParameterUse.Input))]);
            }
        }
    }

    // As if every number had a derivative.
    private Function BodyOf(string key)
    {
        if (!bodies.TryGetValue(key, out Function? body))
        {
            Function function = ReturnedArrays.OfMethod(helpers[key].Function);
            function = function with { Parameters = function.Parameters.Select(parameter => parameter with { IsActive = parameter.Variable.Type.CanBeActive }).ToEquatableArray() };
            bodies[key] = body = Inline.Run(function, helpers.Values, kept).Function;
        }

        return body;
    }

    private bool IsPair(string key) => kept.Contains(key) || graph.IsRecursive(key);

    /// <summary>Which of their buffers pairs write to, themselves or by calling others.</summary>
    private void NoteWritten()
    {
        string[] pairs = [.. helpers.Keys.Where(IsPair)];
        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach (string key in pairs)
            {
                Function body = WithUses(BodyOf(key));
                Roots roots = Roots.Of(body);
                HashSet<Variable> touched = [.. body.Body.SelfAndDescendants().SelectMany(Ir.Written.Views).SelectMany(roots.AllOf)];
                for (int i = 0; i < body.Parameters.Count; i++)
                {
                    changed |= touched.Contains(body.Parameters[i].Variable) && written.Add((key, i));
                }
            }
        }
    }

    /// <summary>Calls that say which buffers are only read.</summary>
    private Function WithUses(Function function) => function with
    {
        Body = function.Body.Expand(statement => [statement.MapExpressions(expression => expression.Rewrite(node => node is Call { Method: { Body: { } key } method } call && IsPair(key)
            ? call with
            {
                Method = method with
                {
                    Parameters = method.Parameters.Select((parameter, i) => parameter is { Passing: ParameterPassing.Value, Type.IsView: true } && !written.Contains((key, i)) ? parameter with { Use = ParameterUse.Input } : parameter).ToEquatableArray(),
                },
            }
            : node))]),
    };

    private Function Prepare(string key)
    {
        Function function = ReturnedArrays.OfMethod(helpers[key].Function);
        function = function with { Parameters = function.Parameters.Select((parameter, i) => parameter with { IsActive = active[key][i] }).ToEquatableArray() };
        (Function inlined, IReadOnlyList<Refusal> refused) = Inline.Run(function, helpers.Values, kept);
        refusals.AddRange(refused.Where(refusal => !refusals.Contains(refusal)));
        return Pipeline.Lower(Cells.OfMethod(WithOwnArrays(inlined)));
    }

    /// <summary>Calls whose array is written, or could be another name for one that is: it has to be the caller's own.</summary>
    private static HashSet<Call> Claimed(Function function)
    {
        Roots roots = Roots.Of(function);
        HashSet<Variable> touched = [.. function.Body.SelfAndDescendants().SelectMany(Ir.Written.Views).SelectMany(roots.AllOf)];
        return
        [
            .. function.Body.SelfAndDescendants().OfType<Declare>().Where(declare => touched.Contains(declare.Variable)).Select(declare => declare.Value).OfType<Call>(),
            .. new Lending(function, roots).Mixed().SelectMany(statement => statement.Expressions()).OfType<Call>(),
        ];
    }

    private Function WithOwnArrays(Function function) =>
        ReturnedArrays.OfCalls(WithUses(function), key => helpers.TryGetValue(key, out Helper? helper) && ReturnedArrays.OfMethod(helper.Function).ReturnType != helper.Function.ReturnType);

    private Request RequestOf(string key, Function function) => new(
        Name(key),
        function.Parameters.Where((_, i) => active[key][i]).Select(parameter => parameter.Variable).ToEquatableArray(),
        Vectorize: false)
    {
        Asked = kind == DerivativeKind.Jvp ? DerivativeKinds.Jvp : DerivativeKinds.Vjp,
    };

    /// <summary>The calls with the rules by which they are differentiated.</summary>
    private Function WithRules(Function function)
    {
        HashSet<Call> known = [.. ActiveCalls(function).Select(pair => pair.Call)];
        return Cells.OfCalls(function, known.Contains, WithRules);
    }

    private Method WithRules(Method method)
    {
        string key = method.Body!;
        if (helpers[key].IsHidden)
        {
            unnameable.Add(method.FullName);
        }

        TypeName here = new("", "");
        MethodParameter[] parameters = Distinct(method.Parameters);
        method = method with { Parameters = parameters.ToEquatableArray() };
        if (kind == DerivativeKind.Jvp)
        {
            IEnumerable<MethodParameter> tangents = parameters.Where((_, i) => active[key][i]).Select(parameter => new MethodParameter(
                parameter.Name + "Tangent",
                parameter.Type is { IsView: true, Kind: not TypeKind.ReadOnlySpan } ? parameter.Type.GradientBuffer : parameter.Type,
                parameter.Use));
            IrType both = method.ReturnType.IsFloatingPoint || method.GivesOwn ? Both(method.ReturnType) : method.ReturnType;
            return method with { Body = null, JvpRules = [new JvpRule(new Method(here, JvpOf(key), both, [.. parameters, .. tangents])) { RunsPrimal = true }] };
        }

        List<MethodParameter> reverse = [];
        reverse.AddRange(parameters.Where(parameter => parameter.Type.IsView || parameter.Type.Kind == TypeKind.Other).Select(parameter =>
            parameter with { Type = parameter.Type is { IsView: true, IsUncut: false, Kind: not TypeKind.List } ? IrType.ReadOnlySpanOf(parameter.Type.Element!) : parameter.Type, Use = ParameterUse.Input }));
        if (method.ReturnType.IsFloatingPoint)
        {
            reverse.Add(new MethodParameter("resultGradient", method.ReturnType, ParameterUse.Input));
        }
        else if (method.GivesOwn)
        {
            reverse.Add(new MethodParameter("resultGradient", method.ReturnType.GradientBuffer, ParameterUse.Updated));
        }

        reverse.AddRange(parameters.Where((_, i) => active[key][i]).Select(parameter => parameter.Type.IsView
            ? new MethodParameter(parameter.Name + "Gradient", parameter.Type.GradientBuffer, ParameterUse.Updated)
            : new MethodParameter(parameter.Name + "Gradient", parameter.Type, ParameterUse.Updated) { Passing = ParameterPassing.Ref }));
        VjpRule rule = new(new Method(here, ReverseOf(key), IrType.Void, reverse.ToEquatableArray()))
        {
            Twin = new Method(here, ForwardOf(key), method.ReturnType, method.Parameters),
        };
        return method with { Body = null, VjpRules = [rule] };
    }

    /// <summary>Rules are matched by name, so that no parameter may be called as another's gradient: <c>xGradient</c> becomes <c>xGradientValue</c>.</summary>
    private static MethodParameter[] Distinct(IEnumerable<MethodParameter> parameters)
    {
        HashSet<string> names = ["result"];
        return [.. parameters.Select(parameter =>
        {
            string name = parameter.Name;
            while (name.EndsWith("Gradient", StringComparison.Ordinal) || name.EndsWith("Tangent", StringComparison.Ordinal) || !names.Add(name))
            {
                name += "Value";
            }

            return parameter with { Name = name };
        })];
    }

    private static IrType Both(IrType type)
    {
        string name = type.IsView ? type.Element!.Name + "[]" : type.Name;
        return new(TypeKind.Other, $"({name} Value, {name} Tangent)");
    }

    private string ForwardOf(string key) => Name(key) + "Forward";

    private string ReverseOf(string key) => Name(key) + "Reverse";

    private string JvpOf(string key) => Name(key) + "Jvp";

    private string Name(string key)
    {
        if (!names.TryGetValue(key, out string? name))
        {
            string plain = helpers[key].Function.Name;
            string stem = char.ToUpperInvariant(plain[0]) + plain.Substring(1);
            name = stem;
            for (int i = 2; Suffixes.Any(suffix => taken.Contains(name + suffix)); i++)
            {
                name = stem + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }

            names[key] = name;
            taken.UnionWith(Suffixes.Select(suffix => name + suffix));
        }

        return name;
    }
}
