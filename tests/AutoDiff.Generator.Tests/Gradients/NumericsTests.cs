using System.Threading.Tasks;
using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Gradients;

/// <summary>Kinks of <c>System.Numerics</c>, and what is refused there.</summary>
public class NumericsTests
{
    [Theory]
    [InlineData("new System.Numerics.Vector3(0, x, 0).Length()", 0)]
    [InlineData("System.Numerics.Vector2.Distance(new(x, 1), new(0, 1))", 0)]
    [InlineData("System.Numerics.Vector2.Max(new(x, 1), new(0, 1)).X", 0.5)]
    [InlineData("System.Numerics.Vector2.Clamp(new(x), System.Numerics.Vector2.Zero, System.Numerics.Vector2.One).X", 1)]
    public void Kink_HasTheDocumentedSlope(string expression, double slope) =>
        Assert.Equal(slope, Differentiated.Method($"public static float F(float x) => {expression};").Slope(0f));

    [Theory]
    [InlineData("System.Numerics.Complex.Abs(new(x, 0))", 0)]
    [InlineData("System.Numerics.Complex.Pow(new(x, 0), 2).Real", 0)]
    [InlineData("System.Numerics.Complex.Pow(new(x, 0), 1).Real", 1)]
    public void ComplexKink_HasTheDocumentedSlope(string expression, double slope) =>
        Assert.Equal(slope, Differentiated.Method($"public static double F(double x) => {expression};").Slope(0.0));

    [Theory]
    [InlineData("System.Numerics.Quaternion.CreateFromRotationMatrix(System.Numerics.Matrix4x4.CreateRotationX(x)).X")]
    [InlineData("System.Numerics.Matrix4x4.CreateLookAt(new(x, 1, 2), System.Numerics.Vector3.Zero, System.Numerics.Vector3.UnitY).M11")]
    [InlineData("float.Parse(new System.Numerics.Vector2(x, x).ToString())")]
    public async Task UnknownFunction_IsRefused(string expression)
    {
        GeneratorRun run = GeneratorHarness.Run(FrontEndHarness.SourceOf($"public static float F(float x) => {expression};"));
        Assert.Empty(run.Files);
        Assert.Contains(await GeneratorHarness.Analyze(run.Compilation), diagnostic => diagnostic.Id is "DIFF0011" or "DIFF0012");
    }

    [Fact]
    public void UnknownFunctionOfConstants_IsTakenAsItIs() =>
        Assert.Equal(1, Differentiated.Method("""
            public static float F(float x)
            {
                System.Numerics.Matrix4x4 view = System.Numerics.Matrix4x4.CreateLookAt(new System.Numerics.Vector3(0, 0, 1), System.Numerics.Vector3.Zero, System.Numerics.Vector3.UnitY);
                return System.Numerics.Vector3.Transform(new System.Numerics.Vector3(x, 0, 0), view).X;
            }
            """).Slope(0.5f));
}
