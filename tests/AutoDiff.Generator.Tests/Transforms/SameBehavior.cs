using System;
using System.Globalization;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Tests.Interpreter;
using AutoDiff.Generator.Transforms;
using Xunit;

namespace AutoDiff.Generator.Tests.Transforms;

/// <summary>The property of every pass: <c>run(f) == run(pass(f))</c>, stored values and exceptions included.</summary>
internal static class SameBehavior
{
    /// <summary>Compares runs over a buffer, a scalar and a count; the second function may have more variables, not other parameters.</summary>
    public static void Check(Function before, Function after)
    {
        foreach (int count in new[] { 0, 1, 3, 4 })
        {
            string expected = Describe(before, count);
            string actual = Describe(after, count);
            Assert.True(expected == actual, $"{expected}\n{actual}\n{Printer.Print(before)}\n{Printer.Print(after)}");
        }
    }

    /// <summary>Compares runs of random programs, lowered, before and after a pass.</summary>
    public static void OfRandomPrograms(Func<Function, Function> pass)
    {
        for (int seed = 0; seed < 300; seed++)
        {
            Function before = LowerExits.Run(RandomProgram.Create(seed));
            Function after = pass(before);
            Verifier.Verify(after, IrStage.Lowered);
            Check(before, after);
        }
    }

    private static string Describe(Function function, int count)
    {
        double[] buffer = [1.5, -0.25, 3, double.NaN];
        string end;
        try
        {
            end = Convert.ToString(Machine.Run(function, buffer, 0.75, count).Value, CultureInfo.InvariantCulture)!;
        }
        catch (Exception exception) when (exception is IndexOutOfRangeException or ArgumentException or ProgramException)
        {
            end = exception.GetType().Name;
        }

        return end + ": " + string.Join(", ", buffer.Select(item => item.ToString("R", CultureInfo.InvariantCulture)));
    }
}
