namespace Digits;

/// <summary>Where training stands after a pass through the training set.</summary>
/// <param name="Pass">Passes so far, from 1.</param>
/// <param name="Loss">The mean loss that was seen during the pass.</param>
/// <param name="TestAccuracy">Share of right answers on the test set after the pass.</param>
internal readonly record struct TrainingPoint(int Pass, double Loss, double TestAccuracy);
