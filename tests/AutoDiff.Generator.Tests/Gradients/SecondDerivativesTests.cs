using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using AutoDiff.Generator.FrontEnd;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Tests.Harness;
using AutoDiff.Generator.Tests.Interpreter;
using AutoDiff.Generator.Transforms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AutoDiff.Generator.Tests.Gradients;

/// <summary>
/// Forward mode applied to the gradients that reverse mode wrote, for every method of <c>Sources</c> that the interpreter
/// can run: the product of the Hessian with a direction, against differences of the gradient.
/// </summary>
public class SecondDerivativesTests
{
    [Fact]
    public void ForwardOverReverse_AgreesWithDifferencesOfTheGradient()
    {
        CSharpCompilation compilation = CompilerInput.Compilation([.. EmbeddedSources.Gradients.Files]);
        List<string> compared = [];
        // Differences of differences need every digit.
        foreach (AnnotatedMethod annotated in AnnotatedMethod.All(compilation).Where(InDouble))
        {
            SyntaxTree tree = annotated.Primal.DeclaringSyntaxReferences[0].SyntaxTree;
            DifferentiableMethod method = MethodReader.Read(annotated.Primal, compilation.GetSemanticModel(tree), CancellationToken.None).Method!;
            Request request = method.Requests.First(candidate => candidate.Name == annotated.Stem);
            if (method.Primal.Parameters.Any(parameter => parameter.Passing == ParameterPassing.This) || !SymbolEqualityComparer.Default.Equals(annotated.Primal, annotated.Primal.OriginalDefinition))
            {
                // The interpreter has no objects to call methods on, and no types to stand for others.
                continue;
            }

            try
            {
                for (int seed = 0; seed < 2; seed++)
                {
                    Check(method, request, Arguments.For(annotated.Primal.Parameters, seed), annotated.Stem);
                }

                compared.Add(annotated.Stem);
            }
            catch (IndexOutOfRangeException exception)
            {
                throw new InvalidOperationException(annotated.Stem, exception);
            }
            catch (NotSupportedException)
            {
                // The interpreter knows no runtime library and no code that is not modelled; the products of its gradients have no rules.
            }
        }

        Assert.True(compared.Count >= 80, $"Only {compared.Count}: {string.Join(", ", compared)}");
    }

    private static bool InDouble(AnnotatedMethod method) => !method.Primal.Parameters.Any(parameter => parameter.Type.ToDisplayString().Contains("float", StringComparison.Ordinal));

    private static void Check(DifferentiableMethod method, Request request, object[] arguments, string name)
    {
        (Function source, _) = Inline.Run(Pipeline.Activate(method.Primal, request, DerivativeKind.Gradient), method.Helpers, []);
        if (source.Body.AllExpressions().Any(expression => expression is Call { Method.Body: not null }))
        {
            // Only the compiler connects the halves of a method that calls itself.
            throw new NotSupportedException();
        }

        Function prepared = Pipeline.Prepare(Pipeline.Lower(source));
        DerivativeMember member = Pipeline.Differentiate(prepared, request, DerivativeKind.Gradient);
        Request second = request with { Outputs = [.. member.Companions.Select(companion => companion.Variable)] };
        Function product = Pipeline.Differentiate(Pipeline.Activate(member.Function, second, DerivativeKind.Jvp), second, DerivativeKind.Jvp).Function;
        Verifier.Verify(product, IrStage.Lowered);

        Random random = new(7);
        object[] direction = [.. request.Active.Select(variable => Direction(arguments[IndexOf(method, variable)], random))];
        Difference[] differences = Difference.OfAll(
            at => Gradient(member, Moved(method, request, arguments, direction, at)),
            Gradient(member, arguments).Length,
            [1e-2, 1e-3],
            enough: 1e-8);
        double[] expected = [.. differences.Select(difference => difference.Error < 1e-4 * Math.Max(1, Math.Abs(difference.Derivative)) ? difference.Derivative : double.NaN)];
        double[] actual = Product(member, product, arguments, direction);
        double scale = expected.Where(double.IsFinite).Select(Math.Abs).Append(1).Max();
        for (int i = 0; i < expected.Length; i++)
        {
            // No step finds a derivative beside a kink.
            Assert.True(
                double.IsNaN(expected[i]) || Math.Abs(expected[i] - actual[i]) <= 1e-5 * scale,
                $"{name}: differences of gradient {i} give {expected[i]:R}, forward over reverse {actual[i]:R}.\n{Printer.Print(product)}");
        }
    }

    private static double[] Gradient(DerivativeMember member, object[] arguments)
    {
        object[] destinations = [.. member.Companions.Select(companion => Rubbish(member, companion, arguments))];
        Outcome outcome = Machine.Run(WithoutChecks(member.Function), [.. Copy(arguments), .. destinations]);
        return member.Companions.Count == 0
            ? [.. Numbers(((object[])outcome.Result!)[1])]
            : [.. member.Companions.Zip(destinations, (companion, destination) => destination is double[] values ? values : [.. Numbers(outcome.Variables[companion.Variable])]).SelectMany(values => values)];
    }

    private static double[] Product(DerivativeMember member, Function product, object[] arguments, object[] direction)
    {
        object[] destinations = [.. member.Companions.Select(companion => Rubbish(member, companion, arguments))];
        object[] tangents = [.. member.Companions.Select(companion => Rubbish(member, companion, arguments))];
        Outcome outcome = Machine.Run(WithoutChecks(product), [.. Copy(arguments), .. destinations, .. Copy(direction), .. tangents]);
        if (member.Companions.Count == 0)
        {
            // (Value: (Value, Gradient), Tangent: (Value, Gradient))
            return [.. Numbers(((object[])((object[])outcome.Result!)[1])[1])];
        }

        Variable[] last = [.. product.Parameters.Skip(product.Parameters.Count - tangents.Length).Select(parameter => parameter.Variable)];
        return [.. last.Zip(tangents, (variable, tangent) => tangent is double[] values ? values : [.. Numbers(outcome.Variables[variable])]).SelectMany(values => values)];
    }

    private static IEnumerable<double> Numbers(object value) => value is object[] tuple ? tuple.SelectMany(Numbers) : [((Dual)value).Value];

    private static object Rubbish(DerivativeMember member, Companion companion, object[] arguments)
    {
        int position = member.Function.Parameters.ToList().FindIndex(parameter => parameter.Variable == companion.Of);
        return FloatingPoint.FilledWithNaN(arguments[position]);
    }

    private static object[] Moved(DifferentiableMethod method, Request request, object[] arguments, object[] direction, double step)
    {
        object[] moved = Copy(arguments);
        for (int k = 0; k < direction.Length; k++)
        {
            int position = IndexOf(method, request.Active[k]);
            for (int i = 0; i < FloatingPoint.Count(direction[k]); i++)
            {
                moved[position] = FloatingPoint.With(moved[position], i, FloatingPoint.Get(moved[position], i) + (step * FloatingPoint.Get(direction[k], i)));
            }
        }

        return moved;
    }

    private static object Direction(object like, Random random)
    {
        object filled = like is Array array ? array.Clone() : like;
        for (int i = 0; i < FloatingPoint.Count(filled); i++)
        {
            filled = FloatingPoint.With(filled, i, random.NextDouble() - 0.5);
        }

        return filled;
    }

    private static int IndexOf(DifferentiableMethod method, Variable variable) => method.Primal.Parameters.ToList().FindIndex(parameter => parameter.Variable == variable);

    private static object[] Copy(object[] arguments) => [.. arguments.Select(argument => argument is Array array ? array.Clone() : argument)];

    private static Function WithoutChecks(Function function) => function with
    {
        Body = function.Body.Expand(statement => statement is Evaluate { Value: Call { Method.Container.Name: "Destination" } } ? new List<Statement>() : [statement]),
    };
}
