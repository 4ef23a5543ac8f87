using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Analysis;

/// <summary>
/// Structures that a derivative would have to put together from their numbers, and whose constructor would do something to
/// these: <c>Unit(double x, double y)</c> that stores <c>x / norm</c> would divide once more.
/// </summary>
internal static class Wholes
{
    /// <summary>Refuses what cannot be put together where it is needed whole.</summary>
    public static IEnumerable<Refusal> Check(DerivativeMember member) => member.Locals.Append(member.Function)
        .SelectMany(function => function.Body.SelfAndDescendants())
        .SelectMany(statement => Needed(statement).Select(type => new Refusal(
            RefusalIds.UnsupportedConstruct,
            statement.Origin?.Ordinal ?? -1,
            ["A value of type '" + type.Name.Replace("global::", "") + "' that is needed whole", "it cannot be put together from its numbers", "give the type members that can be set, or a constructor that stores its arguments and does nothing else"])));

    private static IEnumerable<IrType> Needed(Statement statement)
    {
        foreach (Composite composite in statement.Expressions().SelectMany(expression => expression.SelfAndDescendants()).OfType<Composite>().Where(composite => !composite.AggregateType.IsComposable))
        {
            yield return composite.AggregateType;
        }

        Expression? target = statement switch
        {
            Assign assign => assign.Target,
            Accumulate accumulate => accumulate.Target,
            _ => null,
        };
        if (target is Element { Path.Length: > 0 } element && !CanBeWritten(element.View.Type.Element!, element.Path))
        {
            yield return element.View.Type.Element!;
        }
    }

    private static bool CanBeWritten(IrType type, string path)
    {
        foreach (string name in path.Split(['.'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (type.Members.FirstOrDefault(member => member.Name == name) is not { } member || (member.Access == MemberAccess.None && type.Composition != Composition.Constructor))
            {
                return false;
            }

            type = member.Type;
        }

        return true;
    }
}
