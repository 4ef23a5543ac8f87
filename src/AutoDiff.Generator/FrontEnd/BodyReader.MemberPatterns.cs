using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>Patterns over the members of a structure and over the elements of a buffer.</content>
internal sealed partial class BodyReader
{
    /// <summary>What the members that a pattern names are members of.</summary>
    private Expression? matched;

    /// <summary><c>p is { X: > 0 }</c>, <c>p is (> 0, _)</c></summary>
    private Expression TestMembers(IRecursivePatternOperation pattern, Composite whole, Subject subject)
    {
        List<(IPatternOperation Pattern, Func<Subject> Read)> parts = [];
        for (int i = 0; i < pattern.DeconstructionSubpatterns.Length; i++)
        {
            int index = subject.Type is INamedTypeSymbol { IsTupleType: true } ? i
                : subject.Type is INamedTypeSymbol named && pattern.DeconstructSymbol is IMethodSymbol { IsStatic: false } method && reading.Helpers.BodyOf(method) is null ? AggregateReader.IndexOfParameter(named, method.Parameters[i].Name)
                : -1;
            if (Member(whole, index) is not { } member)
            {
                return Refuse(pattern, Fence.Pattern);
            }

            Subject stored = new(Simple(member, "value"), [], pattern.DeconstructionSubpatterns[i].InputType);
            parts.Add((pattern.DeconstructionSubpatterns[i], () => stored));
        }

        foreach (IPropertySubpatternOperation part in pattern.PropertySubpatterns)
        {
            int index = part.Member switch
            {
                IFieldReferenceOperation field => AggregateReader.IndexOf(field.Field),
                IPropertyReferenceOperation property => AggregateReader.IndexOf(property.Property),
                _ => -1,
            };
            if (CalledBy(part.Member) is { } getter && Changes(getter, []))
            {
                return Refuse(part, Fence.ChangingGetter);
            }

            Subject? stored = Member(whole, index) is { } member ? new Subject(Simple(member, "value"), [], part.Member.Type) : null;
            parts.Add((part.Pattern, () => stored ?? new Subject(MemberOf(whole, part.Member), [], part.Member.Type)));
        }

        if (pattern.DeclaredSymbol is { } symbol)
        {
            Bind(pattern, symbol, subject);
        }

        return parts.Aggregate((Expression)Formula.True, (test, part) => AndAlso(test, () => Test(part.Pattern, part.Read())));
    }

    /// <summary>A property that is computed from the members of what is matched.</summary>
    private Expression MemberOf(Expression whole, IOperation member)
    {
        Expression? outer = matched;
        matched = whole;
        try
        {
            return Simple(Read(member), "value");
        }
        finally
        {
            matched = outer;
        }
    }

    /// <summary><c>x is [> 0, .., var last]</c></summary>
    private Expression TestList(IListPatternOperation pattern, Expression view, ITypeSymbol? type)
    {
        int rest = pattern.Patterns.ToList().FindIndex(part => part is ISlicePatternOperation);
        if (pattern.DeclaredSymbol is not null || (rest >= 0 && ((ISlicePatternOperation)pattern.Patterns[rest]).Pattern is not (null or IDiscardPatternOperation)))
        {
            return Refuse(pattern, Fence.Pattern);
        }

        Expression elements = Simple(view, "view");
        int count = pattern.Patterns.Length - (rest >= 0 ? 1 : 0);
        Expression length = new Number(IrType.Int32, count);
        Expression test = new Binary(rest >= 0 ? BinaryOperator.GreaterOrEqual : BinaryOperator.Equal, LengthOf(elements), length);
        test = And(type is { IsReferenceType: true } ? NotNull(elements) : Formula.True, test);
        for (int i = 0; i < pattern.Patterns.Length; i++)
        {
            if (i != rest)
            {
                IPatternOperation part = pattern.Patterns[i];
                Expression index = rest >= 0 && i > rest ? LengthOf(elements) - new Number(IrType.Int32, pattern.Patterns.Length - i) : new Number(IrType.Int32, i);
                test = AndAlso(test, () => Test(part, new Subject(Simple(ElementOf(elements, index), "value"), [], part.InputType)));
            }
        }

        return test;
    }

    /// <summary>A test that is only made where the one before it holds.</summary>
    private Expression AndAlso(Expression test, Func<Expression> next)
    {
        if (test is Constant { Text: "true" })
        {
            return next();
        }

        (List<Statement> written, Expression tested) = Apart(next);
        return written.Count == 0 ? And(test, tested) : ShortCircuit(BinaryOperator.AndAlso, test, written, tested);
    }
}
