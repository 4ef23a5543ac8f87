using System.Collections.Generic;
using System.Globalization;
using Spectre.Console;

namespace Digits;

/// <summary>One line per experiment: what it cost and what it reached.</summary>
internal static class FinalTable
{
    /// <summary>Prints the table.</summary>
    public static void Print(IReadOnlyList<Experiment> experiments, DigitSet train, DigitSet test)
    {
        Table table = new Table { Border = TableBorder.Rounded }
            .AddColumn("Model")
            .AddColumn(new TableColumn("Passes").RightAligned())
            .AddColumn(new TableColumn("Loss").RightAligned())
            .AddColumn(new TableColumn("Train").RightAligned())
            .AddColumn(new TableColumn("[bold]Test[/]").RightAligned())
            .AddColumn(new TableColumn("Learning").RightAligned());
        foreach (Experiment experiment in experiments)
        {
            table.AddRow(
                experiment.Name,
                experiment.Passes.ToString(CultureInfo.InvariantCulture),
                experiment.Classifier.Loss(train).ToString("F6", CultureInfo.InvariantCulture),
                Percent(experiment.Classifier, train),
                $"[bold]{Percent(experiment.Classifier, test)}[/]",
                string.Create(CultureInfo.InvariantCulture, $"{experiment.LearningTime.TotalSeconds:F2} s"));
        }

        AnsiConsole.Write(table);
    }

    private static string Percent(IClassifier classifier, DigitSet digits) =>
        string.Create(CultureInfo.InvariantCulture, $"{ConfusionMatrix.Of(classifier, digits).Accuracy * 100:F1} %");
}
