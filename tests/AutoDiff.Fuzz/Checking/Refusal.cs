using System.Globalization;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Fuzz.Checking;

/// <summary>A located refusal.</summary>
/// <param name="Id">Of the diagnostic.</param>
/// <param name="Reason">The words that name the construct.</param>
internal sealed record Refusal(string Id, string Reason)
{
    public static Refusal Of(Diagnostic diagnostic)
    {
        string message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        int end = message.IndexOf(':', System.StringComparison.Ordinal);
        return new(diagnostic.Id, end < 0 ? message : message[..end]);
    }
}
