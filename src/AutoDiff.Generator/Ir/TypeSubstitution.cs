using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Ir;

/// <summary>The body of a generic method => the body that it has for given type arguments.</summary>
internal sealed class TypeSubstitution(IReadOnlyDictionary<string, IrType> arguments)
{
    public Function Apply(Function function) => function with
    {
        Parameters = function.Parameters.Select(parameter => parameter with { Variable = Apply(parameter.Variable) }).ToEquatableArray(),
        ReturnType = Apply(function.ReturnType),
        Results = function.Results.Select(Apply).ToEquatableArray(),
        Body = Apply(function.Body),
    };

    /// <summary>Whether C# that is not modelled, or a type that is not, names a type parameter.</summary>
    public bool IsNamed(Function function) =>
        function.Parameters.Select(parameter => parameter.Variable).Concat(function.Body.SelfAndDescendants().OfType<Declare>().Select(declared => declared.Variable)).Any(variable => NamesIn(variable.Type))
        || function.Body.AllExpressions().Any(IsNamed);

    private bool NamesIn(IrType type) => (type.Kind == TypeKind.Other && Names(type.Name)) || (type.Element is { } element && NamesIn(element));

    private bool IsNamed(Expression expression) => expression switch
    {
        Opaque opaque => opaque.Segments.Any(Names),
        Constant constant => Names(constant.Text) && !constant.Text.StartsWith(constant.Type.Name + ".", System.StringComparison.Ordinal),
        Call { Method: { Body: null, Container: { IsParameter: false } container } } when Names(container.FullName) => true,
        Call { Method.Body: null } call => call.Method.TypeArguments.Any(type => type.Kind == TypeKind.Other && Names(type.Name)),
        _ => false,
    };

    private bool Names(string text) => arguments.Where(argument => argument.Value.Name != argument.Key).Select(argument => argument.Key).Any(name =>
    {
        for (int at = text.IndexOf(name, System.StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, System.StringComparison.Ordinal))
        {
            bool begins = at == 0 || (text[at - 1] != '.' && !IsPart(text[at - 1]));
            bool ends = at + name.Length == text.Length || !IsPart(text[at + name.Length]);
            if (begins && ends)
            {
                return true;
            }
        }

        return false;
    });

    private static bool IsPart(char character) => char.IsLetterOrDigit(character) || character == '_';

    private Block Apply(Block block) => new(Renaming.Apply(block, Apply).Statements.Select(Apply).ToEquatableArray());

    private Statement Apply(Statement statement) => statement
        .MapExpressions(expression => expression.Rewrite(Apply))
        .MapBlocks(block => new Block(block.Statements.Select(Apply).ToEquatableArray()));

    private Variable Apply(Variable variable) => variable with { Type = Apply(variable.Type) };

    private Expression Apply(Expression node) => node switch
    {
        Number { NumberType.Kind: TypeKind.Generic } number => Formula.Literal(Apply(number.NumberType), number.Value),
        Constant { ConstantType.Kind: TypeKind.Generic } constant => new Constant(
            Apply(constant.ConstantType),
            Apply(constant.ConstantType).Name + constant.Text.Substring(constant.ConstantType.Name.Length)),
        Constant constant => constant with { ConstantType = Apply(constant.ConstantType) },
        Conversion conversion when Apply(conversion.TargetType) is var target => conversion.Operand.Type == target ? conversion.Operand : conversion with { TargetType = target },
        NewBuffer buffer => buffer with { ViewType = Apply(buffer.ViewType) },
        Call call => call with { Method = Apply(call.Method) },
        Opaque opaque => opaque with { ResultType = Apply(opaque.ResultType) },
        Field field => field with { FieldType = Apply(field.FieldType) },
        Element { Leaf: { } leaf } element => element with { Leaf = Apply(leaf) },
        Composite composite => composite with { AggregateType = Apply(composite.AggregateType) },
        _ => node,
    };

    private Method Apply(Method method) => method with
    {
        Container = method.Container.IsParameter && arguments.TryGetValue(method.Container.Name, out IrType? type) ? ContainerOf(type) : method.Container,
        ReturnType = Apply(method.ReturnType),
        Parameters = method.Parameters.Select(parameter => parameter with { Type = Apply(parameter.Type) }).ToEquatableArray(),
        TypeArguments = method.TypeArguments.Select(Apply).ToEquatableArray(),
    };

    private static TypeName ContainerOf(IrType type) => type.Kind switch
    {
        TypeKind.Double => new TypeName("System", "Double"),
        TypeKind.Single => new TypeName("System", "Single"),
        _ => new TypeName("", type.Name) { IsParameter = true },
    };

    private IrType Apply(IrType type)
    {
        if (type.Kind == TypeKind.Generic)
        {
            return arguments.TryGetValue(type.Name, out IrType? argument) ? argument : type;
        }

        if (type.Element is { } element && Apply(element) is var substituted && substituted != element)
        {
            return type with { Element = substituted };
        }

        return type.Members.Count == 0 ? type : type with { Members = type.Members.Select(member => member with { Type = Apply(member.Type) }).ToEquatableArray() };
    }
}
