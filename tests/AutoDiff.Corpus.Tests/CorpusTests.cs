using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace AutoDiff.Corpus.Tests;

/// <summary>Methods of foreign libraries, marked: correct or refused.</summary>
public class CorpusTests
{
    /// <summary>How far a stated share may lag behind, in percent of the numeric methods, until the page has to be written anew.</summary>
    private const int Lag = 5;

    public static TheoryData<string> Libraries => [.. ForeignAssembly.Tested.Select(assembly => assembly.Name)];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void EveryMethod_IsCorrectOrRefused(string library)
    {
        ForeignAssembly assembly = ForeignAssembly.Tested.Single(assembly => assembly.Name == library);
        CorpusRun run = CorpusRun.Of(Corpus.Of(assembly));
        RequireNone(run.Exceptions);
        RequireNone(run.Uncompilable);
        RequireNone(run.Outcomes.Where(outcome => outcome.IsDropped).Select(outcome => outcome.Method));

        Comparison comparison = Comparison.Of(run);
        RequireNone(comparison.Wrong);

        Summary stated = Summary.Stated(assembly);
        Summary found = Summary.Of(assembly, run.Outcomes, comparison);
        Assert.Equal(stated.Methods, found.Methods);
        Assert.Equal(stated.Numeric, found.Numeric);
        Assert.InRange(found.Differentiated, stated.Differentiated, stated.Differentiated + (found.Numeric * Lag / 100));

        // Machines differ in speed, and a comparison that takes too long is given up.
        Assert.InRange(found.Right, stated.Right * 9 / 10, found.Differentiated);
    }

    private static void RequireNone<T>(IEnumerable<T> items) => Assert.True(!items.Any(), string.Join('\n', items.Take(20)));
}
