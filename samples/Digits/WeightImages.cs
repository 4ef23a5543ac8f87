using System;
using System.Collections.Generic;
using System.Globalization;
using System.Numerics.Tensors;

namespace Digits;

/// <summary>
/// What softmax regression has learned: ten images, one per digit, each pixel coloured by the weight it has in
/// favour of that digit (blue) or against it (red).
/// </summary>
internal static class WeightImages
{
    private const int Cell = 9;
    private const int Image = Cell * DigitSet.Side;
    private const int Pitch = Image + 14;
    private const int Left = 24;
    private const int RowHeight = Image + 66;

    /// <summary>Writes the picture, one row of images per model.</summary>
    public static void Save(string path, IReadOnlyList<(string Name, SoftmaxRegression Model)> rows)
    {
        int width = (2 * Left) + (DigitSet.Classes * Pitch) - (Pitch - Image);
        SvgPicture picture = new(width, 62 + (rows.Count * RowHeight), "Learned weights, one image per digit");
        for (int i = 0; i < rows.Count; i++)
        {
            DrawRow(picture, 74 + (i * RowHeight), rows[i].Name, rows[i].Model.Weights);
        }

        picture.Save(path);
    }

    private static void DrawRow(SvgPicture picture, int top, string name, ReadOnlySpan<double> weights)
    {
        double largest = Math.Abs(TensorPrimitives.MaxMagnitude(weights));
        picture.Text(Left, top, string.Create(CultureInfo.InvariantCulture, $"{name} (red −{largest:F2}, white 0, blue +{largest:F2})"));
        for (int digit = 0; digit < DigitSet.Classes; digit++)
        {
            int x = Left + (digit * Pitch);
            picture.Text(x + (Image / 2.0), top + 26, digit.ToString(CultureInfo.InvariantCulture), "middle", weight: "bold");
            picture.Rectangle(x - 1, top + 33, Image + 2, Image + 2, "#bbb");
            for (int pixel = 0; pixel < DigitSet.Pixels; pixel++)
            {
                double weight = weights[(pixel * DigitSet.Classes) + digit];
                (int row, int column) = Math.DivRem(pixel, DigitSet.Side);
                picture.Rectangle(x + (column * Cell), top + 34 + (row * Cell), Cell, Cell, Colour(weight / largest));
            }
        }
    }

    // From white at 0 to red at -1 and blue at +1.
    private static string Colour(double share)
    {
        double strength = Math.Abs(share);
        (int red, int green, int blue) = share < 0 ? (178, 24, 43) : (33, 102, 172);
        return $"#{Mix(red):x2}{Mix(green):x2}{Mix(blue):x2}";

        int Mix(int full) => (int)Math.Round(255 + ((full - 255) * strength));
    }
}
