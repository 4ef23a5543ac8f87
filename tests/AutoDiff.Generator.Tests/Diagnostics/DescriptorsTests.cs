using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoDiff.Generator.Tests.Diagnostics;

public class DescriptorsTests
{
    private static readonly string Pages = Path.GetFullPath(Path.Combine(ThisFile(), "../../../../docs/diagnostics"));

    [Fact]
    public void EveryDiagnostic_HasAPageWithItsTitle()
    {
        foreach (DiagnosticDescriptor descriptor in Descriptors.All)
        {
            string page = File.ReadAllText(Path.Combine(Pages, descriptor.Id + ".md"));
            Assert.StartsWith($"# {descriptor.Id}: {descriptor.Title}\n", page, StringComparison.Ordinal);
            Assert.EndsWith("/docs/diagnostics/" + descriptor.Id + ".md", descriptor.HelpLinkUri, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void EveryPage_HasADiagnostic() => Assert.Equal(
        Descriptors.All.Select(descriptor => descriptor.Id),
        Directory.GetFiles(Pages, "DIFF*.md").Select(page => Path.GetFileNameWithoutExtension(page)).Order(StringComparer.Ordinal));

    [Fact]
    public void EveryError_CannotBeConfiguredAway() => Assert.All(
        Descriptors.All.Where(descriptor => descriptor.DefaultSeverity == DiagnosticSeverity.Error),
        descriptor => Assert.Contains(WellKnownDiagnosticTags.NotConfigurable, descriptor.CustomTags));

    [Fact]
    public void EveryId_HasADescriptor() => Assert.Equal(
        typeof(RefusalIds).GetFields().Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal),
        Descriptors.All.Select(descriptor => descriptor.Id));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
