using System;
using System.Collections.Generic;
using Spectre.Console;

namespace Digits;

/// <summary>Runs experiments and shows how they are doing.</summary>
internal static class LiveProgress
{
    /// <summary>Bars that move on a terminal; a few plain lines where the output goes to a file or a build log.</summary>
    public static void Run(IReadOnlyList<Experiment> experiments, DigitSet train, DigitSet test)
    {
        if (AnsiConsole.Profile.Capabilities is { Ansi: true, Interactive: true })
        {
            ShowBars(experiments, train, test);
        }
        else
        {
            PrintLines(experiments, train, test);
        }
    }

    private static void ShowBars(IReadOnlyList<Experiment> experiments, DigitSet train, DigitSet test) =>
        AnsiConsole.Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn { Width = 24 },
                new TrainingPointColumn())
            .Start(context =>
            {
                foreach (Experiment experiment in experiments)
                {
                    ProgressTask task = context.AddTask(experiment.Name, maxValue: experiment.Passes);
                    experiment.Run(train, test, point =>
                    {
                        task.State.Update<TrainingPoint>(TrainingPointColumn.Key, _ => point);
                        task.Value = point.Pass;
                    });
                }
            });

    private static void PrintLines(IReadOnlyList<Experiment> experiments, DigitSet train, DigitSet test)
    {
        foreach (Experiment experiment in experiments)
        {
            int stride = experiment.Passes / 5;
            experiment.Run(train, test, point =>
            {
                if (point.Pass % stride == 0)
                {
                    Console.WriteLine($"{experiment.Name,-24} {TrainingPointColumn.Describe(point)}");
                }
            });
        }

        Console.WriteLine();
    }
}
