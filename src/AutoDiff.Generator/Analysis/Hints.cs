using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Analysis;

/// <summary>What an author may want to know about a method that can be differentiated.</summary>
internal static class Hints
{
    /// <summary>Hints about a function as the front end read it.</summary>
    public static IEnumerable<Refusal> Check(Function function)
    {
        Activity activity = Activity.Of(function, Roots.Of(function));
        foreach (Statement statement in function.Body.SelfAndDescendants().Where(statement => statement is Declare or Assign or Accumulate or Return))
        {
            foreach (Expression node in statement.Expressions().SelectMany(value => value.SelfAndDescendants(Flowing)))
            {
                if (ZeroDerivative(node, activity) is { } operand)
                {
                    yield return new Refusal(RefusalIds.ZeroDerivative, Site(node, statement), [Applied(node), Printer.Print(operand)]);
                }

                if (InfiniteDerivative(node, activity) is { } reason)
                {
                    yield return new Refusal(RefusalIds.InfiniteDerivative, Site(node, statement), [Printer.Print(node), reason]);
                }
            }
        }
    }

    /// <summary>What each loop of a generated function records per iteration.</summary>
    public static IEnumerable<Refusal> CheckRecords(Function generated, string method)
    {
        HashSet<Variable> records =
        [
            .. generated.Body.SelfAndDescendants().OfType<Declare>()
                .Where(declare => declare.Variable.Name.StartsWith("recorded", StringComparison.Ordinal) && declare.Value is NewBuffer { Storage: BufferStorage.Workspace })
                .Select(declare => declare.Variable),
        ];
        foreach (Statement loop in generated.Body.SelfAndDescendants().Where(statement => statement is For or While && statement.Origin is { Sweep: Sweep.Runs, Ordinal: >= 0 }))
        {
            Statement[] stores = [.. loop.Blocks()[0].Statements.SelectMany(WithinIteration).Where(statement => RecordOf(statement, records) is not null)];
            if (stores.Length > 0)
            {
                int bytes = stores.Sum(store => SizeOf(RecordOf(store, records)!.Type.Element!));
                string what = string.Join(", ", stores.Select(store => RecordOf(store, records)!.Name + (store is Push { Value.Type.IsView: true } ? " (for each element)" : "")).Distinct());
                yield return new Refusal(RefusalIds.RecordedPerIteration, loop.Origin!.Ordinal, [method, bytes.ToString(System.Globalization.CultureInfo.InvariantCulture), what]);
            }
        }
    }

    // Without what is inside StopGradient, and without what only chooses.
    private static IReadOnlyList<Expression> Flowing(Expression expression) => expression switch
    {
        Element or Call { Method.IsConstant: true } or Opaque { IsConstant: true } or Binary { Operator: >= BinaryOperator.AndAlso } => [],
        Conditional conditional => [conditional.WhenTrue, conditional.WhenFalse],
        _ => expression.Children(),
    };

    private static Expression? ZeroDerivative(Expression node, Activity activity) => node switch
    {
        Conversion { IsImplicit: false, Type.IsInteger: true } conversion when activity.HasVariedLeaf(conversion.Operand) => conversion.Operand,
        Call { Method.IsConstant: false } call when ScalarRules.Find(call.Method) is { IsZero: true } || IsRounded(call) => call.Arguments.FirstOrDefault(activity.HasVariedLeaf),
        _ => null,
    };

    private static bool IsRounded(Call call) => call.Method.IsPure && call.Type.IsInteger && call.Method.Container.FullName is "System.Math" or "System.MathF";

    // What is near is looked at before what is far: the chain x / a / b / c ends with as many divisions as it has links.
    private static string? InfiniteDerivative(Expression node, Activity activity) => node switch
    {
        Binary { Operator: BinaryOperator.Divide, Type.IsFloatingPoint: true } division when LiteralZero(division.Right) && activity.HasVariedLeaf(division) => "its divisor can be exactly 0",
        Call { Arguments.Count: > 0 } call when ScalarRules.Find(call.Method) is { IsInfiniteAtZero: true } && LiteralZero(call.Arguments[0]) && activity.HasVariedLeaf(call.Arguments[0]) => "its argument can be exactly 0",
        _ => null,
    };

    /// <summary>Whether an expression is written so that it can be exactly zero: <c>0</c>, <c>x &gt; 0 ? x : 0</c>, <c>Math.Max(x, 0)</c>.</summary>
    private static bool LiteralZero(Expression expression) => expression switch
    {
        Number { Value: 0 } => true,
        Conditional conditional => LiteralZero(conditional.WhenTrue) || LiteralZero(conditional.WhenFalse),
        Conversion conversion => LiteralZero(conversion.Operand),
        Call { Method: { Container.FullName: "System.Math" or "System.MathF", Name: "Max" or "Min" or "Clamp" } } call => call.Arguments.Any(LiteralZero),
        _ => false,
    };

    private static int Site(Expression node, Statement statement) => node is Call { Site: >= 0 } call ? call.Site : statement.Origin?.Ordinal ?? -1;

    private static string Applied(Expression node) => node is Call call ? "'" + call.Method.Name + "'" : "the cast to '" + node.Type.Name + "'";

    private static IEnumerable<Statement> WithinIteration(Statement statement) => statement switch
    {
        For or While => [],
        If branch => [.. branch.Then.Statements.SelectMany(WithinIteration), .. branch.Else.Statements.SelectMany(WithinIteration)],
        _ => [statement],
    };

    private static Variable? RecordOf(Statement statement, HashSet<Variable> records) => statement switch
    {
        Push push => push.Stack,
        Assign { Target: Element { View: Read view } } when records.Contains(view.Variable) => view.Variable,
        _ => null,
    };

    private static int SizeOf(IrType type) => type.Kind switch
    {
        TypeKind.Bool or TypeKind.SByte or TypeKind.Byte => 1,
        TypeKind.Char or TypeKind.Int16 or TypeKind.UInt16 => 2,
        TypeKind.Int32 or TypeKind.UInt32 or TypeKind.Single => 4,
        _ => 8,
    };
}
