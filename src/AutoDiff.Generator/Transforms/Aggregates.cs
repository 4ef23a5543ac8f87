using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// Structs, tuples and records at the border of a method: differentiation knows numbers and buffers only, so their members
/// become parameters of their own before it, and are put together again after it.
/// <code>
/// F(Vector3 p) { float pX = p.X; … }   =>   F(float pX, …) { … }
/// FVjp(float pX, …, ref float pXGradient, …) { … }
/// =>
/// FVjp(Vector3 p, ref Vector3 pGradient) { float pX = p.X; … float pXGradient = pGradient.X; … pGradient = new Vector3(pXGradient, …); }
/// </code>
/// </summary>
internal sealed partial class Aggregates
{
    private readonly Function source;
    private readonly Dictionary<Variable, List<(Variable Leaf, string Path)>> parts = [];
    private readonly Dictionary<Variable, Variable> wholes = [];

    private Aggregates(Function source)
    {
        this.source = source;
        foreach (Declare unpack in source.Body.Statements.OfType<Declare>())
        {
            if (unpack.Value is Field { Object: Read whole } field && IsApart(whole.Variable))
            {
                wholes[unpack.Variable] = whole.Variable;
                PartsOf(whole.Variable).Add((unpack.Variable, field.Path));
            }
        }
    }

    public static Aggregates Of(Function source) => new(source);

    /// <summary>Whether there is nothing to take apart.</summary>
    public bool IsEmpty => parts.Count == 0 && source.Results.Count == 0;

    /// <summary>The function over numbers and buffers.</summary>
    public Function TakenApart => parts.Count == 0 ? source : source with
    {
        Parameters = source.Parameters.SelectMany(Parts).ToEquatableArray(),
        Body = new Block(source.Body.Statements.Where(statement => statement is not Declare declare || !wholes.ContainsKey(declare.Variable)).ToEquatableArray()),
    };

    /// <summary>The request for that function.</summary>
    public Request Of(Request request) => request with
    {
        Active = request.Active.SelectMany(ActiveParts).ToEquatableArray(),
        Outputs = request.Outputs.SelectMany(ActiveParts).ToEquatableArray(),
    };

    /// <summary>The parameters of the source, and the buffers that they hold.</summary>
    public EquatableArray<Parameter> WithBuffers =>
    [
        .. source.Parameters,
        .. source.Parameters.Where(parameter => parts.ContainsKey(parameter.Variable))
            .SelectMany(parameter => parts[parameter.Variable].Where(part => part.Leaf.Type.IsView).Select(part => new Parameter(part.Leaf, parameter.IsActive, ParameterPassing.Value))),
    ];

    /// <summary>The parameter of the source that a parameter of the function belongs to.</summary>
    public Variable WholeOf(Variable variable) => wholes.TryGetValue(variable, out Variable? whole) ? whole : variable;

    /// <summary>The derivative as the source's own types have it.</summary>
    public DerivativeMember PutTogether(DerivativeMember member, Request request)
    {
        if (IsEmpty)
        {
            return member;
        }

        Gathering gathering = new(this, member, Identifiers.After(member.Function));
        return gathering.Run() with { Request = request };
    }

    private static bool IsApart(Variable variable) => variable.Type.Kind == TypeKind.Aggregate;

    private List<(Variable Leaf, string Path)> PartsOf(Variable whole)
    {
        if (!parts.TryGetValue(whole, out List<(Variable, string)>? found))
        {
            parts[whole] = found = [];
        }

        return found;
    }

    private IEnumerable<Parameter> Parts(Parameter parameter) => parts.TryGetValue(parameter.Variable, out List<(Variable Leaf, string Path)>? found)
        ? found.Select(part => parameter with { Variable = part.Leaf })
        : [parameter];

    private IEnumerable<Variable> ActiveParts(Variable variable) => parts.TryGetValue(variable, out List<(Variable Leaf, string Path)>? found)
        ? found.Where(part => part.Leaf.Type.CanBeActive && !variable.Type.Along(part.Path).Any(member => member.IsConstant)).Select(part => part.Leaf)
        : [variable];
}
