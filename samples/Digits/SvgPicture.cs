using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;

namespace Digits;

/// <summary>A picture that is written shape by shape, the origin at the upper left.</summary>
internal sealed class SvgPicture
{
    private readonly StringBuilder text = new();

    public SvgPicture(int width, int height, string title)
    {
        Write($"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" font-family="system-ui, 'DejaVu Sans', sans-serif" font-size="13">
            <title>{WebUtility.HtmlEncode(title)}</title>
            <rect width="{width}" height="{height}" fill="white"/>
            """);
        Text(24, 36, title, size: 19, weight: "bold");
    }

    /// <summary>A rectangle.</summary>
    public void Rectangle(double x, double y, double width, double height, string fill) =>
        Write($"""<rect x="{x:0.##}" y="{y:0.##}" width="{width:0.##}" height="{height:0.##}" fill="{fill}" shape-rendering="crispEdges"/>""");

    /// <summary>A straight line.</summary>
    public void Line(double x1, double y1, double x2, double y2, string colour, double width = 1) =>
        Write($"""<line x1="{x1:0.##}" y1="{y1:0.##}" x2="{x2:0.##}" y2="{y2:0.##}" stroke="{colour}" stroke-width="{width}"/>""");

    /// <summary>A line through many points.</summary>
    public void Curve(IEnumerable<(double X, double Y)> points, string colour)
    {
        string path = string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.##},{point.Y:0.##}")));
        Write($"""<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5" stroke-linejoin="round"/>""");
    }

    /// <summary>Text on a base line.</summary>
    /// <param name="x">Where the anchor is.</param>
    /// <param name="y">The base line.</param>
    /// <param name="content">The text.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    /// <param name="size">Height in pixels.</param>
    /// <param name="weight"><c>normal</c> or <c>bold</c>.</param>
    /// <param name="turned">Whether it reads upwards.</param>
    public void Text(
        double x, double y, string content, string anchor = "start", int size = 13, string weight = "normal", bool turned = false)
    {
        string turn = turned ? string.Create(CultureInfo.InvariantCulture, $" transform=\"rotate(-90 {x:0.##} {y:0.##})\"") : "";
        Write($"""<text x="{x:0.##}" y="{y:0.##}" text-anchor="{anchor}" font-size="{size}" font-weight="{weight}" fill="#333"{turn}>{WebUtility.HtmlEncode(content)}</text>""");
    }

    /// <summary>Writes the file.</summary>
    public void Save(string path) => File.WriteAllText(path, text + "</svg>\n");

    // SVG wants decimal points whatever the user's language.
    private void Write(FormattableString shape) => text.Append(FormattableString.Invariant(shape)).Append('\n');
}
