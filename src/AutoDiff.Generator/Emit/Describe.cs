using System.Collections.Generic;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>The mathematics of a method and its gradient in closed form, where that can be told honestly; otherwise nothing.</summary>
internal static class Describe
{
    public static IReadOnlyList<Formula> Of(DifferentiableMethod method, GradientMember member) => [];
}
