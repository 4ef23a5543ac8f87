using System;
using System.Collections.Generic;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>
/// What an <c>IEnumerable&lt;T&gt;</c> gives, item by item: a counted source, and what happens to each item. Nothing is
/// computed before the items are asked for, as LINQ has it.
/// </summary>
/// <param name="Count">How many items the source has.</param>
/// <param name="At">The source's item at an index; it may write statements.</param>
/// <param name="Steps">What happens to an item, in order.</param>
internal sealed record Sequence(Expression Count, Func<Expression, Expression> At, IReadOnlyList<SequenceStep> Steps)
{
    /// <summary>Whether the item at an index can be had by itself.</summary>
    public bool IsIndexed
    {
        get
        {
            foreach (SequenceStep step in Steps)
            {
                if (step.IsFilter)
                {
                    return false;
                }
            }

            return true;
        }
    }
}

/// <summary>A <c>Select</c>, or a <c>Where</c> if it filters.</summary>
internal sealed record SequenceStep(IOperation Operation, DelegateTarget Target, bool IsFilter);
