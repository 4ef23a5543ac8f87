using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace AutoDiff.Package.Tests;

/// <summary>The packages at work in somebody else's project. Any warning fails the build.</summary>
[Collection(SharedPackageFeed.Name)]
public sealed class ConsumerTests(PackageFeed feed)
{
    [Fact]
    public async Task FreshProject_BuildsAndPrintsTheGradient()
    {
        using ConsumerProject project = new(feed, "net10.0");
        AssertNoWarning(await project.Build());
        AssertGradients(await project.Run());
    }

    [Fact]
    public async Task TrimmedProject_PublishesAndPrintsTheGradient()
    {
        using ConsumerProject project = new(feed, "net10.0", "<PublishTrimmed>true</PublishTrimmed><SelfContained>true</SelfContained>");
        AssertNoWarning(await project.Publish());
        AssertGradients(await project.RunPublished());
    }

    [NativeLinkerFact]
    public async Task NativeProject_PublishesAndPrintsTheGradient()
    {
        using ConsumerProject project = new(feed, "net8.0", "<PublishAot>true</PublishAot>");
        AssertNoWarning(await project.Publish());
        AssertGradients(await project.RunPublished());
    }

    private static void AssertNoWarning(string output) => Assert.DoesNotContain(": warning", output, StringComparison.OrdinalIgnoreCase);

    private static void AssertGradients(string output)
    {
        double[][] lines = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Numbers)];
        Assert.Equal(3, lines.Length);

        // Rosenbrock at (-1.2, 1): value and gradient.
        AssertClose([24.2, -215.6, -88], lines[0]);

        // Cross-entropy of the logits 1, 2, 3 with label 2, and its gradient: softmax minus one-hot.
        double[] exponentials = [Math.Exp(1), Math.Exp(2), Math.Exp(3)];
        double sum = exponentials.Sum();
        AssertClose([Math.Log(sum) - 3], lines[1]);
        AssertClose([exponentials[0] / sum, exponentials[1] / sum, exponentials[2] / sum - 1], lines[2]);
    }

    private static double[] Numbers(string line) =>
        [.. line.Split(' ', StringSplitOptions.TrimEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture))];

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-12 * Math.Abs(expected[i]));
        }
    }
}
