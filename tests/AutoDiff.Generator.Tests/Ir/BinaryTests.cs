using System;
using System.Linq;
using System.Threading;
using AutoDiff.Generator.Ir;
using Xunit;

namespace AutoDiff.Generator.Tests.Ir;

/// <summary>Chains of operators as long as generated code has them, on a stack as small as a host may give.</summary>
public class BinaryTests
{
    private const int Terms = 100_000;

    private static readonly Variable X = new("x", IrType.Double, 0);

    [Fact]
    public void LongChain_HasTypeHashAndEqualityOnASmallStack() => OnSmallStack(() =>
    {
        Expression left = Sum(Terms, last: 1);
        Expression right = Sum(Terms, last: 1);
        Assert.Equal(IrType.Double, left.Type);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
        Assert.True(left.Equals(right));
        Assert.False(left.Equals(Sum(Terms, last: 2)));
        Assert.False(left.Equals(Sum(Terms - 1, last: 1)));
    });

    [Fact]
    public void LongChain_IsGroupedInLinearTime()
    {
        // Without cached hash codes this takes a billion steps.
        Expression sum = Sum(Terms, last: 1);
        int groups = sum.SelfAndDescendants().GroupBy(node => node).Count();

        // Every link, every number and x.
        Assert.Equal((2 * Terms) + 2, groups);
    }

    [Fact]
    public void Copy_KnowsNothingOfItsOriginal()
    {
        Binary original = new(BinaryOperator.Add, new Read(X), new Read(X));
        int hash = original.GetHashCode();
        Assert.Equal(IrType.Double, original.Type);
        Binary single = original with { Left = new Number(IrType.Single, 1), Right = new Number(IrType.Single, 1) };
        Assert.Equal(IrType.Single, single.Type);
        Assert.NotEqual(hash, single.GetHashCode());
        Assert.Equal(IrType.Bool, (original with { Operator = BinaryOperator.Less }).Type);
    }

    [Theory]
    [InlineData(true, 1, 2, true)]
    [InlineData(false, 1, 2, false)]
    [InlineData(true, 3, 2, false)]
    [InlineData(true, 1, 3, false)]
    public void Equality_LooksAtEveryPart(bool isSum, double left, double right, bool areEqual)
    {
        Binary first = new(BinaryOperator.Add, new Number(IrType.Double, 1), new Number(IrType.Double, 2));
        Binary second = new(isSum ? BinaryOperator.Add : BinaryOperator.Subtract, new Number(IrType.Double, left), new Number(IrType.Double, right));
        Assert.Equal(areEqual, first.Equals(second));
        Assert.Equal(areEqual, first == second);
        Assert.False(first.Equals((Expression)new Read(X)));
    }

    private static Expression Sum(int terms, double last) => Enumerable.Range(0, terms)
        .Select(i => (Expression)new Number(IrType.Double, i))
        .Aggregate((Expression)new Read(X), (sum, term) => sum + term) + last;

    private static void OnSmallStack(Action test)
    {
        Exception? thrown = null;
        Thread thread = new(
            () =>
            {
                try
                {
                    test();
                }
                catch (Exception exception) when (exception is not OutOfMemoryException)
                {
                    thrown = exception;
                }
            },
            128 * 1024);
        thread.Start();
        thread.Join();
        Assert.Null(thrown);
    }
}
