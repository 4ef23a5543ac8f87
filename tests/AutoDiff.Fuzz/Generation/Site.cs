using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Generation;

/// <summary>The place in a method where code is generated: what is in scope, how deep it is, what may be written there.</summary>
/// <param name="random">The only source of chance.</param>
/// <param name="choice">What this program may use.</param>
/// <param name="parts">Of the whole program; calls add to its members.</param>
internal sealed partial class Site(Random random, FeatureChoice choice, ProgramParts parts)
{
    private const int DeepestExpression = 4;
    private const int DeepestBlock = 3;

    private int expressionDepth;
    private int blockDepth;

    public Random Random => random;

    public Scope Scope { get; } = new();

    public ProgramParts Parts => parts;

    /// <summary>Statements that may still be written.</summary>
    public int Budget { get; set; } = 14;

    /// <summary>How many loops surround this place.</summary>
    public int Loops { get; set; }

    /// <summary>Where <c>goto</c> may go from here, and for a label that stands before it, what keeps it from going there forever.</summary>
    public ImmutableList<(Symbol Label, Symbol? Count)> Labels { get; set; } = [];

    /// <summary>Whether <c>return</c> with a number may stand here.</summary>
    public bool CanReturn { get; set; }

    /// <summary>Whether this is inside a lambda, which may not use spans and references of the method around it.</summary>
    public bool IsClosure { get; set; }

    /// <summary>Whether functions that the method has in variables stay uncalled here: they could call one another without end.</summary>
    public bool IsOwnCallFree { get; set; }

    /// <summary>How many methods surround this one, so that helpers of helpers come to an end.</summary>
    public int CallDepth { get; init; }

    public bool Chance(double probability) => random.NextDouble() < probability;

    public T Pick<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];

    public string Pick(params string[] texts) => texts[random.Next(texts.Length)];

    public int Between(int low, int high) => random.Next(low, high + 1);

    public Symbol Fresh(string name) => parts.Names.Fresh(name);

    /// <summary>A number.</summary>
    public Node Number() => Grow(Sort.Number);

    /// <summary>A number without operators.</summary>
    public Node Atom() => Shallow(Sort.Number);

    public Node Integer() => Shallow(Sort.Integer);

    public Node Boolean() => Grow(Sort.Boolean);

    /// <summary>A place in the body of another method of the same program.</summary>
    public Site Elsewhere() => new(random, choice, parts) { CallDepth = CallDepth + 1, Budget = 4 };

    /// <summary>The rows that may be used here, tried by weight until one fits.</summary>
    public Node Grow(Sort sort)
    {
        bool isLeaf = expressionDepth >= DeepestExpression;
        expressionDepth++;
        try
        {
            for (int attempt = 0; attempt < 100; attempt++)
            {
                Feature row = choice.Pick(random, sort, isLeaf);
                if (row.Grow(this) is { } node)
                {
                    return node.By(row.Name);
                }
            }

            throw new InvalidOperationException($"Nothing makes a {sort.Name} here.");
        }
        finally
        {
            expressionDepth--;
        }
    }

    private Node Shallow(Sort sort)
    {
        int depth = expressionDepth;
        expressionDepth = DeepestExpression;
        try
        {
            return Grow(sort);
        }
        finally
        {
            expressionDepth = depth;
        }
    }

    /// <summary>A statement. Compound ones give way to simple ones where nesting or the budget ends.</summary>
    public Node Statement()
    {
        int depth = expressionDepth;
        expressionDepth = 0;
        try
        {
            Budget--;
            for (int attempt = 0; attempt < 100; attempt++)
            {
                Feature row = choice.Pick(random, Sort.Statement, blockDepth >= DeepestBlock || Budget < 0);
                if (row.Grow(this) is { } node)
                {
                    return node.By(row.Name);
                }
            }

            throw new InvalidOperationException("No statement fits here.");
        }
        finally
        {
            expressionDepth = depth;
        }
    }

    /// <summary>Between one and <paramref name="most"/> statements in braces.</summary>
    public Node Block(int most = 3)
    {
        using Scope.Level level = Scope.Open();
        blockDepth++;
        try
        {
            int count = Between(1, most);
            return Node.Block([.. Enumerable.Range(0, count).Select(_ => Statement())]);
        }
        finally
        {
            blockDepth--;
        }
    }

    /// <summary>A block from which <c>goto</c> may go to a label.</summary>
    public Node BlockBefore(Symbol label, Symbol? count = null, int most = 3)
    {
        ImmutableList<(Symbol Label, Symbol? Count)> outer = Labels;
        Labels = outer.Add((label, count));
        try
        {
            return Block(most);
        }
        finally
        {
            Labels = outer;
        }
    }

    /// <summary>The body of a loop.</summary>
    public Node LoopBody(int most = 3)
    {
        Loops++;
        try
        {
            return Block(most);
        }
        finally
        {
            Loops--;
        }
    }
}
