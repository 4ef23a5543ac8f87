using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>Calls of methods whose bodies are known.</content>
internal sealed partial class BodyReader
{
    /// <summary>A call of a method whose body is known and that may carry a derivative; null for any other call.</summary>
    private Expression? ReadHelperCall(IOperation operation, IMethodSymbol method, Func<Expression>? receiver, IReadOnlyList<IArgumentOperation> arguments, bool isExact = false)
    {
        method = TypeArguments.Within(method, reading.TypeArguments, reading.Model.Compilation);
        bool isConstant = IsMarkedConstant(method) || (constantDepth > 0 && method is { IsStatic: true, MethodKind: MethodKind.Ordinary });

        IOperation? instance = operation switch
        {
            IInvocationOperation invocation => invocation.Instance,
            IPropertyReferenceOperation property => property.Instance,
            _ => null,
        };
        bool isOwn = IsOwnObject(instance);
        if (isOwn && !isConstant && !SymbolEqualityComparer.Default.Equals(method.ContainingType, reading.Method.ContainingType))
        {
            return Refuse(operation, Fence.OwnObject);
        }

        // What the generated file cannot call is put in the place of the call, and what changes a variable that only its body knows how.
        if (isConstant || !(isOwn || MayCarry(method) || IsFollowed(instance) || arguments.Any(IsFollowed) || IsChanging(method) || IsGiving(method) || !reading.CanName(method)) || BodyOf(method, isExact) is null || CustomRules.Exist(reading, method))
        {
            // What is not read may do anything with the object.
            foreach (ITypeSymbol type in method.Parameters.Select(parameter => parameter.Type).Append(method.ReturnType).Concat(method.IsStatic ? [] : [method.ContainingType]).Where(CreatedClasses.CanChange))
            {
                LoseObjects(type.OriginalDefinition, operation);
            }

            return null;
        }

        HelperArguments passed = new();
        if (instance is not null && method.ContainingType is { TypeKind: Microsoft.CodeAnalysis.TypeKind.Class } && RunOn(method, instance) is { } known)
        {
            passed.AddSelf(known);
        }

        ReadArgumentsOf(method, receiver is null ? null : ReceiverOf(method, instance, receiver), arguments, passed);
        return passed.IsRefused ? Placeholder(operation) : CallHelper(operation, method, passed, this);
    }

    /// <summary>
    /// A <see cref="Call"/> with <see cref="Method.Body"/>, over numbers and views only: aggregates are passed member by
    /// member and returned through <c>out</c> parameters.
    /// </summary>
    private Expression CallHelper(IOperation operation, IMethodSymbol method, HelperArguments passed, BodyReader owner, IOperation? lambda = null)
    {
        int site = Site(operation);
        method = TypeArguments.Within(method.PartialImplementationPart ?? method, reading.TypeArguments, reading.Model.Compilation);
        IrType type = method.MethodKind == MethodKind.Constructor ? IrType.Void : ResultType(method);
        Expression? returned = null;
        bool isInColumns = IsOfAggregates(type) && (type.Kind is Ir.TypeKind.Array or Ir.TypeKind.Grid || passed.HasColumns);
        if (type.Kind == Ir.TypeKind.Aggregate || isInColumns)
        {
            returned = isInColumns ? NewColumns(Lowered(method.Name), type) : NewPlace(method.MethodKind == MethodKind.Ordinary ? Lowered(method.Name) : "value", type);
            DeclareLeaves(returned, null);
            passed.Add("result", returned, ParameterPassing.Out);
            passed.Variant.Add("result");
        }

        if (ReturnsNewList(method))
        {
            passed.Variant.Add("result:list");
        }

        if (TypeReader.IsMemory(method.ReturnType))
        {
            passed.Variant.Add("result:memory");
        }

        if (!reading.Helpers.MayRead(method))
        {
            return Refuse(operation, Fence.ManyVariants);
        }

        HelperKey key = new(method, passed.Variant.ToEquatableArray(), IsLocal(method) ? owner.variables : null);
        string body = reading.Helpers.KeyOf(owner, method, key, passed, lambda, CollisionReader.IsGenerated(method) ? reading.Place ?? operation.Syntax.GetLocation() : reading.Place);
        bool isLocal = IsLocal(method);
        IPropertySymbol? property = method is { IsStatic: true, MethodKind: MethodKind.PropertyGet } ? (IPropertySymbol?)method.AssociatedSymbol : null;
        Method called = new(
            isLocal ? new TypeName("", "") : MethodSymbolReader.NameOf(method.ContainingType),
            ConstantReader.Escaped(method.MethodKind == MethodKind.AnonymousFunction ? PlainName(method) : (property ?? (ISymbol)method).Name),
            returned is null ? type : IrType.Void,
            passed.Parameters.ToEquatableArray())
        {
            Body = body,
            IsProperty = property is not null,
            TypeArguments = MethodSymbolReader.HasHiddenTypeArguments(method) ? method.TypeArguments.Select(TypeReader.Read).ToEquatableArray() : [],
            HasHiddenTypeArguments = MethodSymbolReader.HasHiddenTypeArguments(method),
        };
        Call call = new(called, passed.Values.ToEquatableArray())
        {
            Site = site,
            Captured = isLocal ? owner.CapturedBy(method, lambda).ToEquatableArray() : [],
        };
        Expression value = call;
        if (call.Type == IrType.Void)
        {
            Write(new Evaluate(call));
            value = returned ?? Nothing;
        }
        else if (call.Changes.Any() || passed.WriteBack.Count > 0)
        {
            value = new Read(Declare(NameFor(call), call));
        }

        foreach (Action writeBack in passed.WriteBack)
        {
            writeBack();
        }

        return value;
    }

    /// <summary>The type of the object that a method of a class is called on, where it matters beside the type that has the method.</summary>
    private INamedTypeSymbol? RunOn(IMethodSymbol method, IOperation instance) =>
        ExactTypeOf(instance) is INamedTypeSymbol known && HasOverridables(known) ? known
        : TypeOf(instance) is INamedTypeSymbol { } held && IsFollowed(held) && !IsFollowed(method.ContainingType) && !HasOverridables(held) ? held
        : null;

    private static bool IsLocal(IMethodSymbol method) => method.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction;

    /// <summary>Whether a derivative could flow through a call.</summary>
    public static bool MayCarry(IMethodSymbol method) =>
        IsLocal(method)
        || CreatedClasses.CanChange(method.ReturnType)
        || (!method.IsStatic && TypeReader.Read(method.ContainingType).CanBeActive)
        || method.Parameters.Any(parameter => parameter.Type.TypeKind == Microsoft.CodeAnalysis.TypeKind.Delegate || TypeReader.Read(parameter.Type).CanBeActive);

    /// <summary>Whether a method is called on an object that is taken apart, though the type that has the method is not.</summary>
    private bool IsFollowed(IOperation? instance) => instance is not null && ExactTypeOf(instance) is { } known && IsFollowed(known);

    /// <summary>Whether a buffer, a list or an object that is taken apart is passed, though the parameter's type does not tell.</summary>
    private bool IsFollowed(IArgumentOperation argument) =>
        BufferOf(argument.Parameter!.Type, argument.Value) is not null
        || IsOwnList(Unconverted(argument.Value))
        || IsRead(Unconverted(argument.Value))
        || (argument.Parameter.RefKind == RefKind.None && IsOpen(argument.Parameter.Type) && IsFollowed(argument.Value));

    // What it returns may be a buffer that the method has already, or numbers that only its own type can name.
    private bool IsGiving(IMethodSymbol method) =>
        TypeFor(method.ReturnType) is var type && (type.IsView || type.Members.Any(member => member.Type.IsView || !reading.CanName(type, member)));

    private static bool IsChanging(IMethodSymbol method) => method.Parameters.Any(parameter => parameter.RefKind is RefKind.Ref or RefKind.Out);

    private static bool IsMutating(IMethodSymbol method) =>
        method is { ContainingType: { IsValueType: true, IsReadOnly: false }, IsReadOnly: false, MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation or MethodKind.PropertySet or MethodKind.PropertyGet } or { IsInitOnly: true }
        || (!method.IsStatic && method.MethodKind != MethodKind.Constructor && CreatedClasses.CanChange(method.ContainingType));

    /// <summary>The outer variables that a local function or a lambda may assign, itself or through others that it calls.</summary>
    private IEnumerable<Variable> CapturedBy(IMethodSymbol method, IOperation? lambda)
    {
        HashSet<ISymbol> functions = new(SymbolEqualityComparer.Default);
        HashSet<ISymbol> written = new(SymbolEqualityComparer.Default);
        Collect(method, lambda?.Syntax ?? reading.Helpers.BodyOf(method));
        return written
            .Where(symbol => variables.ContainsKey(symbol) || bound.ContainsKey(symbol))
            .SelectMany(symbol => Leaves(bound.TryGetValue(symbol, out Expression? value) ? value : new Read(variables[symbol])))
            .OfType<Read>()
            .Select(read => read.Variable);

        void Collect(IMethodSymbol function, SyntaxNode? syntax)
        {
            // What stands elsewhere sees nothing of this method.
            if (!functions.Add(function) || syntax?.SyntaxTree != reading.Model.SyntaxTree)
            {
                return;
            }

            SyntaxNode code = syntax is ArrowExpressionClauseSyntax arrow ? arrow.Expression : syntax;
            DataFlowAnalysis flow = reading.Model.AnalyzeDataFlow(code);
            if (flow.Succeeded)
            {
                written.UnionWith(flow.WrittenInside.Except(flow.VariablesDeclared, SymbolEqualityComparer.Default)!);
            }

            foreach (SimpleNameSyntax name in code.DescendantNodesAndSelf().OfType<SimpleNameSyntax>())
            {
                switch (reading.Model.GetSymbolInfo(name, reading.Cancellation).Symbol)
                {
                    case IMethodSymbol { MethodKind: MethodKind.LocalFunction } inner:
                        Collect(inner, reading.Helpers.BodyOf(inner));
                        break;
                    case { } list when lists.ContainsKey(list) && reading.Model.GetOperation(name, reading.Cancellation) is { } use && ListUses.IsChange(use):
                        written.Add(list);
                        break;
                    case { } variable when delegates.TryGetValue(variable, out DelegateTarget? target):
                        foreach (DelegateTarget called in target.Alternatives.Append(target).Where(called => IsLocal(called.Method)))
                        {
                            Collect(called.Method, called.Body?.Syntax ?? reading.Helpers.BodyOf(called.Method));
                        }

                        break;
                }
            }
        }
    }
}
