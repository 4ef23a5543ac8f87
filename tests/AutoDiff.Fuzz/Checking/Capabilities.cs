using System;

namespace AutoDiff.Fuzz.Checking;

/// <summary>What the generator at hand can be asked for.</summary>
internal static class Capabilities
{
    private const string Probe = """
        using AutoDiff;
        public static partial class Probe
        {
            [Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp)]
            public static double F(double x) => x * x;
        }
        """;

    private static readonly Lazy<bool> Products = new(() =>
        Compiler.Generate([Compiler.Parse(Probe, "Probe.cs")]).GetTypeByMetadataName("Probe")!.GetMembers("FJvp").Length > 0);

    /// <summary>Whether there are <c>FVjp</c> and <c>FJvp</c>.</summary>
    public static bool HasProducts => Products.Value;
}
