using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>Delegates: lambdas, local functions and method groups that are called where they are known.</content>
internal sealed partial class BodyReader
{
    /// <summary>The code behind a delegate value; null if it cannot be told.</summary>
    private DelegateTarget? DelegateOf(IOperation value)
    {
        switch (value)
        {
            case IConversionOperation conversion:
                return DelegateOf(conversion.Operand);
            case IParenthesizedOperation parenthesized:
                return DelegateOf(parenthesized.Operand);
            case IDelegateCreationOperation creation:
                return DelegateOf(creation.Target);
            case IAnonymousFunctionOperation lambda:
                return new DelegateTarget(lambda.Symbol, null, this, KeyOf(lambda.Symbol)) { Body = lambda.Body };
            case IMethodReferenceOperation { Instance: null or IInstanceReferenceOperation } group:
                return new DelegateTarget(group.Method, group.Instance is null || group.Method.MethodKind == MethodKind.LocalFunction ? null : self, this, KeyOf(group.Method));
            case ILocalReferenceOperation local when delegates.TryGetValue(local.Local, out DelegateTarget? known) && known.Number is null:
                return known;
            case IParameterReferenceOperation parameter when delegates.TryGetValue(parameter.Parameter, out DelegateTarget? passed) && passed.Number is null:
                return passed;
            default:
                return null;
        }
    }

    /// <summary>Whether a delegate is named where it needs a value that it does not have: for code that is not read, for a field or an element.</summary>
    private bool IsGivenAway(IOperation reference) =>
        SymbolOf(reference) is { } symbol && delegates.TryGetValue(symbol, out DelegateTarget? target)
        && (target.Table is not null ? IsTableGivenAway(reference) : target.Number is null || !IsCopied(reference));

    /// <summary>Whether a value of a chosen delegate only gets into variables that hold the number of one too, or is what such a variable gets.</summary>
    private bool IsCopied(IOperation value) => value.Parent switch
    {
        IConversionOperation or IParenthesizedOperation or IConditionalOperation or ISwitchExpressionArmOperation or ISwitchExpressionOperation => IsCopied(value.Parent),
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => IsChosen(declarator.Symbol),
        ISimpleAssignmentOperation assignment => IsChosen(SymbolOf(assignment.Target)) && (assignment.Parent is IExpressionStatementOperation || IsCopied(assignment)),
        _ => false,
    };

    private bool IsChosen(ISymbol? holder) => holder is not null && delegates.TryGetValue(holder, out DelegateTarget? target) && target.Number is not null;

    /// <summary>The same, or the code that it is chosen from.</summary>
    private DelegateTarget? FunctionsOf(IOperation value) => DelegateOf(value) ?? (value switch
    {
        IConversionOperation conversion => FunctionsOf(conversion.Operand),
        IParenthesizedOperation parenthesized => FunctionsOf(parenthesized.Operand),
        IArrayElementReferenceOperation => TableBehind(value),
        _ => SymbolOf(value) is { } symbol && delegates.TryGetValue(symbol, out DelegateTarget? chosen) ? chosen : null,
    });

    /// <summary><c>Func&lt;double, double&gt; f = x => x * a;</c>: nothing runs until <c>f</c> is called. False if it may be another function later.</summary>
    private bool ReadDelegate(IVariableDeclaratorOperation declarator, IOperation? initialiser)
    {
        if (declarator.Symbol.Type.TypeKind != Microsoft.CodeAnalysis.TypeKind.Delegate)
        {
            return false;
        }

        DelegateTarget? target = initialiser is not null && !IsAssigned(declarator.Symbol, declarator) ? DelegateOf(initialiser)
            : initialiser is null or { ConstantValue: { HasValue: true, Value: null } } && GivenLater(declarator) is { } given ? DelegateOf(given)
            : null;
        if (target is not null)
        {
            delegates[declarator.Symbol] = target;
        }

        return target is not null;
    }

    /// <summary>
    /// <c>Func&lt;int, double&gt; f = null; f = n => n * f(n - 1);</c>, as lambdas that call themselves begin: what the
    /// variable is from where it is first used.
    /// </summary>
    private static IOperation? GivenLater(IVariableDeclaratorOperation declarator)
    {
        IOperation? block = declarator.Parent;
        while (block is IVariableDeclarationOperation or IVariableDeclarationGroupOperation)
        {
            block = block.Parent;
        }

        IOperation[] inside = [.. block?.Descendants() ?? []];
        IOperation[] uses = [.. inside.Where(operation => SymbolEqualityComparer.Default.Equals(SymbolOf(operation), declarator.Symbol))];
        IOperation? target = uses.FirstOrDefault(use => use.Parent is ISimpleAssignmentOperation { IsRef: false, Parent: IExpressionStatementOperation { Parent: var parent } } first && first.Target == use && parent == block);
        return target is { Parent: ISimpleAssignmentOperation { Parent: { } statement } given }
            && uses.All(use => use == target || IsCalledOrPassed(use))
            && (uses[0] == target || block!.ChildOperations.Where(other => other.Syntax.SpanStart > declarator.Syntax.SpanStart && other.Syntax.SpanStart < statement.Syntax.SpanStart).All(CallsNothing))
            && !inside.OfType<ILabeledOperation>().Any()
                ? given.Value
                : null;

        static bool IsCalledOrPassed(IOperation use) => use.Parent switch
        {
            IInvocationOperation call => call.Instance == use,
            IArgumentOperation argument => argument.Parameter?.RefKind == RefKind.None,
            _ => false,
        };
    }

    /// <summary>Whether a statement calls nothing, though it may name functions that do.</summary>
    private static bool CallsNothing(IOperation operation) => operation switch
    {
        IDelegateCreationOperation => true,
        IVariableDeclarationGroupOperation or IVariableDeclarationOperation or IVariableDeclaratorOperation or IVariableInitializerOperation
            or IExpressionStatementOperation or ISimpleAssignmentOperation or IConversionOperation { OperatorMethod: null }
            or ILiteralOperation or ILocalReferenceOperation or IParameterReferenceOperation or IArrayElementReferenceOperation
            or IBinaryOperation { OperatorMethod: null } => operation.ChildOperations.All(CallsNothing),
        _ => false,
    };

    /// <summary>Whether a variable gets a value anywhere in the method besides where it is declared.</summary>
    private static bool IsAssigned(ISymbol symbol, IOperation within)
    {
        return Root(within).Descendants().Any(operation =>
            SymbolEqualityComparer.Default.Equals(symbol, operation switch
            {
                IAssignmentOperation { Target: var target } => SymbolOf(target),
                IIncrementOrDecrementOperation { Target: var target } => SymbolOf(target),
                IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: var target } => SymbolOf(target),
                _ => null,
            })
            || ((operation switch
            {
                IDeconstructionAssignmentOperation { Target: var targets } => targets,

                // What has another name may be assigned by that.
                ISimpleAssignmentOperation { IsRef: true, Value: var named } => named,
                IVariableDeclaratorOperation { Symbol.RefKind: RefKind.Ref } declarator => declarator,
                _ => null,
            })?.DescendantsAndSelf().Any(target => SymbolEqualityComparer.Default.Equals(symbol, SymbolOf(target))) ?? false));
    }

    private static ISymbol? SymbolOf(IOperation place) => place switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    /// <summary><c>f(x)</c></summary>
    private Expression? ReadDelegateCall(IInvocationOperation operation)
    {
        if (operation is not { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: { } called })
        {
            return null;
        }

        if (FunctionsOf(called) is not { } target || target.Method.Parameters.Any(parameter => parameter.RefKind != RefKind.None))
        {
            return Refuse(operation, Fence.Delegate);
        }

        // Which function it is, C# knows before it evaluates the arguments.
        System.Func<Expression>[] number = target.Table is not null ? [() => Read(Unconverted(called))] : target.Number is { } chosen ? [() => chosen] : [];
        Expression[] values = InOrder([.. number, .. operation.Arguments.Select(argument => (System.Func<Expression>)(() => Read(argument.Value)))]);
        return number.Length == 0
            ? CallTarget(operation, target, values)
            : CallChosen(operation, target with { Number = values[0] }, [.. values.Skip(1).Select(value => Simple(value, "argument"))]);
    }

    /// <summary>Runs the code of a delegate on values.</summary>
    private Expression CallTarget(IOperation operation, DelegateTarget target, Expression[] values)
    {
        if (target.Body is null && reading.Helpers.BodyOf(target.Method) is null)
        {
            // Math.Sin, say.
            IMethodSymbol method = target.Method;
            return method is not { IsStatic: true, MethodKind: MethodKind.Ordinary } || values.Any(value => value is Composite)
                ? Refuse(operation, Fence.Delegate)
                : new Call(
                    MethodSymbolReader.Read(method, ConstantReader.Escaped(method.Name), method.Parameters.Zip(values, Parameter)),
                    method.Parameters.Zip(values, (parameter, value) => As(value, TypeFor(parameter.Type))).ToEquatableArray())
                { Site = Site(operation) };
        }

        HelperArguments passed = new();
        if (target.Receiver is { } receiver)
        {
            passed.Add("self", receiver, ParameterPassing.Value);
            passed.Variant.Add(IsOwnReceiver(receiver) ? OwnObject : "self");
        }

        foreach ((IParameterSymbol parameter, Expression value) in target.Method.Parameters.Zip(values, (parameter, value) => (parameter, value)))
        {
            if (CreatedClasses.CanChange(parameter.Type))
            {
                passed.Add(parameter.Name, Referenced(value, passed), ParameterPassing.Ref);
            }
            else
            {
                passed.Add(parameter.Name, value, ParameterPassing.Value);
            }
        }

        return CallHelper(operation, target.Method, passed, target.Owner, target.Body);
    }

    /// <summary>The same target has the same key, however often it is named.</summary>
    private string KeyOf(ISymbol function)
    {
        if (!targetKeys.TryGetValue(function, out string? key))
        {
            key = function.Name + "@" + reading.NewTarget().ToString(System.Globalization.CultureInfo.InvariantCulture);
            targetKeys.Add(function, key);
        }

        return key;
    }
}
