using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>The <c>[Differentiable]</c> attributes of a method => <see cref="Request"/>s.</summary>
internal static class RequestReader
{
    /// <summary>The members of <c>AutoDiff.Derivatives</c>, by bit; <see cref="DerivativeKinds"/> are the same bits.</summary>
    private static readonly string[] Flags = ["Gradient", "Vjp", "Jvp", "Jacobian", "Hvp", "Hessian"];

    private const DerivativeKinds AllKinds = DerivativeKinds.Gradient | DerivativeKinds.Vjp | DerivativeKinds.Jvp;

    public static EquatableArray<Request> Read(Reading reading, IReadOnlyDictionary<ISymbol, Variable> variables)
    {
        List<Request> requests = [];
        foreach (AttributeData attribute in AttributesOf(reading.Method))
        {
            Location location = attribute.ApplicationSyntaxReference is { } syntax
                ? Location.Create(syntax.SyntaxTree, syntax.Span)
                : ShapeReader.NameLocation(reading.Declaration);
            CheckFlags(reading, attribute, location);
            string name = NameOf(attribute, reading.Method);
            if (!SyntaxFacts.IsValidIdentifier(name))
            {
                reading.Refuse(RefusalIds.InvalidRequest, location, reading.Method.Name, "'" + name + "' is not a name");
            }

            CheckSelection(reading, attribute, location);
            bool isOwnIncluded = ReceiverReader.IsIncluded(attribute);
            if (isOwnIncluded)
            {
                ReceiverReader.Check(reading, attribute, location);
            }

            IParameterSymbol[] active = [.. ActiveOf(reading.Method, attribute)];
            foreach (IParameterSymbol parameter in Selected(reading.Method, attribute).Where(parameter => ActiveTypes.IsUnsupported(parameter.Type)))
            {
                reading.Refuse(
                    RefusalIds.UnsupportedParameter,
                    parameter.Locations.FirstOrDefault() ?? location,
                    parameter.Name,
                    "gradients by values of type " + parameter.Type.ProseName() + " are not supported yet",
                    "pass a span or an array of float or double, or mark the parameter [NoGradient]");
            }

            foreach (IParameterSymbol parameter in active.Concat(OutputsOf(reading.Method)).Where(parameter => !IsRefused(reading, parameter)))
            {
                if (Obstacle(parameter) is (string reason, string instead))
                {
                    reading.Refuse(RefusalIds.UnsupportedParameter, parameter.Locations.FirstOrDefault() ?? location, parameter.Name, reason, instead);
                }
            }

            if (active.Length == 0 && !isOwnIncluded && !reading.Refusals.Any(refusal => refusal.Id is RefusalIds.UnsupportedParameter or RefusalIds.InvalidRequest))
            {
                reading.Refuse(RefusalIds.NoActiveParameter, ShapeReader.NameLocation(reading.Declaration), reading.Method.Name);
            }

            IEnumerable<Variable> own = isOwnIncluded && reading.Receiver is { } receiver ? [receiver] : [];
            requests.Add(new Request(name, own.Concat(active.Select(parameter => variables[parameter])).ToEquatableArray(), Argument(attribute, "Vectorize").Value as bool? ?? true)
            {
                Asked = KindsOf(attribute),
                Outputs = OutputsOf(reading.Method).Select(parameter => variables[parameter]).ToEquatableArray(),
            });
        }

        return requests.ToEquatableArray();
    }

    public static IEnumerable<AttributeData> AttributesOf(IMethodSymbol method) =>
        method.GetAttributes().Where(attribute => attribute.AttributeClass.Is(WellKnownNames.Differentiable));

    /// <summary>The stem of the generated names.</summary>
    public static string NameOf(AttributeData attribute, IMethodSymbol method) =>
        Argument(attribute, "Name").Value as string ?? method.Name;

    /// <summary>The parameters that a request differentiates with respect to, in order.</summary>
    public static IEnumerable<IParameterSymbol> ActiveOf(IMethodSymbol method, AttributeData attribute) =>
        Selected(method, attribute).Where(parameter => ActiveTypes.CanBeActive(parameter) && parameter.RefKind != RefKind.Out);

    /// <summary>The <c>out</c> parameters that carry derivatives, in order. They are results, which no selection leaves out.</summary>
    public static IEnumerable<IParameterSymbol> OutputsOf(IMethodSymbol method) => method.Parameters.Where(parameter =>
        parameter.RefKind == RefKind.Out && ActiveTypes.CanBeActive(parameter) && parameter.Attribute(WellKnownNames.NoGradient) is null);

    /// <summary>The kinds that an attribute asks for; those that do not exist are left out.</summary>
    public static DerivativeKinds KindsOf(AttributeData attribute) => (DerivativeKinds)FlagsOf(attribute) & AllKinds;

    private static IEnumerable<IParameterSymbol> Selected(IMethodSymbol method, AttributeData attribute)
    {
        HashSet<string?>? selection = Selection(attribute);
        return method.Parameters.Where(parameter =>
            parameter.Attribute(WellKnownNames.NoGradient) is null && selection?.Contains(parameter.Name) != false);
    }

    private static HashSet<string?>? Selection(AttributeData attribute) =>
        Argument(attribute, "WithRespectTo") is { Kind: TypedConstantKind.Array, IsNull: false } names
            ? [.. names.Values.Select(name => name.Value as string)]
            : null;

    private static (string Reason, string Instead)? Obstacle(IParameterSymbol parameter)
    {
        IrType type = TypeReader.Read(parameter.Type);
        return parameter.RefKind is RefKind.Ref or RefKind.Out && type.HasActiveBuffers
            ? ("the buffers in it may be exchanged for others", "pass it by value")
            : ActiveTypes.Obstacle(type);
    }

    private static bool IsRefused(Reading reading, IParameterSymbol parameter) =>
        reading.Refusals.Any(refusal => refusal.Id == RefusalIds.UnsupportedParameter && refusal.Arguments[0] == parameter.Name);

    private static void CheckSelection(Reading reading, AttributeData attribute, Location location)
    {
        foreach (string? name in (IEnumerable<string?>?)Selection(attribute) ?? [])
        {
            IParameterSymbol? parameter = reading.Method.Parameters.FirstOrDefault(candidate => candidate.Name == name);
            string? reason = parameter switch
            {
                null => "it has no parameter '" + name + "'",
                { RefKind: RefKind.Out } => "parameter '" + name + "' is a result: what it held before the call does not matter",
                _ when parameter.Attribute(WellKnownNames.NoGradient) is not null => "parameter '" + name + "' is marked [NoGradient]",
                _ when !ActiveTypes.CanBeActive(parameter) && !ActiveTypes.IsUnsupported(parameter.Type) => "parameter '" + name + "' of type " + parameter.Type.ProseName() + " has no gradient",
                _ => null,
            };
            if (reason is not null)
            {
                reading.Refuse(RefusalIds.InvalidRequest, location, reading.Method.Name, reason);
            }
        }
    }

    private static void CheckFlags(Reading reading, AttributeData attribute, Location location)
    {
        int flags = FlagsOf(attribute);
        if (flags == 0)
        {
            reading.Refuse(RefusalIds.InvalidRequest, location, reading.Method.Name, "it asks for no derivative");
        }
        else if (flags >> Flags.Length != 0)
        {
            reading.Refuse(RefusalIds.InvalidRequest, location, reading.Method.Name, "it asks for a derivative that does not exist");
        }
        else if ((flags & ~(int)AllKinds) is not 0 and var missing)
        {
            IEnumerable<string> names = Flags.Where((_, bit) => (missing & (1 << bit)) != 0);
            reading.Refuse(RefusalIds.NotImplemented, location, string.Join(", ", names));
        }
    }

    private static int FlagsOf(AttributeData attribute) =>
        attribute.ConstructorArguments.Length > 0 && attribute.ConstructorArguments[0].Value is { } value
            ? Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture)
            : (int)DerivativeKinds.Gradient;

    /// <summary>What an attribute says by name.</summary>
    public static TypedConstant Argument(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value;
}
