using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using AutoDiff.Generator.Transforms;

namespace AutoDiff.Generator;

/// <summary>
/// Methods that call themselves cannot be put in the place of their calls, and long ones are not: each becomes a pair of local functions,
/// a forward that runs once and leaves on stacks what the reverse needs, and a reverse that takes it off again. In forward
/// mode it becomes one function that carries the tangents along.
/// </summary>
internal sealed partial class Recursion
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
    private readonly Dictionary<string, PackedResults?> packed = [];
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
        if (recursion.ActiveCalls(recursion.Sketched(function).Function).Any())
        {
            recursion.NoteWritten();
            function = recursion.WithOwnArrays(function);
            recursion.Settle(function);
            recursion.Caller = recursion.refusals.Count > 0 ? function : recursion.WithRules(function);
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

        member = member with { Function = Undone(member.Function) };
        List<Function> locals = [];
        List<Variable> stacks = [];
        foreach (string key in active.Keys)
        {
            Function function = prepared[key];
            Request request = RequestOf(key, function);
            if (function.Body.SelfAndDescendants().FirstOrDefault(statement => statement is Assign { Target: Read { Type.Kind: TypeKind.Grid }, Value: Read }) is Assign { Target: Read chosen })
            {
                refusals.Add(new Refusal(RefusalIds.UnsupportedMethod, -1, [helpers[key].Function.Name, "recursive, and '" + chosen.Variable.Name + "' becomes another array of several dimensions", "use one variable for each array, or copy the elements"]));
                return member;
            }

            DerivativeMember derivative = Pipeline.DifferentiateLocal(function, request, kind == DerivativeKind.Jvp ? kind : DerivativeKind.Vjp);
            if (kind == DerivativeKind.Jvp)
            {
                IrType type = function.ReturnType.IsFloatingPoint || function.ReturnType is { IsView: true, CanBeActive: true } ? Both(function.ReturnType) : function.ReturnType;
                locals.Add(Undone(derivative.Function) with { Name = JvpOf(key), ReturnType = type });
                continue;
            }

            if (Split.Run(derivative.Function, function, ForwardOf(key), ReverseOf(key)) is not { } halves)
            {
                refusals.Add(new Refusal(RefusalIds.UnsupportedMethod, -1, [helpers[key].Function.Name, "recursive, and keeps a view that it chose until its end", "use a loop, or choose an index instead of a view"]));
                return member;
            }

            Variable[] shared = Shared(halves.Stacks, stacks, active.Count == 1 ? Names.Lowered(helpers[key].Function.Name) : null);
            locals.Add(Undone(Renamed(halves.Forward, halves.Stacks, shared)));
            locals.Add(Undone(Renamed(halves.Reverse, halves.Stacks, shared)));
        }

        return Connect(member, locals, stacks);
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

    private bool Note(Function function)
    {
        bool changed = false;
        Roots roots = Roots.Of(function);
        HashSet<Call> claimed = Claimed(function, roots);
        foreach ((Call call, bool[] varied) in ActiveCalls(function).ToArray())
        {
            if (Obstacle(call, roots, claimed) is { } obstacle)
            {
                Refuse(call, obstacle);
                continue;
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

    private void Refuse(Call call, string obstacle)
    {
        if (!refusals.Exists(refusal => refusal.Id == RefusalIds.UntrackedView && refusal.Arguments[0] == call.Method.Name))
        {
            refusals.Add(new Refusal(RefusalIds.UntrackedView, call.Site, [call.Method.Name, obstacle]));
        }
    }

    private Function Prepare(string key)
    {
        Function function = OneResultOf(key);
        function = function with { Parameters = function.Parameters.Select((parameter, i) => parameter with { IsActive = active[key][i] }).ToEquatableArray() };
        (Function inlined, IReadOnlyList<Refusal> refused) = Inline.Run(function, helpers.Values, kept);
        refusals.AddRange(refused.Where(refusal => !refusals.Contains(refusal)));
        inlined = WithOwnArrays(inlined);
        return Pipeline.Lower(Cells.OfMethod(PackedOf(key) is { } results ? results.Flattened(inlined) : inlined));
    }

    private Request RequestOf(string key, Function function) => new(
        Name(key),
        function.Parameters.Where((_, i) => active[key][i]).Select(parameter => parameter.Variable).ToEquatableArray(),
        Vectorize: false)
    {
        Asked = kind == DerivativeKind.Jvp ? DerivativeKinds.Jvp : DerivativeKinds.Vjp,
    };
}
