using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Digits;

/// <summary>The loss of each experiment over its passes, both axes logarithmic.</summary>
internal static class LossChart
{
    private const int Width = 860;
    private const int Height = 520;
    private const int Left = 84;
    private const int Right = Width - 32;
    private const int Top = 92;
    private const int Bottom = Height - 62;

    // Okabe and Ito's colours, which colour-blind people can tell apart.
    private static readonly string[] Colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7"];

    /// <summary>Writes the picture.</summary>
    public static void Save(string path, IReadOnlyList<Experiment> experiments)
    {
        double[] losses = [.. experiments.SelectMany(experiment => experiment.Curve).Select(point => point.Loss)];
        LogAxis passes = new(1, experiments.Max(experiment => experiment.Passes), Left, Right);
        LogAxis loss = new(losses.Min(), losses.Max(), Bottom, Top);

        SvgPicture picture = new(Width, Height, "Learning to read digits");
        DrawGrid(picture, passes, loss);
        for (int i = 0; i < experiments.Count; i++)
        {
            string colour = Colours[i % Colours.Length];
            picture.Curve(experiments[i].Curve.Select(point => (passes[point.Pass], loss[point.Loss])), colour);

            double x = Left + (i * (Right - Left) / (double)experiments.Count);
            picture.Line(x, 66, x + 26, 66, colour, 3);
            picture.Text(x + 34, 70, experiments[i].Name);
        }

        picture.Save(path);
    }

    private static void DrawGrid(SvgPicture picture, LogAxis passes, LogAxis loss)
    {
        foreach (double tick in passes.Ticks)
        {
            picture.Line(passes[tick], Top, passes[tick], Bottom, "#e4e4e4");
            picture.Text(passes[tick], Bottom + 20, tick.ToString(CultureInfo.InvariantCulture), "middle");
        }

        foreach (double tick in loss.Ticks)
        {
            picture.Line(Left, loss[tick], Right, loss[tick], "#e4e4e4");
            picture.Text(Left - 10, loss[tick] + 4, tick.ToString("0.#######", CultureInfo.InvariantCulture), "end");
        }

        picture.Line(Left, Bottom, Right, Bottom, "#333");
        picture.Line(Left, Top, Left, Bottom, "#333");
        picture.Text((Left + Right) / 2.0, Height - 18, "passes through the training set", "middle");
        picture.Text(28, (Top + Bottom) / 2.0, "training loss", "middle", turned: true);
    }
}
