using System;
using System.Collections.Generic;
using AutoDiff.Generator.Emit;
using AutoDiff.Generator.Ir;
using Xunit;
using static AutoDiff.Generator.Tests.Emit.Shorthand;

namespace AutoDiff.Generator.Tests.Emit;

public class SpellingTests
{
    private readonly SortedSet<string> usings = new(StringComparer.Ordinal);

    [Fact]
    public void Span_IsShortAndNeedsSystem()
    {
        Assert.Equal("ReadOnlySpan<double>", Spell(Place("F()")).Type(IrType.ReadOnlySpanOf(IrType.Double)));
        Assert.Equal(["System"], usings);
    }

    [Fact]
    public void ShadowedName_IsGlobal()
    {
        Spelling spelling = Spell(Place("F()") with { ShadowedNames = ["Span"] });
        Assert.Equal("global::System.Span<double>", spelling.Type(IrType.SpanOf(IrType.Double)));
        Assert.Empty(usings);
    }

    [Fact]
    public void MemberOfTheContainingType_ShadowsToo() => Assert.Equal(
        "global::System.Math.", Spell(Place("F()") with { TakenNames = ["Math"] }).Qualifier(new("System", "Math"), "Exp"));

    [Fact]
    public void OtherNamespaces_AreGlobal() => Assert.Equal("global::Elsewhere.Tools.", Spell(Place("F()")).Qualifier(new("Elsewhere", "Tools"), "Run"));

    [Fact]
    public void OwnNamespace_NeedsNoUsing()
    {
        Assert.Equal("Tools.", Spell(Place("F()")).Qualifier(new("Demo", "Tools"), "Run"));
        Assert.Empty(usings);
    }

    [Fact]
    public void OwnMethod_IsUnqualifiedUnlessALocalHasItsName()
    {
        Assert.Equal("", Spell(Place("F()")).Qualifier(new("Demo", "Losses"), "Square"));
        Assert.Equal("Losses.", Spell(Place("F()"), "Square").Qualifier(new("Demo", "Losses"), "Square"));
    }

    [Theory]
    [InlineData("global::System.Math.PI", "Math.PI")]
    [InlineData("global::System.Text.Encoding.UTF8", "global::System.Text.Encoding.UTF8")]
    [InlineData("global::Demo.Constants.Tau", "Constants.Tau")]
    [InlineData("global::Demo.Losses.Scale", "Scale")]
    [InlineData("\"global::System.Math\" + global::System.Math.E", "\"global::System.Math\" + Math.E")]
    [InlineData("$\"{global::System.Math.E}\"", "$\"{global::System.Math.E}\"")]
    public void GlobalNames_AreShortenedWhereThatIsCertain(string text, string shorter) =>
        Assert.Equal(shorter, GlobalNames.Shorten(text, Spell(Place("F()"))));

    private Spelling Spell(Placement placement, params string[] locals) => new(placement, locals, usings);
}
