using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Tests.Harness;
using AutoDiff.Generator.Transforms;
using Xunit;

namespace AutoDiff.Generator.Tests.Differentiation;

/// <summary>Where the loop that accumulates into <c>s</c> records.</summary>
public class RecordStorageTests
{
    [Theory]
    [InlineData("for (int i = 0; i < p.Length; i++) { s += p[i]; }", "p.Length", "i")]
    [InlineData("for (int i = p.Length - 1; i >= 0; i--) { s += p[i]; }", "p.Length", "p.Length - 1 - i")]
    [InlineData("for (int i = 1; i < p.Length; i++) { s += p[i]; }", "Math.Max(p.Length - 1, 0)", "i - 1")]
    [InlineData("for (int i = 0; i < n; i++) { s += p[i]; }", "Math.Max(n, 0)", "i")]
    [InlineData("for (int i = 0; i < n; i += 2) { s += p[i]; }", "Math.Max((n + 1) / 2, 0)", "i / 2")]
    [InlineData("for (int j = 0; j < 3; j++) { for (int i = 0; i < p.Length; i++) { s += p[i]; } }", "3 * p.Length", "j * p.Length + i")]
    public void TripCountKnownAtEntry_GivesABuffer(string loop, string size, string index)
    {
        RecordStorage storage = Of(loop);
        Assert.Equal(size, Printer.Print(storage.Size!));
        Assert.Equal(index, Printer.Print(storage.Index!));
    }

    [Theory]
    [InlineData("while (s < n) { s += 1; }")]
    [InlineData("for (int j = 0; j < n; j++) { for (int i = 0; i < j; i++) { s += p[i]; } }")]
    [InlineData("for (int i = 0; i < n; i++) { if (s > 3) { break; } s += p[i]; }")]
    [InlineData("if (n > 3) { for (int i = 0; i < n; i++) { s += p[i]; } }")]
    public void AnyOtherTripCount_GivesAStack(string loop) => Assert.Null(Of(loop).Size);

    private static RecordStorage Of(string loop)
    {
        Function function = LowerExits.Run(FrontEndHarness.Accept($"static double F(ReadOnlySpan<double> p, int n) {{ double s = 0; {loop} return s; }}").Primal);
        Timeline timeline = new(function, Roots.Of(function));
        return RecordStorage.For(All(timeline.Root).Single(frame => frame.Steps.Any(step => step.Statement is Accumulate)), timeline, canBeRented: true);
    }

    private static System.Collections.Generic.IEnumerable<Frame> All(Frame frame) => frame.Steps.SelectMany(step => step.Blocks).SelectMany(All).Prepend(frame);
}
