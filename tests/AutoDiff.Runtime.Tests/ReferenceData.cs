using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace AutoDiff.Runtime.Tests;

/// <summary>Reads the values that another system computed.</summary>
internal static class ReferenceData
{
    public static JsonElement Json(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(PathOf(name)));
        return document.RootElement.Clone();
    }

    public static double[] Vector(JsonElement element) => [.. element.EnumerateArray().Select(item => item.GetDouble())];

    public static double[] Matrix(JsonElement element) => [.. element.EnumerateArray().SelectMany(Vector)];

    /// <summary>Pixels in [0, 1], shape [images, 64], and labels, of the first images.</summary>
    public static (double[] Pixels, int[] Labels) Digits(int images)
    {
        int[][] lines =
        [
            .. File.ReadLines(PathOf("digits.csv")).Take(images)
                .Select(line => line.Split(',').Select(item => int.Parse(item, CultureInfo.InvariantCulture)).ToArray()),
        ];
        return ([.. lines.SelectMany(line => line.Take(64).Select(pixel => pixel / 16.0))], [.. lines.Select(line => line[64])]);
    }

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Reference", name);
}
