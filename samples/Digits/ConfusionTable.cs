using System.Globalization;
using System.Linq;
using Spectre.Console;

namespace Digits;

/// <summary>A confusion matrix on the screen: right answers green, wrong ones red, zeros left out.</summary>
internal static class ConfusionTable
{
    /// <summary>Prints the table.</summary>
    public static void Print(string title, ConfusionMatrix matrix)
    {
        Table table = new() { Border = TableBorder.Rounded, Title = new TableTitle(title) };
        table.AddColumn("digit");
        for (int answer = 0; answer < DigitSet.Classes; answer++)
        {
            table.AddColumn(new TableColumn(Number(answer)).RightAligned());
        }

        for (int digit = 0; digit < DigitSet.Classes; digit++)
        {
            table.AddRow([Number(digit), .. Enumerable.Range(0, DigitSet.Classes).Select(answer => Cell(matrix, digit, answer))]);
        }

        AnsiConsole.Write(table);
    }

    private static string Cell(ConfusionMatrix matrix, int digit, int answer) => matrix[digit, answer] switch
    {
        0 => "[grey]·[/]",
        int count when digit == answer => $"[green]{Number(count)}[/]",
        int count => $"[red]{Number(count)}[/]",
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
