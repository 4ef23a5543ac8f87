using System;

namespace Digits;

/// <summary>How often each digit was taken for which.</summary>
internal sealed class ConfusionMatrix
{
    private readonly int[,] counts = new int[DigitSet.Classes, DigitSet.Classes];

    private ConfusionMatrix()
    {
    }

    /// <summary>Number of images of a digit that got an answer.</summary>
    public int this[int digit, int answer] => counts[digit, answer];

    /// <summary>Share of right answers.</summary>
    public double Accuracy
    {
        get
        {
            int right = 0;
            int all = 0;
            for (int digit = 0; digit < DigitSet.Classes; digit++)
            {
                for (int answer = 0; answer < DigitSet.Classes; answer++)
                {
                    all += counts[digit, answer];
                    right += digit == answer ? counts[digit, answer] : 0;
                }
            }

            return (double)right / all;
        }
    }

    /// <summary>Asks a classifier about every image of a set.</summary>
    public static ConfusionMatrix Of(IClassifier classifier, DigitSet digits)
    {
        double[] scores = new double[digits.Count * DigitSet.Classes];
        classifier.Score(digits, scores);

        ConfusionMatrix matrix = new();
        for (int i = 0; i < digits.Count; i++)
        {
            int answer = IndexOfLargest(scores.AsSpan(i * DigitSet.Classes, DigitSet.Classes));
            matrix.counts[digits.Labels[i], answer]++;
        }

        return matrix;
    }

    private static int IndexOfLargest(ReadOnlySpan<double> values)
    {
        int largest = 0;
        for (int i = 1; i < values.Length; i++)
        {
            largest = values[i] > values[largest] ? i : largest;
        }

        return largest;
    }
}
