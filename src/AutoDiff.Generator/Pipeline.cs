using System.Linq;
using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using AutoDiff.Generator.Transforms;

namespace AutoDiff.Generator;

/// <summary>The passes, in their order. Nothing else runs a pass.</summary>
internal static class Pipeline
{
    /// <summary>What the front end reads as C# has it and every other pass sees lowered.</summary>
    public static Function Lower(Function source) => FlattenGrids.Run(FlattenRows.Run(AdoptRows.Run(source)));

    /// <summary>From the source as it was read to a function that reverse mode can mirror.</summary>
    public static Function Prepare(Function source)
    {
        Function function = source;

        // Before exits are lowered, which drops what stands behind a branch that always leaves.
        function = DecideBranches.Run(function);
        function = Checked(ReturnOwn.Around(function, LowerExits.Run));

        // Before calls are named: a choice evaluates one operand only, and naming a call inside it would evaluate both.
        function = Checked(LowerConditionals.Run(function));

        function = Checked(KeepRoots.Run(function));

        // Before calls are named: a variable that keeps one value can be the name of the call's result.
        function = Checked(SplitLifetimes.Run(function));
        function = Checked(NameCalls.Run(function));

        // After calls are named, which leaves few evaluations to be moved before others.
        function = Checked(SplitProducts.Run(function));
        function = Checked(RentArrays.Run(function));
        return function;
    }

    /// <summary>From a prepared function to one kind of its derivative.</summary>
    public static DerivativeMember Differentiate(Function prepared, Request request, DerivativeKind kind)
    {
        DerivativeMember member = kind == DerivativeKind.Jvp ? Forward.Run(prepared, request) : Reverse.Run(prepared, request, kind);
        return Finish(EntryChecks.Run(member, prepared, prepared.Parameters, []), kind);
    }

    /// <summary>The same for a method whose parameters are put together afterwards, and then checked.</summary>
    public static DerivativeMember DifferentiateParts(Function prepared, Request request, DerivativeKind kind) =>
        Finish(kind == DerivativeKind.Jvp ? Forward.Run(prepared, request) : Reverse.Run(prepared, request, kind), kind);

    /// <summary>The same for a method that only generated code calls: nothing is checked, and a <see cref="Turn"/> separates the sweeps.</summary>
    public static DerivativeMember DifferentiateLocal(Function prepared, Request request, DerivativeKind kind) =>
        Finish(kind == DerivativeKind.Jvp ? Forward.Run(prepared, request) : Reverse.Run(prepared, request, kind, marksTurn: true), kind);

    private static DerivativeMember Finish(DerivativeMember member, DerivativeKind kind)
    {
        // Before anything looks at values: what is stated about them is used up.
        Function function = DropPartials.Run(member.Function);

        // The reverse sweep reads what a branch has assigned in another branch on the same condition.
        function = Checked(kind == DerivativeKind.Jvp ? function : InitializeVariables.Run(function));

        // Only what the reverse sweep reads is written no more.
        function = kind == DerivativeKind.Jvp ? function : Checked(InlineLoads.Run(function));

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

    /// <summary>Sets which parameters are differentiated with respect to, and which are differentiated.</summary>
    public static Function Activate(Function function, Request request, DerivativeKind kind) => function with
    {
        Parameters = function.Parameters.Select(parameter => parameter with
        {
            IsActive = request.Active.Contains(parameter.Variable),
            IsOutput = kind != DerivativeKind.Gradient && IsOutput(parameter, request),
        }).ToEquatableArray(),
    };

    private static bool IsOutput(Parameter parameter, Request request) =>
        request.Outputs.Contains(parameter.Variable) || (request.Active.Contains(parameter.Variable) && Companions.ComesOut(parameter));

    private static Function Checked(Function function)
    {
        Cancellation.Check();
#if DEBUG
        Verifier.Verify(function, IrStage.Lowered);
#endif
        return function;
    }
}
