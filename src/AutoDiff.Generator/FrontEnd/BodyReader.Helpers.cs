using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>Calls of methods whose bodies are known, and those bodies.</content>
internal sealed partial class BodyReader
{
    /// <summary>A call of a method whose body is known and that may carry a derivative; null for any other call.</summary>
    private Expression? ReadHelperCall(IOperation operation, IMethodSymbol method, Func<Expression>? receiver, IReadOnlyList<IArgumentOperation> arguments)
    {
        bool isConstant = IsMarkedConstant(method) || (constantDepth > 0 && method is { IsStatic: true, MethodKind: MethodKind.Ordinary });

        bool isOwn = IsOwnObject(operation switch
        {
            IInvocationOperation invocation => invocation.Instance,
            IPropertyReferenceOperation property => property.Instance,
            _ => null,
        });
        if (isOwn && !isConstant && !SymbolEqualityComparer.Default.Equals(method.ContainingType, reading.Method.ContainingType))
        {
            return Refuse(operation, Fence.OwnObject);
        }

        // What the generated file cannot call is put in the place of the call.
        if (isConstant || !(isOwn || MayCarry(method) || !reading.CanName(method)) || HelperReader.BodyOf(method) is null || CustomRules.Exist(reading, method))
        {
            return null;
        }

        Arguments passed = new();
        ReadArgumentsOf(receiver, arguments, passed, IsMutating(method));
        return passed.IsRefused ? Placeholder(operation) : CallHelper(operation, method, passed, this);
    }

    /// <summary>
    /// A <see cref="Call"/> with <see cref="Method.Body"/>, over numbers and views only: aggregates are passed member by
    /// member and returned through <c>out</c> parameters.
    /// </summary>
    private Expression CallHelper(IOperation operation, IMethodSymbol method, Arguments passed, BodyReader owner, IOperation? lambda = null)
    {
        int site = Site(operation);
        method = TypeArguments.Within(method, reading.TypeArguments);
        IrType type = method.MethodKind == MethodKind.Constructor ? IrType.Void : TypeReader.Read(method.ReturnType);
        Expression? returned = null;
        bool isInColumns = IsOfAggregates(type) && (type.Kind == Ir.TypeKind.Array || passed.HasColumns);
        if (type.Kind == Ir.TypeKind.Aggregate || isInColumns)
        {
            returned = isInColumns ? NewColumns(Lowered(method.Name), type) : NewPlace(method.MethodKind == MethodKind.Ordinary ? Lowered(method.Name) : "value", type);
            DeclareLeaves(returned, null);
            passed.Add("result", returned, ParameterPassing.Out);
            passed.Variant.Add("result");
        }

        if (TypeReader.IsMemory(method.ReturnType))
        {
            passed.Variant.Add("result:memory");
        }

        HelperKey key = new(method, passed.Variant.ToEquatableArray());
        string body = reading.Helpers.KeyOf(owner, method, key, passed.Delegates, lambda, CollisionReader.IsGenerated(method) ? reading.Place ?? operation.Syntax.GetLocation() : reading.Place);
        bool isLocal = IsLocal(method);
        Method called = new(
            isLocal ? new TypeName("", "") : MethodSymbolReader.NameOf(method.ContainingType),
            ConstantReader.Escaped(method.Name),
            returned is null ? type : IrType.Void,
            passed.Parameters.ToEquatableArray())
        { Body = body };
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

    private static bool IsLocal(IMethodSymbol method) => method.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction;

    /// <summary>Whether a derivative could flow through a call.</summary>
    private static bool MayCarry(IMethodSymbol method) =>
        IsLocal(method)
        || (!method.IsStatic && TypeReader.Read(method.ContainingType).CanBeActive)
        || method.Parameters.Any(parameter => parameter.Type.TypeKind == Microsoft.CodeAnalysis.TypeKind.Delegate || TypeReader.Read(parameter.Type).CanBeActive);

    private static bool IsMutating(IMethodSymbol method) =>
        method is { ContainingType: { IsValueType: true, IsReadOnly: false }, IsReadOnly: false, IsInitOnly: false, MethodKind: MethodKind.Ordinary or MethodKind.PropertySet or MethodKind.PropertyGet };

    private void ReadArgumentsOf(Func<Expression>? receiver, IReadOnlyList<IArgumentOperation> arguments, Arguments passed, bool isMutating)
    {
        List<(IArgumentOperation Argument, Func<Expression> Read)> values = [];
        foreach (IArgumentOperation argument in arguments)
        {
            IParameterSymbol parameter = argument.Parameter!;
            if (parameter.Type.TypeKind == Microsoft.CodeAnalysis.TypeKind.Delegate)
            {
                if (DelegateOf(argument.Value) is not { } target)
                {
                    Refuse(argument.Value, Fence.Delegate);
                    passed.IsRefused = true;
                    return;
                }

                passed.Add(parameter, target);
                continue;
            }

            values.Add((argument, parameter.RefKind is RefKind.Ref or RefKind.Out ? () => ReadReference(argument, passed) : () => Read(Boxed(argument.Value))));
        }

        Func<Expression>[] first = receiver is null ? [] : [receiver];
        Expression[] all = InOrder([.. first, .. values.Select(value => value.Read)]);
        if (receiver is not null)
        {
            bool isReference = all[0] is Composite && isMutating;
            passed.Add("self", isReference ? Referenced(all[0], passed) : all[0], isReference ? ParameterPassing.Ref : ParameterPassing.Value);
            passed.Variant.Add(IsOwnReceiver(all[0]) ? OwnObject : "self");
        }

        Expression[] read = [.. all.Skip(first.Length)];
        foreach ((IArgumentOperation argument, Expression value) in values.Zip(read, (pair, value) => (pair.Argument, value)).OrderBy(pair => pair.Argument.Parameter!.Ordinal))
        {
            ParameterPassing passing = argument.Parameter!.RefKind switch
            {
                RefKind.Ref => ParameterPassing.Ref,
                RefKind.Out => ParameterPassing.Out,
                _ => ParameterPassing.Value,
            };
            passed.Add(argument.Parameter.Name, value, passing);
            if (TypeReader.IsMemory(argument.Parameter.Type))
            {
                passed.Variant.Add(argument.Parameter.Name + ":memory");
            }
        }
    }

    /// <summary>
    /// The variable that an argument passes by reference. An element is passed by way of a local that is written back:
    /// allowed only where nothing else in the call can see the element.
    /// </summary>
    private Expression ReadReference(IArgumentOperation argument, Arguments passed)
    {
        IOperation value = argument.Value is IDeclarationExpressionOperation declaration ? declaration.Expression : argument.Value;
        if (value is ILocalReferenceOperation { IsDeclaration: true } declared)
        {
            Expression local = ValueOf(declared.Local, declared.Local.Type);
            DeclareLeaves(local, null);
            return local;
        }

        if (value is IDiscardOperation)
        {
            Expression discarded = NewPlace("discarded", TypeReader.Read(value.Type));
            DeclareLeaves(discarded, null);
            return discarded;
        }

        if (ReadPlace(value) is not { } place)
        {
            passed.IsRefused = true;
            return Placeholder(value);
        }

        return Referenced(place, passed);
    }

    // F(ref p[i])   =>   double cell = p[i]; F(ref cell); p[i] = cell;
    private Expression Referenced(Expression place, Arguments passed)
    {
        if (Leaves(place).All(leaf => leaf is Ir.Read))
        {
            return place;
        }

        place = Repeatable(place);
        Expression copy = NewPlace("cell", place.Type);
        DeclareLeaves(copy, place);
        passed.WriteBack.Add(() => AssignLeaves(place, copy));
        return copy;
    }

    /// <summary>Reads the body of a method as its callers see it.</summary>
    public Function ReadHelper(IMethodSymbol called, SyntaxNode body, IReadOnlyCollection<string> variant, IReadOnlyDictionary<ISymbol, DelegateTarget> delegates, IOperation? lambda)
    {
        // The body speaks of the definition's parameters and types.
        IMethodSymbol method = called.OriginalDefinition;
        List<Parameter> parameters = [];
        foreach (KeyValuePair<ISymbol, DelegateTarget> target in delegates)
        {
            this.delegates[target.Key.OriginalDefinition] = target.Value;
        }

        if (!method.IsStatic && !IsLocal(method))
        {
            bool isConstructor = method.MethodKind == MethodKind.Constructor;
            isOwnObject = variant.Contains(OwnObject);
            self = NewPlace("self", isOwnObject ? reading.Receiver!.Type : TypeReader.Read(method.ContainingType));
            AddParameters(self, isConstructor ? ParameterPassing.Out : self is Composite && IsMutating(method) ? ParameterPassing.Ref : ParameterPassing.Value, parameters);
            if (isConstructor)
            {
                AssignLeaves(self, DefaultOf(self.Type));
            }
        }

        foreach (IParameterSymbol parameter in method.Parameters.Where(parameter => !this.delegates.ContainsKey(parameter)))
        {
            if (TypeReader.Read(parameter.Type) is var view && IsOfAggregates(view))
            {
                // A local function is read anew in the same scope.
                bound.Remove(parameter);
                if (variant.Contains(parameter.Name))
                {
                    bound.Add(parameter, NewColumns(parameter.Name, view));
                }
            }

            Expression value = ValueOf(parameter, parameter.Type);
            AddParameters(value, parameter.RefKind switch { RefKind.Ref => ParameterPassing.Ref, RefKind.Out => ParameterPassing.Out, _ => ParameterPassing.Value }, parameters);
        }

        if (method.MethodKind == MethodKind.Constructor && !MemberInitializers.RunElsewhere(body))
        {
            ReadInitializers(method, isPrimary: body is TypeDeclarationSyntax);
        }

        IrType type = TypeReader.Read(method.ReturnType);
        if (body is TypeDeclarationSyntax)
        {
            return Substituted(called, new Function(method.Name, parameters.ToEquatableArray(), type, ForeignBuffers.Check(reading, new Block([.. fixedArrays, .. output]))), body);
        }

        result = null;
        if (type.Kind == Ir.TypeKind.Aggregate || (IsOfAggregates(type) && variant.Contains("result")))
        {
            result = (Composite)(type.IsView ? NewColumns("result", type) : NewPlace("result", type));
            AddParameters(result, ParameterPassing.Out, parameters);
            type = IrType.Void;
        }

        Fence.Patrol(reading, body);
        IOperation? operation = lambda ?? reading.Model.GetOperation(body.Parent is ConstructorDeclarationSyntax constructor ? constructor : body, reading.Cancellation);
        if (operation is null)
        {
            reading.HasCompileErrors = true;
            return new Function(method.Name, parameters.ToEquatableArray(), type, Block.Empty);
        }

        ReadBody(operation);
        return Substituted(called, new Function(method.Name, parameters.ToEquatableArray(), type, ForeignBuffers.Check(reading, new Block([.. fixedArrays, .. output]))), body);
    }

    // struct P(double x) { double y = 2 * x; }   =>   self.y = 2 * x;
    private void ReadInitializers(IMethodSymbol constructor, bool isPrimary)
    {
        INamedTypeSymbol type = constructor.ContainingType;
        foreach (IParameterSymbol parameter in constructor.Parameters.Where(_ => isPrimary))
        {
            if (Member(self!, AggregateReader.IndexOf(type, parameter.Name)) is { } kept)
            {
                AssignLeaves(kept, ValueOf(parameter, parameter.Type));
            }
        }

        foreach ((string name, EqualsValueClauseSyntax value) in MemberInitializers.Of(type))
        {
            Fence.Patrol(reading, value);
            if (value.SyntaxTree != reading.Model.SyntaxTree || Member(self!, AggregateReader.IndexOf(type, name)) is not { } member)
            {
                Fence.Refuse(reading, value);
            }
            else if (reading.Model.GetOperation(reading.Reads(value), reading.Cancellation) is ISymbolInitializerOperation initializer)
            {
                AssignLeaves(member, Read(initializer.Value));
            }
            else
            {
                reading.HasCompileErrors = true;
            }
        }
    }

    /// <summary>The body for the type arguments that the method is called with.</summary>
    private Function Substituted(IMethodSymbol called, Function function, SyntaxNode body)
    {
        IReadOnlyDictionary<string, IrType> arguments = TypeArguments.Of(called);
        if (arguments.Count == 0)
        {
            return function;
        }

        TypeSubstitution substitution = new(arguments);
        if (substitution.IsNamed(function))
        {
            Fence.Refuse(reading, body, Fence.TypeParameter);
        }

        return substitution.Apply(function);
    }

    private void ReadBody(IOperation operation)
    {
        if (operation is IConstructorBodyOperation constructor)
        {
            if (constructor.Initializer is { } initializer)
            {
                ReadStatement(initializer);
            }

            operation = (IOperation?)constructor.BlockBody ?? constructor.ExpressionBody!;
        }

        ReadStatement(operation);
    }

    private static void AddParameters(Expression value, ParameterPassing passing, List<Parameter> parameters) =>
        parameters.AddRange(Leaves(value).Select(leaf => new Parameter(((Read)leaf).Variable, IsActive: false, passing)));

    /// <summary>The outer variables that a local function or a lambda may assign, itself or through others that it calls.</summary>
    private IEnumerable<Variable> CapturedBy(IMethodSymbol method, IOperation? lambda)
    {
        HashSet<ISymbol> functions = new(SymbolEqualityComparer.Default);
        HashSet<ISymbol> written = new(SymbolEqualityComparer.Default);
        Collect(method, lambda?.Syntax ?? HelperReader.BodyOf(method));
        return written
            .Where(symbol => variables.ContainsKey(symbol) || bound.ContainsKey(symbol))
            .SelectMany(symbol => Leaves(bound.TryGetValue(symbol, out Expression? value) ? value : new Read(variables[symbol])))
            .OfType<Read>()
            .Select(read => read.Variable);

        void Collect(IMethodSymbol function, SyntaxNode? syntax)
        {
            if (!functions.Add(function) || syntax is null)
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
                if (reading.Model.GetSymbolInfo(name, reading.Cancellation).Symbol is IMethodSymbol { MethodKind: MethodKind.LocalFunction } inner)
                {
                    Collect(inner, HelperReader.BodyOf(inner));
                }
            }
        }
    }

    /// <summary>What a call passes, number by number.</summary>
    private sealed class Arguments
    {
        public List<MethodParameter> Parameters { get; } = [];

        public List<Expression> Values { get; } = [];

        public Dictionary<ISymbol, DelegateTarget> Delegates { get; } = new(SymbolEqualityComparer.Default);

        public List<string> Variant { get; } = [];

        public List<Action> WriteBack { get; } = [];

        public bool IsRefused { get; set; }

        /// <summary>Whether something is a view of structs that are kept number by number.</summary>
        public bool HasColumns { get; private set; }

        public void Add(IParameterSymbol parameter, DelegateTarget target)
        {
            Delegates.Add(parameter, target);
            Variant.Add(parameter.Name + ":" + target.Key);
        }

        private static IEnumerable<string> NamesOf(string name, Expression value) => value is Composite composite
            ? composite.Members.Zip((composite.Type.Element ?? composite.Type).Members, (member, part) => NamesOf(name + Capitalised(part.Name.TrimStart('@')), member)).SelectMany(names => names)
            : [name];

        public void Add(string name, Expression value, ParameterPassing passing)
        {
            if (value is Composite)
            {
                Variant.Add(name);
                HasColumns |= IsInColumns(value);
            }

            string[] names = [.. NamesOf(name, value)];
            int index = 0;
            foreach (Expression leaf in Leaves(value))
            {
                ParameterUse use = passing switch
                {
                    ParameterPassing.Ref => ParameterUse.Updated,
                    ParameterPassing.Out => ParameterUse.Overwritten,
                    _ => leaf.Type.Kind is Ir.TypeKind.Span or Ir.TypeKind.Array ? ParameterUse.Updated : ParameterUse.Input,
                };
                Parameters.Add(new MethodParameter(names[index++], leaf.Type, use) { Passing = passing });
                Values.Add(leaf);
            }
        }
    }
}
