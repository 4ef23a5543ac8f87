using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>Bodies of methods that are called, as functions of numbers and views.</content>
internal sealed partial class BodyReader
{
    /// <summary>Reads the body of a method as its callers see it.</summary>
    public Function ReadHelper(IMethodSymbol called, SyntaxNode body, HelperArguments passed, IOperation? lambda)
    {
        IReadOnlyCollection<string> variant = passed.Variant;

        // The body speaks of the definition's parameters and types.
        IMethodSymbol method = called.OriginalDefinition;
        current = method;
        List<Parameter> parameters = [];
        foreach (KeyValuePair<ISymbol, DelegateTarget> target in passed.Delegates)
        {
            this.delegates[target.Key.OriginalDefinition] = target.Value;
            if (target.Value.Table is Read { Variable: var numbers })
            {
                FollowTable(target.Key.OriginalDefinition, numbers);
            }
        }

        selfType = passed.SelfType ?? selfType;
        if (!method.IsStatic && !IsLocal(method))
        {
            bool isConstructor = method.MethodKind == MethodKind.Constructor;
            isOwnObject = variant.Contains(OwnObject);
            self = passed.Elements.TryGetValue("self", out Expression? elements)
                ? OfCaller(elements, "self", parameters)
                : NewPlace("self", isOwnObject ? reading.Receiver!.Type : TypeFor(selfType is not null && IsFollowed(selfType) ? selfType : method.ContainingType), passed.WithArrays("self"), isOutside: passed.WithArrays("self") is not null);
            if (elements is null)
            {
                bool isReference = self is Composite && (IsMutating(called) || CreatedClasses.CanChange(selfType) || passed.IsSameVariable("self"));
                AddParameters(self, isConstructor ? ParameterPassing.Out : isReference ? ParameterPassing.Ref : ParameterPassing.Value, parameters);
            }

            if (isConstructor)
            {
                AssignLeaves(self, DefaultOf(self.Type));
            }
        }

        foreach (IParameterSymbol parameter in method.Parameters.Where(parameter => !this.delegates.ContainsKey(parameter)))
        {
            // A local function is read anew in the same scope.
            bound.Remove(parameter);
            lists.Remove(parameter);
            if (passed.Types.TryGetValue(parameter, out ITypeSymbol? type))
            {
                concrete[parameter] = type;
                variables.Remove(parameter);
            }
            else if (concrete.Remove(parameter))
            {
                variables.Remove(parameter);
            }

            if (passed.Elements.TryGetValue(parameter.Name, out Expression? elements))
            {
                bound.Add(parameter, OfCaller(elements, parameter.Name, parameters));
                continue;
            }

            if (variant.Contains(parameter.Name + ":list"))
            {
                BeginList(parameter, passed.WithArrays(parameter.Name));
            }
            else if (passed.WithArrays(parameter.Name) is { } given)
            {
                bound.Add(parameter, NewPlace(parameter.Name, TypeFor(TypeOf(parameter, parameter.Type)), given, isOutside: true));
            }

            if (TypeFor(TypeOf(parameter, parameter.Type)) is var view && IsOfAggregates(view) && !lists.ContainsKey(parameter) && variant.Contains(parameter.Name))
            {
                bound.Add(parameter, NewColumns(parameter.Name, view));
            }
            else if (view is { IsView: true, Innermost.Composition: Composition.Tuple } && passed.Parameters.Find(given => given.Name == parameter.Name) is { Type.Element: { } element } && element != view.Element)
            {
                bound.Add(parameter, new Read(reading.NewVariable(parameter.Name, view with { Element = element })));
            }

            ParameterPassing passing = parameter.RefKind switch
            {
                RefKind.Ref => ParameterPassing.Ref,
                RefKind.Out => ParameterPassing.Out,
                _ => passed.IsSameVariable(parameter.Name) || lists.ContainsKey(parameter) || CreatedClasses.CanChange(called.Parameters[parameter.Ordinal].Type) || CreatedClasses.CanChange(TypeOf(parameter, parameter.Type)) ? ParameterPassing.Ref : ParameterPassing.Value,
            };
            AddParameters(ValueOf(parameter, parameter.Type), passing, parameters);
        }

        if (method.MethodKind == MethodKind.Constructor && !MemberInitializers.RunElsewhere(body))
        {
            ReadInitializers(method, isPrimary: body is TypeDeclarationSyntax);
        }

        IrType returned = ResultType(method);
        returnsList = ReturnsNewList(method);
        if (body is TypeDeclarationSyntax)
        {
            DropDefaults();
            return Substituted(called, new Function(PlainName(method), parameters.ToEquatableArray(), returned, ForeignBuffers.Check(reading, new Block([.. fixedArrays, .. output]))), body);
        }

        result = null;
        if (returned.Kind == Ir.TypeKind.Aggregate || (IsOfAggregates(returned) && variant.Contains("result")))
        {
            result = (Composite)(returned.IsView ? NewColumns("result", returned) : NewPlace("result", returned));
            AddParameters(result, ParameterPassing.Out, parameters);
            returned = IrType.Void;
        }

        Fence.Patrol(reading, body);
        IOperation? operation = lambda ?? reading.Model.GetOperation(body.Parent is ConstructorDeclarationSyntax constructor ? constructor : body, reading.Cancellation);
        if (operation is null)
        {
            reading.HasCompileErrors = true;
            return new Function(PlainName(method), parameters.ToEquatableArray(), returned, Block.Empty);
        }

        if (!IsLocal(method))
        {
            FollowObjects(operation, called.ContainingType);
        }

        RefuseChangedCopies(operation, method);
        ReadBody(operation);
        if (method.MethodKind == MethodKind.Constructor)
        {
            DropDefaults();
        }

        return Substituted(called, new Function(PlainName(method), parameters.ToEquatableArray(), returned, ForeignBuffers.Check(reading, new Block([.. fixedArrays, .. output]))), body);
    }

    // self.x = 0; self.x = a;   =>   self.x = a;      where nothing between sees it
    private void DropDefaults()
    {
        for (int i = output.Count - 1; i >= 0; i--)
        {
            if (output[i] is Assign { Target: Read { Variable: var member }, Value: Number or Constant }
                && output.FindIndex(i + 1, later => later.Mentions().Contains(member) || later.Blocks().Any(block => block.Variables().Contains(member)) || !later.Completes()) is > 0 and var next
                && output[next] is Assign { Target: Read { Variable: var again }, Value: var value } && again == member && !value.Reads().Contains(member))
            {
                output.RemoveAt(i);
            }
        }
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
                if (AggregateReader.Captures(type, parameter))
                {
                    // From here on the parameter is that member: what an initializer assigns to it, the other members see.
                    bound[parameter] = kept;
                }
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
                FollowObjects(initializer, constructor.ContainingType);
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
        if (substitution.IsNamed(function) || TypeArguments.MistakesNumber(called))
        {
            Fence.Refuse(reading, body, Fence.TypeParameter);
        }

        return substitution.Apply(function);
    }

    // Functions are named after it in the generated file: not .ctor, and not IShape.Area.
    private static string PlainName(IMethodSymbol method) => method.MethodKind switch
    {
        MethodKind.Constructor => method.ContainingType.Name,

        // A lambda goes by the name of the local that it is given to.
        MethodKind.AnonymousFunction => method.DeclaringSyntaxReferences[0].GetSyntax().Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } => declarator.Identifier.ValueText,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } => name.Identifier.ValueText,
            _ => "lambda",
        },
        _ => method.Name.Substring(method.Name.LastIndexOf('.') + 1),
    };

    private void ReadBody(IOperation operation)
    {
        if (operation is IConstructorBodyOperation constructor)
        {
            if (constructor.Initializer is IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod: { MethodKind: MethodKind.Constructor } positional } chained }
                && self is Composite
                && TypeFor(positional.ContainingType) == self.Type
                && reading.Helpers.BodyOf(positional) is null
                && Stored(positional, ReadArguments(chained.Arguments), self.Type) is { } stored)
            {
                AssignLeaves(self, stored);
            }
            else if (constructor.Initializer is { } initializer && !(initializer is IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod.ContainingType: { } begun } } && AggregateReader.IsEmptyBase(begun)))
            {
                ReadStatement(initializer);
            }

            operation = (IOperation?)constructor.BlockBody ?? constructor.ExpressionBody!;
        }

        ReadStatement(operation);
    }

    /// <summary>Elements of the caller's.</summary>
    private Expression OfCaller(Expression elements, string name, List<Parameter> parameters) => HelperArguments.Received(elements, (passed, isIndex) =>
    {
        Variable variable = reading.NewVariable(isIndex ? name + "Index" : name, passed.Type);
        parameters.Add(new Parameter(variable, IsActive: false));
        return variable;
    });

    private void AddParameters(Expression value, ParameterPassing passing, List<Parameter> parameters)
    {
        foreach (Variable variable in Leaves(value).Select(leaf => ((Read)leaf).Variable))
        {
            parameters.Add(new Parameter(variable, IsActive: false, passing) { IsColumn = IsInColumns(value) });
            if (passing is ParameterPassing.Ref or ParameterPassing.Out)
            {
                byReference.Add(variable);
            }
        }
    }
}
