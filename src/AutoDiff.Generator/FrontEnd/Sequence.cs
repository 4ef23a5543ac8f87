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
    /// <summary>Whether the source is an array or a list: there LINQ looks for the last item from the end.</summary>
    public bool IsStored { get; init; }

    /// <summary>Whether the items were sorted: there LINQ looks for a single item in what is not sorted yet.</summary>
    public bool IsSorted { get; init; }

    /// <summary>Whether <see cref="At"/> runs code that has effects.</summary>
    public bool HasEffects { get; init; }

    /// <summary>Whether code may run on the items in another order than it does in LINQ, or on others.</summary>
    public bool IsRearranged { get; init; }

    /// <summary>Whether all filters stand before all that is computed: LINQ then runs them as one.</summary>
    public bool AreFiltersFirst
    {
        get
        {
            bool isComputed = false;
            foreach (SequenceStep step in Steps)
            {
                if ((step.IsFilter && isComputed) || step.Kind is SequenceStepKind.TakeWhile or SequenceStepKind.SkipWhile)
                {
                    return false;
                }

                isComputed |= !step.IsFilter;
            }

            return true;
        }
    }

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

/// <summary>What happens to an item.</summary>
internal sealed record SequenceStep(IOperation Operation, DelegateTarget Target, SequenceStepKind Kind)
{
    /// <summary>Whether it may leave the item out.</summary>
    public bool IsFilter => Kind != SequenceStepKind.Select;
}
