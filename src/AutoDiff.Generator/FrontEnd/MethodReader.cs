using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>An annotated method => <see cref="DifferentiableMethod"/>, or why it cannot be one.</summary>
internal static class MethodReader
{
    /// <summary>Reads a method. <paramref name="model"/> is that of the tree where the method's body stands.</summary>
    public static ReadResult Read(IMethodSymbol method, SemanticModel model, CancellationToken cancellation)
    {
        using IDisposable scope = Support.Cancellation.By(cancellation);
        ReadResult plain = Read(method, model, CreatedClasses.None, cancellation);
        ReadResult result = plain;
        ImmutableHashSet<ISymbol> created = plain.Created;
        ImmutableDictionary<ISymbol, Location> unfollowed = plain.Unfollowed;
        for (ImmutableHashSet<ISymbol> takenApart = CreatedClasses.None; !plain.HasCompileErrors && !created.Except(unfollowed.Keys).SetEquals(takenApart);)
        {
            takenApart = created.Except(unfollowed.Keys);
            result = Read(method, model, takenApart, cancellation);
            created = created.Union(result.Created);
            unfollowed = unfollowed.SetItems(result.Unfollowed);
        }

        ImmutableArray<SyntaxNode> bodies = result.Bodies.AddRange(plain.Bodies);
        bool isRepeatable = plain.IsRepeatable && result.IsRepeatable;
        if (result.Method is not { } taken)
        {
            // Where objects cannot be taken apart, they are what all others are. Where that helps nothing either, what is wrong besides counts.
            ReadResult refused = plain.Method is not null ? plain : result;
            return refused with { Refusals = [.. Fence.Explained(refused.Refusals, unfollowed.Values)], Bodies = bodies, IsRepeatable = isRepeatable };
        }

        return ReferenceEquals(result, plain) || plain.Method is not { } constant ? result with { Bodies = bodies, IsRepeatable = isRepeatable } : result with
        {
            Method = taken with { Otherwise = constant, Accessors = taken.Accessors.Concat(constant.Accessors).Distinct().ToEquatableArray() },
            Otherwise = plain,
            Bodies = bodies,
            IsRepeatable = isRepeatable,
        };
    }

    private static ReadResult Read(IMethodSymbol method, SemanticModel model, ImmutableHashSet<ISymbol> takenApart, CancellationToken cancellation)
    {
        ReadResult result = Read(method, model, takenApart, ownsArrays: false, cancellation);
        if (!result.MayOwnArrays || !MixesStructs(result))
        {
            return result;
        }

        ReadResult other = Read(method, model, takenApart, ownsArrays: true, cancellation);
        ReadResult chosen = other.Method is null || MixesStructs(other) ? result : other;
        return chosen with
        {
            Bodies = result.Bodies.AddRange(other.Bodies),
            IsRepeatable = result.IsRepeatable && other.IsRepeatable,
            Created = result.Created.Union(other.Created),
        };
    }

    private static bool MixesStructs(ReadResult result) =>
        result.Refusals.Any(refusal => IsMixed(refusal.Arguments)) || result.Method?.Helpers.Any(helper => helper.Refusals.Any(refusal => IsMixed(refusal.Arguments))) == true;

    private static bool IsMixed(EquatableArray<string> arguments) => arguments.Count > 0 && arguments[0] == Fence.MixedStructs.Construct;

    private static ReadResult Read(IMethodSymbol method, SemanticModel model, ImmutableHashSet<ISymbol> takenApart, bool ownsArrays, CancellationToken cancellation)
    {
        using IDisposable scope = CreatedClasses.TakenApart(takenApart);
        SyntaxNode declaration = DeclarationOf(method, model.SyntaxTree, cancellation);
        Reading reading = new(method, declaration, model, cancellation) { OwnsArrays = ownsArrays };
        reading.Reads(declaration);
        DifferentiableMethod? read = null;
        bool isRepeatable = true;
        try
        {
            read = Read(reading);
        }
        catch (InsufficientExecutionStackException)
        {
            Fence.Refuse(reading, declaration, Fence.TooDeep);
            isRepeatable = false;
        }

        bool isRefused = reading.Refusals.Count > 0 || reading.HasCompileErrors || reading.Unfollowed.Count > 0;
        return new ReadResult(isRefused ? null : read, [.. reading.Refusals], [.. reading.Sites], reading.HasCompileErrors)
        {
            Bodies = [.. reading.Bodies],
            IsRepeatable = isRepeatable,
            Created = CreatedClasses.In(reading),
            MayOwnArrays = reading.MayOwnArrays,
            Unfollowed = reading.Unfollowed.ToImmutableDictionary<ISymbol, Location>(SymbolEqualityComparer.Default),
        };
    }

    private static DifferentiableMethod? Read(Reading reading)
    {
        IMethodSymbol method = reading.Method;
        if (!ShapeReader.Check(reading) || reading.Declaration is not MethodDeclarationSyntax declaration)
        {
            return null;
        }

        Dictionary<ISymbol, Variable> variables = new(SymbolEqualityComparer.Default);
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            variables.Add(parameter, reading.NewVariable(parameter.Name, TypeReader.OfParameter(parameter.Type)));
            reading.Site(parameter.Locations.FirstOrDefault() ?? declaration.Identifier.GetLocation());
        }

        reading.Receiver = ReceiverReader.Read(reading);
        EquatableArray<Request> requests = RequestReader.Read(reading, variables);
        CollisionReader.Check(reading, requests);
        if (OwnRules.Read(reading, variables) is { } ruled)
        {
            return Read(reading, declaration, variables, requests, new Function(method.Name, [], TypeReader.Read(method.ReturnType), ruled));
        }

        SyntaxNode body = (SyntaxNode?)declaration.Body ?? declaration.ExpressionBody!;
        Fence.Patrol(reading, body);
        if (reading.Model.GetOperation(body, reading.Cancellation) is not { } operation)
        {
            reading.HasCompileErrors = true;
            return null;
        }

        Function computed = BodyReader.Read(reading, variables, operation, hasCotangent: requests.Any(request => request.Kinds.Contains(DerivativeKind.Vjp)));
        return Read(reading, declaration, variables, requests, computed with { Body = ForeignBuffers.Check(reading, SelfReading.Spell(computed.Body)) });
    }

    private static DifferentiableMethod Read(
        Reading reading,
        MethodDeclarationSyntax declaration,
        Dictionary<ISymbol, Variable> variables,
        EquatableArray<Request> requests,
        Function computed)
    {
        IMethodSymbol method = reading.Method;
        IEnumerable<Parameter> receiver = reading.Receiver is { } self ? [new Parameter(self, requests.Any(request => request.Active.Contains(self)), ParameterPassing.This)] : [];
        reading.HasCompileErrors |= declaration.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            || HelperReader.EndsWithoutValue(computed.ReturnType, computed.Body, (SyntaxNode?)declaration.Body ?? declaration, reading.Model);
        Function primal = computed with
        {
            Parameters = receiver.Concat(method.Parameters.Select(parameter => Parameter(parameter, variables[parameter], requests))).ToEquatableArray(),
        };
        EquatableArray<Helper> helpers = reading.Helpers.ReadAll();
        return new DifferentiableMethod(PlacementReader.Read(method, declaration, reading.Model.Compilation), primal, requests) { Helpers = helpers, Accessors = reading.Accessors.Distinct().OrderBy(accessor => accessor.HintName + accessor.Name, StringComparer.Ordinal).ToEquatableArray() };
    }

    private static Parameter Parameter(IParameterSymbol symbol, Variable variable, EquatableArray<Request> requests) => new(
        variable,
        requests.Any(request => request.Active.Contains(variable)),
        symbol.RefKind switch
        {
            RefKind.In => ParameterPassing.In,
            RefKind.Ref => ParameterPassing.Ref,
            RefKind.Out => ParameterPassing.Out,
            _ => ParameterPassing.Value,
        })
    {
        IsNullable = symbol.Type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated },
    };

    /// <summary>The declaration in the given tree; of a partial method the part with the body.</summary>
    public static SyntaxNode DeclarationOf(IMethodSymbol method, SyntaxTree tree, CancellationToken cancellation)
    {
        ImmutableArray<SyntaxReference> references = method.DeclaringSyntaxReferences;
        SyntaxReference reference = references.FirstOrDefault(candidate => candidate.SyntaxTree == tree) ?? references[0];
        return reference.GetSyntax(cancellation);
    }
}
