using System;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Tests.Harness;
using AutoDiff.Generator.Transforms;
using Xunit;

namespace AutoDiff.Generator.Tests.Transforms;

/// <summary>What a pass makes of a method: C# in, IR text out.</summary>
internal static class PassText
{
    /// <summary>Requires the text of a method's body after a pass, which gets it without exits.</summary>
    public static void Expect(string method, Func<Function, Function> pass, string expected)
    {
        Function after = pass(LowerExits.Run(FrontEndHarness.Accept(method).Primal));
        Verifier.Verify(after, IrStage.Lowered);
        Assert.Equal(expected + "\n", Printer.Print(after.Body));
    }

    /// <summary>The same for statements that no method has.</summary>
    public static void Expect(Function function, Func<Function, Function> pass, string expected) =>
        Assert.Equal(expected + "\n", Printer.Print(pass(function).Body));
}
