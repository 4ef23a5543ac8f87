using System.Collections.Generic;

namespace AutoDiff.Generator.Ir;

/// <summary>
/// <c>left op right</c>. Chains of them lean to the left and may be ten thousand terms long, so nothing here recurses into
/// the left operand: the type and the hash code are computed once, and equality compares hash codes first.
/// </summary>
internal sealed record Binary(BinaryOperator Operator, Expression Left, Expression Right) : Expression
{
    private IrType? type;
    private int? hash;

    // What is known of the original does not hold for a copy with other operands.
    private Binary(Binary original)
        : base(original) => (Operator, Left, Right, Overflow) = (original.Operator, original.Left, original.Right, original.Overflow);

    public Overflow Overflow { get; init; }

    public override IrType Type => type ??= IsCondition ? IrType.Bool : TypeOfChain();

    private bool IsCondition => Operator >= BinaryOperator.AndAlso;

    public bool Equals(Binary? other)
    {
        Expression left = this;
        Expression? right = other;
        while (!ReferenceEquals(left, right))
        {
            if (left is not Binary link)
            {
                return left.Equals(right);
            }

            if (right is not Binary match || link.Operator != match.Operator || link.Overflow != match.Overflow || link.GetHashCode() != match.GetHashCode() || !link.Right.Equals(match.Right))
            {
                return false;
            }

            (left, right) = (link.Left, match.Left);
        }

        return true;
    }

    public override int GetHashCode()
    {
        if (hash is { } known)
        {
            return known;
        }

        Stack<Binary> unknown = new();
        Expression first = this;
        while (first is Binary { hash: null } link)
        {
            unknown.Push(link);
            first = link.Left;
        }

        int result = first.GetHashCode();
        foreach (Binary link in unknown)
        {
            result = unchecked((((result * 31) + link.Right.GetHashCode()) * 31) + (int)link.Operator);
            link.hash = result;
        }

        return result;
    }

    // Arithmetic has the type of its left operand, and so have all links on the way there.
    private IrType TypeOfChain()
    {
        Expression first = Left;
        while (first is Binary { type: null, IsCondition: false } link)
        {
            first = link.Left;
        }

        IrType found = first.Type;
        for (Expression inner = Left; !ReferenceEquals(inner, first); inner = ((Binary)inner).Left)
        {
            ((Binary)inner).type = found;
        }

        return found;
    }
}
