using System;

namespace Digits;

/// <summary>Something that learns to tell digits apart.</summary>
internal interface IClassifier
{
    /// <summary>Goes through the training set once.</summary>
    /// <returns>The mean loss that was seen on the way, before each step.</returns>
    double Learn(DigitSet train);

    /// <summary>The mean loss on a set.</summary>
    double Loss(DigitSet digits);

    /// <summary>Scores every digit for every image; the largest score of a row is the answer.</summary>
    /// <param name="digits">The images.</param>
    /// <param name="scores">Overwritten, shape [count, classes].</param>
    void Score(DigitSet digits, Span<double> scores);
}
