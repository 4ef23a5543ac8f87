using System.Linq;
using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using AutoDiff.Generator.Transforms;

namespace AutoDiff.Generator;

/// <summary>The passes, in their order. Nothing else runs a pass.</summary>
internal static class Pipeline
{
    /// <summary>From the source as it was read to a function that reverse mode can mirror.</summary>
    public static Function Prepare(Function source)
    {
        Function function = source;
        function = Checked(LowerExits.Run(function));

        // Before calls are named: a choice evaluates one operand only, and naming a call inside it would evaluate both.
        function = Checked(LowerConditionals.Run(function));

        function = Checked(KeepRoots.Run(function));

        // Before calls are named: a variable that keeps one value can be the name of the call's result.
        function = Checked(SplitLifetimes.Run(function));
        function = Checked(NameCalls.Run(function));
        function = Checked(RentArrays.Run(function));
        return function;
    }

    /// <summary>From a prepared function to its gradient.</summary>
    public static GradientMember Differentiate(Function prepared, Request request)
    {
        GradientMember member = Reverse.Run(prepared, request);
        member = EntryChecks.Run(member, prepared);
        Function function = Checked(member.Function);

        // Before anything looks at values: what is stated about them is used up.
        function = Checked(DropPartials.Run(function));
        function = Checked(InlineLoads.Run(function));

        // Each makes work for the other: a gradient that is put in its place simplifies, and what simplifies may be a number.
        Function before;
        do
        {
            before = function;
            function = Checked(PropagateConstants.Run(function));
            function = Checked(Simplify.Run(function));
        }
        while (!function.Equals(before));

        // After simplification, which shows which terms are zero.
        function = Checked(StartSums.Run(function));

        // Before dead code goes, and after simplification, which makes equal what looks different.
        function = Checked(CommonSubexpressions.Run(function));

        // Simplification leaves gradients that nothing is added to any more.
        function = Checked(DeadCode.Run(function));

        // At the end: it needs to see every use of a gradient that is left.
        return WriteOnce.Run(member with { Function = function });
    }

    /// <summary>Sets which parameters are differentiated with respect to.</summary>
    public static Function Activate(Function function, Request request) => function with
    {
        Parameters = function.Parameters.Select(parameter => parameter with { IsActive = request.Active.Contains(parameter.Variable) }).ToEquatableArray(),
    };

    private static Function Checked(Function function)
    {
#if DEBUG
        Verifier.Verify(function, IrStage.Lowered);
#endif
        return function;
    }
}
