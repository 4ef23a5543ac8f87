using System;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Digits;

/// <summary>Shows pass, loss and accuracy at the end of a progress bar.</summary>
internal sealed class TrainingPointColumn : ProgressColumn
{
    /// <summary>Where the bar's task keeps its <see cref="TrainingPoint"/>.</summary>
    public const string Key = "point";

    /// <summary>One line of text, always of the same width.</summary>
    public static string Describe(TrainingPoint point) =>
        $"pass {point.Pass,3}   loss {point.Loss:F5}   test {point.TestAccuracy * 100,5:F1} %";

    /// <inheritdoc/>
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(Describe(task.State.Get<TrainingPoint>(Key)));
}
