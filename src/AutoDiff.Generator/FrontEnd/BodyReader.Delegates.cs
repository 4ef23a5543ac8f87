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
            case ILocalReferenceOperation local when delegates.TryGetValue(local.Local, out DelegateTarget? known):
                return known;
            case IParameterReferenceOperation parameter when delegates.TryGetValue(parameter.Parameter, out DelegateTarget? passed):
                return passed;
            default:
                return null;
        }
    }

    /// <summary><c>Func&lt;double, double&gt; f = x => x * a;</c>: nothing runs until <c>f</c> is called. False if it may be another function later.</summary>
    private bool ReadDelegate(IVariableDeclaratorOperation declarator, IOperation initialiser)
    {
        if (declarator.Symbol.Type.TypeKind != Microsoft.CodeAnalysis.TypeKind.Delegate || DelegateOf(initialiser) is not { } target || IsAssigned(declarator.Symbol, declarator))
        {
            return false;
        }

        delegates[declarator.Symbol] = target;
        return true;
    }

    /// <summary>Whether a variable gets a value anywhere in the method besides where it is declared.</summary>
    private static bool IsAssigned(ISymbol symbol, IOperation within)
    {
        IOperation body = within;
        while (body.Parent is { } parent)
        {
            body = parent;
        }

        return body.Descendants().Any(operation =>
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

        return DelegateOf(called) is { } target && target.Method.Parameters.All(parameter => parameter.RefKind == RefKind.None)
            ? CallTarget(operation, target, InOrder([.. operation.Arguments.Select(argument => (System.Func<Expression>)(() => Read(argument.Value)))]))
            : Refuse(operation, Fence.Delegate);
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
                    method.Parameters.Zip(values, (parameter, value) => As(value, TypeReader.Read(parameter.Type))).ToEquatableArray())
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
            passed.Add(parameter.Name, value, ParameterPassing.Value);
        }

        return CallHelper(operation, target.Method, passed, target.Owner, target.Body);
    }

    /// <summary>The same target has the same key, however often it is named.</summary>
    private string KeyOf(IMethodSymbol method)
    {
        if (!targetKeys.TryGetValue(method, out string? key))
        {
            key = method.Name + "@" + reading.NewTarget().ToString(System.Globalization.CultureInfo.InvariantCulture);
            targetKeys.Add(method, key);
        }

        return key;
    }
}
