using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>Which <c>for</c> statements are <see cref="For"/> loops: one integer counter, a fixed bound, a constant step towards it.</summary>
internal static class CountedLoop
{
    /// <summary>The declarator of the variable that the loop's step changes, if its initial value can wait until the other declarators have run.</summary>
    public static IVariableDeclaratorOperation? CounterOf(IForLoopOperation loop)
    {
        if (loop.Condition?.Descendants().Any(part => part is IPatternOperation) == true
            || loop.Before is not [IVariableDeclarationGroupOperation group] || loop.AtLoopBottom is not [IExpressionStatementOperation step])
        {
            return null;
        }

        IVariableDeclaratorOperation[] declarators = [.. group.Declarations.SelectMany(declaration => declaration.Declarators)];
        IVariableDeclaratorOperation? counter = declarators.FirstOrDefault(declarator =>
            SymbolEqualityComparer.Default.Equals(declarator.Symbol, TargetOf(step.Operation)));
        bool isPlain = counter is { Initializer: { } initialiser, Symbol: { IsRef: false, Type.SpecialType: SpecialType.System_Int32 } }
            && (declarators.Length == 1 || initialiser.Value.ConstantValue.HasValue)
            && !declarators.Any(declarator => declarator != counter && Mentions(declarator, counter.Symbol));
        return isPlain ? counter : null;
    }

    /// <summary>The constant that the loop adds to its counter, or null.</summary>
    public static int? StepOf(IForLoopOperation loop, ILocalSymbol counter)
    {
        int? step = ((IExpressionStatementOperation)loop.AtLoopBottom[0]).Operation switch
        {
            IIncrementOrDecrementOperation increment => increment.Kind == OperationKind.Increment ? 1 : -1,
            ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, OperatorMethod: null } add => Integer(add.Value),
            ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Subtract, OperatorMethod: null } subtract => -Integer(subtract.Value),
            ISimpleAssignmentOperation { Value: IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum } when IsCounter(sum.LeftOperand, counter) => Integer(sum.RightOperand),
            ISimpleAssignmentOperation { Value: IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } difference } when IsCounter(difference.LeftOperand, counter) =>
                -Integer(difference.RightOperand),
            _ => null,
        };
        return step is 0 or int.MinValue ? null : step;
    }

    /// <summary>The comparison, if the step leads towards the bound. <c>!=</c> is <c>&lt;</c> when counting up by one from zero to a length.</summary>
    public static BinaryOperator? Comparison(BinaryOperator comparison, Expression from, Expression bound, int step) => comparison switch
    {
        BinaryOperator.Less or BinaryOperator.LessOrEqual when step > 0 => comparison,
        BinaryOperator.Greater or BinaryOperator.GreaterOrEqual when step < 0 => comparison,
        BinaryOperator.NotEqual when step == 1 && from is Number { Value: 0 } && bound is Length => BinaryOperator.Less,
        _ => null,
    };

    public static BinaryOperator Mirrored(BinaryOperator comparison) => comparison switch
    {
        BinaryOperator.Less => BinaryOperator.Greater,
        BinaryOperator.LessOrEqual => BinaryOperator.GreaterOrEqual,
        BinaryOperator.Greater => BinaryOperator.Less,
        BinaryOperator.GreaterOrEqual => BinaryOperator.LessOrEqual,
        _ => comparison,
    };

    /// <summary>Whether a bound keeps its value while a body with the given effects runs, and the body leaves the counter alone.</summary>
    public static bool IsInvariant(Expression bound, Variable counter, Effects body) =>
        bound.Type == IrType.Int32 && !body.Variables.Contains(counter) && IsFixed(bound, counter, body);

    private static bool IsFixed(Expression bound, Variable counter, Effects body) => bound switch
    {
        Number => true,
        Constant => true,
        Read read => read.Variable != counter && !body.Variables.Contains(read.Variable),
        Length length => IsFixed(length.View, counter, body),
        Slice slice => IsFixed(slice.View, counter, body) && IsFixed(slice.Start, counter, body) && (slice.Count is null || IsFixed(slice.Count, counter, body)),
        Unary unary => IsFixed(unary.Operand, counter, body),
        Conversion conversion => IsFixed(conversion.Operand, counter, body),
        Binary binary => IsFixed(binary.Left, counter, body) && IsFixed(binary.Right, counter, body),
        Conditional conditional => IsFixed(conditional.Condition, counter, body) && IsFixed(conditional.WhenTrue, counter, body) && IsFixed(conditional.WhenFalse, counter, body),
        Element element => !body.RunsUnknownCode && !body.Elements.Contains(element.Type) && IsFixed(element.View, counter, body) && IsFixed(element.Index, counter, body),
        Call { Method.IsPure: true } call => call.Arguments.All(argument => TypeReader.IsScalar(argument.Type) && IsFixed(argument, counter, body)),
        _ => false,
    };

    private static int? Integer(IOperation operation) => operation.ConstantValue is { HasValue: true, Value: int value } ? value : null;

    private static ISymbol? TargetOf(IOperation step) => step switch
    {
        IIncrementOrDecrementOperation { Target: ILocalReferenceOperation local } => local.Local,
        IAssignmentOperation { Target: ILocalReferenceOperation local } => local.Local,
        _ => null,
    };

    private static bool IsCounter(IOperation operation, ILocalSymbol counter) =>
        operation is ILocalReferenceOperation local && SymbolEqualityComparer.Default.Equals(local.Local, counter);

    private static bool Mentions(IOperation operation, ISymbol symbol) => operation.Descendants()
        .OfType<ILocalReferenceOperation>()
        .Any(local => SymbolEqualityComparer.Default.Equals(local.Local, symbol));
}
