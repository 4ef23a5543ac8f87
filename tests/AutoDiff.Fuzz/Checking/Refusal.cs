using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Fuzz.Checking;

/// <summary>A located refusal.</summary>
/// <param name="Id">Of the diagnostic.</param>
/// <param name="Reason">The words that name the construct.</param>
internal sealed partial record Refusal(string Id, string Reason)
{
    /// <summary>Of whatever features a program is: README says that a method that calls itself cannot keep a view that it chose.</summary>
    public bool IsDocumented => Id == "DIFF0003" && Reason.Contains("it is recursive, and keeps a view that it chose", System.StringComparison.Ordinal);

    public static Refusal Of(Diagnostic diagnostic)
    {
        string message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        int end = message.IndexOf(':', System.StringComparison.Ordinal);
        return new(diagnostic.Id, Names().Replace(end < 0 ? message : message[..end], "'…'"));
    }

    /// <summary>What the program's own names and expressions say of a refusal is of no use in a table.</summary>
    [GeneratedRegex(@"'(?!System\.\w+\.?\w*\.\w+').*?'")]
    private static partial Regex Names();
}
