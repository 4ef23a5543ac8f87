using System;
using System.Linq;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AutoDiff.Generator.Tests.Contract;

/// <summary>The generated members as their users see them.</summary>
public class SignatureTests
{
    private static readonly SymbolDisplayFormat Format = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        memberOptions: SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeModifiers
            | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeParameters,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeModifiers | SymbolDisplayParameterOptions.IncludeExtensionThis
            | SymbolDisplayParameterOptions.IncludeDefaultValue,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    [Fact]
    public void OneScalar_GivesItsGradientByValue() => Expect(
        "public static double F(double x) => x * x;",
        "public static double FGradient(double x)",
        "public static (double Value, double Gradient) FValueAndGradient(double x)");

    [Fact]
    public void SeveralScalars_GiveATupleWithPascalCaseNames() => Expect(
        "public static double F(double x, float learningRate, double Z) => x * learningRate * Z;",
        "public static (double X, float LearningRate, double Z) FGradient(double x, float learningRate, double Z)",
        "public static (double Value, (double X, float LearningRate, double Z) Gradient) FValueAndGradient(double x, float learningRate, double Z)");

    [Fact]
    public void InactiveParameters_HaveNoGradient() => Expect(
        "public static double F(double x, int n, [NoGradient] double y, bool b, string s) => b ? x * n : y * s.Length;",
        "public static double FGradient(double x, int n, double y, bool b, string s)",
        "public static (double Value, double Gradient) FValueAndGradient(double x, int n, double y, bool b, string s)");

    [Fact]
    public void OneBuffer_MakesAllGradientsDestinations() => Expect(
        "public static double F(ReadOnlySpan<double> p, double x, Span<float> q, double[] r, int n) => p[0] * x * q[0] * r[n];",
        "public static void FGradient(ReadOnlySpan<double> p, double x, Span<float> q, double[] r, int n, Span<double> pGradient, out double xGradient, Span<float> qGradient, Span<double> rGradient)",
        "public static double FValueAndGradient(ReadOnlySpan<double> p, double x, Span<float> q, double[] r, int n, Span<double> pGradient, out double xGradient, Span<float> qGradient, Span<double> rGradient)");

    [Fact]
    public void BuffersWithoutGradient_LeaveScalarsByValue() => Expect(
        "public static double F([NoGradient] ReadOnlySpan<double> p, double x) => p[0] * x;",
        "public static double FGradient(ReadOnlySpan<double> p, double x)",
        "public static (double Value, double Gradient) FValueAndGradient(ReadOnlySpan<double> p, double x)");

    [Fact]
    public void DefaultsAndParams_AreDroppedBeforeDestinations() => Expect(
        "public static double F(double x = 1, params double[] p) => p[0] * x;",
        "public static void FGradient(double x, double[] p, out double xGradient, Span<double> pGradient)",
        "public static double FValueAndGradient(double x, double[] p, out double xGradient, Span<double> pGradient)");

    [Fact]
    public void ExtensionMethods_StayExtensions() => Expect(
        "internal static double F(this double x, double y) => x * y;",
        "internal static (double X, double Y) FGradient(this double x, double y)",
        "internal static (double Value, (double X, double Y) Gradient) FValueAndGradient(this double x, double y)");

    [Theory]
    [InlineData("private")]
    [InlineData("internal")]
    [InlineData("public")]
    public void Accessibility_IsTheMethods(string accessibility) => Expect(
        $"{accessibility} static double F(double x) => x * x;",
        $"{accessibility} static double FGradient(double x)",
        $"{accessibility} static (double Value, double Gradient) FValueAndGradient(double x)");

    [Fact]
    public void ParametersByIn_StayIn() => Expect(
        "public static double F(in double x) => x * x;",
        "public static double FGradient(in double x)",
        "public static (double Value, double Gradient) FValueAndGradient(in double x)");

    [Fact]
    public void Keywords_AreEscaped() => Expect(
        "public static double @new(ReadOnlySpan<double> @event, double @in) => @event[0] * @in;",
        "public static void newGradient(ReadOnlySpan<double> @event, double @in, Span<double> eventGradient, out double inGradient)",
        "public static double newValueAndGradient(ReadOnlySpan<double> @event, double @in, Span<double> eventGradient, out double inGradient)");

    [Theory]
    [InlineData("x, y", "X, Y")]
    [InlineData("x, X", "x, X")]
    [InlineData("rest, y", "rest, Y")]
    [InlineData("Rest, y", "RestGradient, Y")]
    [InlineData("toString, y", "toString, Y")]
    [InlineData("ToString, y", "ToStringGradient, Y")]
    [InlineData("equals, getHashCode", "equals, getHashCode")]
    [InlineData("compareTo, deconstruct", "compareTo, deconstruct")]
    [InlineData("item1, y", "item1, Y")]
    [InlineData("item2, item1", "item2, item1")]
    [InlineData("Item2, y", "Item2Gradient, Y")]
    [InlineData("item, y", "Item, Y")]
    [InlineData("value, gradient", "Value, Gradient")]
    [InlineData("x, xGradient", "X, XGradient")]
    [InlineData("_, __", "_, __")]
    [InlineData("@class, y", "Class, Y")]
    [InlineData("größe, y", "Größe, Y")]
    [InlineData("a, A, aGradient", "a, A, AGradient")]
    public void TupleNames_FallBackWhereCSharpRejectsThem(string parameters, string elements)
    {
        string[] names = parameters.Split(", ");
        string declared = string.Join(", ", names.Select(name => "double " + name));
        string tuple = "(" + string.Join(", ", elements.Split(", ").Select(name => "double " + name)) + ")";
        string actual = Signatures($"public static double F({declared}) => {string.Join(" * ", names)};")[0];
        Assert.Equal($"public static {tuple} FGradient({declared})", actual);
    }

    [Fact]
    public void TypeParametersOfTheContainer_MayBeUsedNearby()
    {
        using LoadedAssembly loaded = GeneratorHarness.CompileAndLoad("""
            using System;
            using AutoDiff;
            namespace Demo
            {
                internal partial interface IUnrelated;
                public readonly partial record struct Outer<T, @class>
                    where T : IComparable<T>
                {
                    internal partial class Inner<U>
                    {
                        [Differentiable]
                        internal static double F(double x) => x * x;
                    }
                }
            }
            """);
        Assert.NotNull(loaded.Type("Demo.Outer`2+Inner`1").GetMethod("FGradient", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static));
    }

    [Fact]
    public void GlobalNamespace_IsFine()
    {
        using LoadedAssembly loaded = GeneratorHarness.CompileAndLoad("using AutoDiff; public partial struct S { [Differentiable] public static double F(double x) => x * x; }");
        Assert.Equal(6.0, loaded.Method<Func<double, double>>("S", "FGradient")(3));
    }

    private static void Expect(string method, params string[] signatures) => Assert.Equal(signatures, Signatures(method));

    private static string[] Signatures(string method)
    {
        CSharpCompilation compilation = GeneratorHarness.Run(FrontEndHarness.SourceOf(method)).Compilation;
        Assert.DoesNotContain(compilation.GetDiagnostics(), diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        return
        [
            .. compilation.GetTypeByMetadataName("Demo.C")!.GetMembers().OfType<IMethodSymbol>()
                .Where(member => member.Name.EndsWith("Gradient", StringComparison.Ordinal))
                .OrderBy(member => member.Name, StringComparer.Ordinal)
                .Select(member => member.ToDisplayString(Format)),
        ];
    }
}
