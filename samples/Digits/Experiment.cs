using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace Digits;

/// <summary>A classifier, how long it is trained, and how that went.</summary>
internal sealed class Experiment(string name, IClassifier classifier, int passes)
{
    private readonly List<TrainingPoint> curve = [];
    private readonly Stopwatch learning = new();

    /// <summary>Name of the model.</summary>
    public string Name => name;

    /// <summary>The model.</summary>
    public IClassifier Classifier => classifier;

    /// <summary>Passes through the training set.</summary>
    public int Passes => passes;

    /// <summary>One point per pass.</summary>
    public IReadOnlyList<TrainingPoint> Curve => curve;

    /// <summary>Time spent on learning alone; testing is not counted.</summary>
    public TimeSpan LearningTime => learning.Elapsed;

    /// <summary>Trains the classifier.</summary>
    /// <param name="train">What it learns from.</param>
    /// <param name="test">What it has never seen.</param>
    /// <param name="passed">Called after each pass.</param>
    public void Run(DigitSet train, DigitSet test, Action<TrainingPoint> passed)
    {
        for (int pass = 1; pass <= passes; pass++)
        {
            learning.Start();
            double loss = classifier.Learn(train);
            learning.Stop();

            TrainingPoint point = new(pass, loss, ConfusionMatrix.Of(classifier, test).Accuracy);
            curve.Add(point);
            passed(point);
        }
    }
}
