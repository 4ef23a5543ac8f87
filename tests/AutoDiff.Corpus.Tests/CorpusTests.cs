using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace AutoDiff.Corpus.Tests;

/// <summary>Every method of foreign libraries, marked: correct or refused.</summary>
public class CorpusTests
{
    [Theory]
    [InlineData("MathNet.Numerics")]
    [InlineData("Perfolizer")]
    public void EveryMethod_IsCorrectOrRefused(string library)
    {
        CorpusRun run = CorpusRun.Of(Corpus.Of(ForeignAssembly.All.Single(assembly => assembly.Name == library)));
        Assert.Empty(run.Exceptions);
        Assert.Empty(Lines(run.Uncompilable));
        Assert.Empty(Lines(run.Outcomes.Where(outcome => outcome.IsDropped).Select(outcome => outcome.Method)));

        Comparison comparison = Comparison.Of(run);
        Assert.Empty(comparison.Wrong);

        // Machines differ in speed, and a comparison that takes too long is given up.
        Summary stated = Summary.Stated(library);
        Summary found = Summary.Of(library, run.Outcomes, comparison);
        Assert.Equal(stated.Methods, found.Methods);
        Assert.Equal(stated.Numeric, found.Numeric);
        Assert.InRange(found.Differentiated, stated.Differentiated, found.Numeric);
        Assert.InRange(found.Right, stated.Right * 9 / 10, found.Differentiated);
    }

    private static List<string> Lines<T>(IEnumerable<T> items) => [.. items.Take(20).Select(item => item!.ToString()!)];
}
