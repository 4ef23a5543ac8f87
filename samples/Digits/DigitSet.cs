using System;
using System.Globalization;
using System.IO;

namespace Digits;

/// <summary>Images of handwritten digits and what they show.</summary>
internal sealed class DigitSet
{
    /// <summary>Width and height of an image.</summary>
    public const int Side = 8;

    /// <summary>Pixels of an image.</summary>
    public const int Pixels = Side * Side;

    /// <summary>The digits 0 to 9.</summary>
    public const int Classes = 10;

    private readonly double[] images;
    private readonly int[] labels;

    private DigitSet(double[] images, int[] labels)
    {
        this.images = images;
        this.labels = labels;
    }

    /// <summary>Number of images.</summary>
    public int Count => labels.Length;

    /// <summary>Shape [<see cref="Count"/>, <see cref="Pixels"/>], each pixel between 0 (white) and 1 (black).</summary>
    public ReadOnlySpan<double> Images => images;

    /// <summary>Shape [<see cref="Count"/>], each between 0 and 9.</summary>
    public ReadOnlySpan<int> Labels => labels;

    /// <summary>Reads the file that stands beside the program.</summary>
    public static DigitSet Load()
    {
        string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "data", "digits.csv"));
        double[] images = new double[lines.Length * Pixels];
        int[] labels = new int[lines.Length];
        for (int i = 0; i < lines.Length; i++)
        {
            string[] fields = lines[i].Split(',');
            labels[i] = int.Parse(fields[Pixels], CultureInfo.InvariantCulture);
            for (int j = 0; j < Pixels; j++)
            {
                // The file counts black dots, 0 to 16 in each pixel.
                images[(i * Pixels) + j] = int.Parse(fields[j], CultureInfo.InvariantCulture) / 16.0;
            }
        }

        return new DigitSet(images, labels);
    }

    /// <summary>Cuts the set in two.</summary>
    public (DigitSet Head, DigitSet Tail) Split(int count) => (
        new DigitSet(images[..(count * Pixels)], labels[..count]),
        new DigitSet(images[(count * Pixels)..], labels[count..]));
}
