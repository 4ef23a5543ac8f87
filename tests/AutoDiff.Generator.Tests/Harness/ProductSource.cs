using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Tests.Harness;

/// <summary>The C# of a <see cref="ProductWrapper"/>. What comes back by reference is put where it was taken from.</summary>
internal sealed class ProductSource(AnnotatedMethod method)
{
    private IMethodSymbol Primal => method.Primal;

    public string Write(string className) =>
        $$"""
        public static class {{className}}
        {
            {{WrapperSource.Types(Primal)}}

            public static object Value(object[] a)
            {
                {{Locals("a", Primal.Parameters)}}
                {{Result()}}{{Call("", [])}};
                {{Back("a", Primal.Parameters)}}
                return {{Returned("result")}};
            }

            public static object Vjp(object[] a, object w, object[] g)
            {
                {{Locals("a", Primal.Parameters)}}
                {{Locals("g", Carriers)}}
                {{Result()}}{{Call("Vjp", [.. Cotangent(), .. Carriers.Select((parameter, i) => (parameter.RefKind == RefKind.Out || IsBuffer(parameter) ? "" : "ref ") + $"g{Number(i)}")])}};
                {{Back("a", Primal.Parameters)}}
                {{Back("g", Carriers)}}
                return {{Returned("result")}};
            }

            public static object Jvp(object[] a, object[] g)
            {
                {{Locals("a", Primal.Parameters)}}
                {{Locals("g", Carriers)}}
                {{Result()}}{{Call("Jvp", [.. Carriers.Select((parameter, i) => Keyword(parameter) + $"g{Number(i)}")])}};
                {{Back("a", Primal.Parameters)}}
                {{Back("g", Carriers)}}
                return {{(HasCotangent ? "new object[] { result.Value, result.Tangent }" : $"new object[] {{ {Returned("result")}, null! }}")}};
            }
        }
        """;

    private IReadOnlyList<IParameterSymbol> Carriers => [.. method.Carriers.Select(position => Primal.Parameters[position])];

    private bool HasCotangent => AnnotatedMethod.CanBeActive(Primal.ReturnType);

    private IEnumerable<string> Cotangent() => HasCotangent ? [$"({Primal.ReturnType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})w"] : [];

    private string Result() => Primal.ReturnsVoid ? "" : "var result = ";

    private string Returned(string result) => Primal.ReturnsVoid ? "null!" : result;

    private static string Locals(string name, IReadOnlyList<IParameterSymbol> parameters) => string.Join(" ", parameters.Select((parameter, i) =>
        $"{WrapperSource.Boxed(parameter)} {name}{Number(i)} = ({WrapperSource.Boxed(parameter)}){name}[{Number(i)}];"));

    private static string Back(string name, IReadOnlyList<IParameterSymbol> parameters) => string.Join(" ", parameters.Select((parameter, i) =>
        IsBuffer(parameter) ? "" : $"{name}[{Number(i)}] = {name}{Number(i)}!;"));

    private string Call(string suffix, IReadOnlyList<string> companions)
    {
        IEnumerable<string> arguments = Primal.Parameters.Select((parameter, i) => Keyword(parameter) + "a" + Number(i)).Concat(companions);
        string name = suffix.Length == 0 ? Primal.Name : method.Stem + suffix;
        return $"{WrapperSource.Target(Primal)}.@{name}{WrapperSource.TypeArguments(Primal)}({string.Join(", ", arguments)})";
    }

    private static string Keyword(IParameterSymbol parameter) => parameter.RefKind switch
    {
        RefKind.Ref => "ref ",
        RefKind.Out => "out ",
        _ => "",
    };

    private static bool IsBuffer(IParameterSymbol parameter) => WrapperSource.IsBuffer(parameter);

    private static string Number(int i) => i.ToString(CultureInfo.InvariantCulture);
}
