namespace AutoDiff.Generator.Emit;

/// <summary>Text inside documentation comments.</summary>
internal static class Xml
{
    /// <summary><c>i &lt; n => i &amp;lt; n</c>, on one line.</summary>
    public static string Escape(string text) =>
        QuoteEmitter.OneLine(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    public static string ParameterReference(string name) => $"<paramref name=\"{name}\"/>";

    /// <summary><c>a</c>, <c>a and b</c>, <c>a, b and c</c>.</summary>
    public static string List(string[] items) => items.Length switch
    {
        0 => "",
        1 => items[0],
        _ => string.Join(", ", items, 0, items.Length - 1) + " and " + items[items.Length - 1],
    };
}
