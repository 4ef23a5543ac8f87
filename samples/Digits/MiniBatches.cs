using System;

namespace Digits;

/// <summary>Deals a set out in small batches, in a different order each time.</summary>
internal sealed class MiniBatches
{
    private readonly DigitSet digits;
    private readonly Random random;
    private readonly int size;
    private readonly int[] order;
    private readonly double[] images;
    private readonly int[] labels;
    private int next;
    private int count;

    public MiniBatches(DigitSet digits, int size, Random random)
    {
        this.digits = digits;
        this.size = size;
        this.random = random;
        images = new double[size * DigitSet.Pixels];
        labels = new int[size];
        order = new int[digits.Count];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }
    }

    /// <summary>The batch's images, shape [batch, pixels]; valid until <see cref="MoveNext"/>.</summary>
    public ReadOnlySpan<double> Images => images.AsSpan(0, count * DigitSet.Pixels);

    /// <summary>The batch's labels, shape [batch]; the last batch may be smaller than the others.</summary>
    public ReadOnlySpan<int> Labels => labels.AsSpan(0, count);

    /// <summary>Begins again in another order.</summary>
    public void Shuffle()
    {
        random.Shuffle(order);
        next = 0;
    }

    /// <summary>Fetches the next batch.</summary>
    /// <returns>Whether there was one.</returns>
    public bool MoveNext()
    {
        count = Math.Min(size, order.Length - next);
        for (int i = 0; i < count; i++)
        {
            int image = order[next + i];
            digits.Images.Slice(image * DigitSet.Pixels, DigitSet.Pixels).CopyTo(images.AsSpan(i * DigitSet.Pixels));
            labels[i] = digits.Labels[image];
        }

        next += count;
        return count > 0;
    }
}
