using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>A number for an object that is the same only as long as it is the same object, and that does not keep it alive.</summary>
internal sealed class Identity
{
    private static readonly ConditionalWeakTable<object, Identity> Known = new();
    private static long count;

    private readonly long number = Interlocked.Increment(ref count);

    /// <summary>The number of an object.</summary>
    public static string Of(object known) => Known.GetValue(known, _ => new Identity()).number.ToString(CultureInfo.InvariantCulture);
}
