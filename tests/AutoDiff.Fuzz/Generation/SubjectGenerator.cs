using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using AutoDiff.Fuzz.Checking;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Generation;

/// <summary>Makes a program from a seed.</summary>
internal static class SubjectGenerator
{
    public static Subject Generate(long seed, IReadOnlySet<string> wanted)
    {
        Random random = new(unchecked((int)(seed ^ (seed >> 32)) * 486187739));
        FeatureChoice choice = FeatureChoice.Of(random, wanted);
        ProgramParts parts = new();
        Symbol method = parts.Names.Fresh("F");
        Site site = new(random, choice, parts) { CanReturn = true, Budget = random.Next(4, 16) };
        ImmutableArray<Parameter> parameters = ParameterTable.Choose(site, choice);
        foreach (Parameter parameter in parameters)
        {
            site.Scope.Add(new(parameter.Symbol, parameter.Kind.Sort, IsAssignable: parameter.Kind.IsAssignable, parameter.Kind.IsWritable, parameter.Symbol)
            {
                IsReference = parameter.Kind.Argument.StartsWith("in ", StringComparison.Ordinal),
            });
        }

        List<Node> statements = [.. Enumerable.Range(0, random.Next(2, 8)).Select(_ => site.Statement())];
        statements.Add(Node.Of(Sort.Statement, $"return {Result(site, parameters)};", Traits.Simple));
        return new(seed, method, parameters, Node.Members(parts.Members), Node.Block(statements))
        {
            HasProducts = Capabilities.HasProducts && parameters.All(parameter => parameter.Kind.HasProducts) && random.Next(2) == 0,
        };
    }

    /// <summary>A value in which much of what the body computed takes part, so that little of the program is dead.</summary>
    private static Node Result(Site site, ImmutableArray<Parameter> parameters)
    {
        Node sum = site.Bounded();
        foreach (Variable number in site.Scope.Of(Sort.Number))
        {
            sum = Node.Of(Sort.Number, $"({sum} + {number.Symbol})");
        }

        foreach (Variable buffer in site.Scope.All(variable => variable.Sort.IsBuffer))
        {
            sum = Node.Of(Sort.Number, $"({sum} + {Site.Literal(0.3)} * {buffer.Symbol}[{site.Index(buffer)}])");
        }

        return sum;
    }
}
