using System;
using System.Threading.Tasks;
using AutoDiff.Generator.Emit;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using static AutoDiff.Generator.Tests.Emit.Shorthand;

namespace AutoDiff.Generator.Tests.Emit;

public class GradientFileEmitterTests
{
    private delegate double LossValueAndGradient(ReadOnlySpan<double> prediction, ReadOnlySpan<double> target, Span<double> predictionGradient);

    [Fact]
    public async Task ScalarFunction_ReadsLikeTheExample()
    {
        Variable x = Real("x");
        Variable y = Real("y");
        Variable a = Real("a");
        Variable b = Real("b");
        Variable aGradient = Real("aGradient");
        Variable bGradient = Real("bGradient");
        Variable xGradient = Real("xGradient");
        Variable yGradient = Real("yGradient");
        Origin declareA = From("double a = 1 - x;", 0);
        Origin declareB = From("double b = y - x * x;", 1);
        Origin result = From("return a * a + 100 * b * b;", 2);
        Expression value = Add(Mul(Get(a), Get(a)), Mul(Mul(Num(100, "100"), Get(b)), Get(b)));
        Statement[] forward =
        [
            new Declare(a, Sub(Num(1, "1"), Get(x))) { Origin = declareA },
            new Declare(b, Sub(Get(y), Mul(Get(x), Get(x)))) { Origin = declareB },
        ];
        Function primal = Method(IrType.Double, [Active(x), Active(y)], [.. forward, new Return(value) { Origin = result }]);
        DifferentiableMethod method = new(
            Place("Rosenbrock(double, double)") with { MethodName = "Rosenbrock", DisplayName = "Demo.Losses.Rosenbrock" }, primal, []);
        DerivativeMember member = Member(
            primal,
            "Rosenbrock",
            [x, y],
            [],
            [
                .. forward,
                new Declare(aGradient, Mul(Num(2), Get(a))) { Origin = result with { Sweep = Sweep.Differentiates } },
                new Declare(bGradient, Mul(Num(200), Get(b))) { Origin = result with { Sweep = Sweep.Differentiates } },
                new Declare(yGradient, Get(bGradient)) { Origin = declareB with { Sweep = Sweep.Differentiates } },
                new Declare(xGradient, Mul(Mul(Num(-2), Get(x)), Get(bGradient))) { Origin = declareB with { Sweep = Sweep.Differentiates } },
                new Accumulate(Get(xGradient), Neg(Get(aGradient))) { Origin = declareA with { Sweep = Sweep.Differentiates } },
                new Return(new TupleValue([new("Value", value), new("Gradient", new TupleValue([new("X", Get(xGradient)), new("Y", Get(yGradient))]))]))
                {
                    Origin = result,
                },
            ]);
        string text = GradientFileEmitter.Emit(method, [member]);
        await Snapshot.Verify(text);

        using LoadedAssembly assembly = Load(
            text,
            "namespace Demo; public static partial class Losses { public static double Rosenbrock(double x, double y) { double a = 1 - x; double b = y - x * x; return a * a + 100 * b * b; } }");
        var gradient = assembly.Method<Func<double, double, (double X, double Y)>>("Demo.Losses", "RosenbrockGradient");
        Assert.Equal((1602.0, -400.0), gradient(2, 2));
    }

    [Fact]
    public async Task Loop_WritesToItsDestination()
    {
        Variable prediction = Local("prediction", IrType.ReadOnlySpanOf(IrType.Double));
        Variable target = Local("target", IrType.ReadOnlySpanOf(IrType.Double));
        Variable destination = View("predictionGradient");
        Variable sum = Real("sum");
        Variable sumGradient = Real("sumGradient");
        Variable residual = Real("residual");
        Variable residualAgain = Real("residual");
        Variable i = Int("i");
        Variable j = Int("i");
        Origin declareSum = From("double sum = 0;", 0);
        Origin loop = From("for (int i = 0; i < prediction.Length; i++)", 1);
        Origin declareResidual = From("double residual = prediction[i] - target[i];", 2);
        Origin accumulate = From("sum += residual * residual;", 3);
        Origin result = From("return sum / prediction.Length;", 4);
        Expression count = Implicit(IrType.Double, new Length(Get(prediction)));
        static Expression Difference(Variable left, Variable right, Variable index) =>
            Sub(new Element(Get(left), Get(index)), new Element(Get(right), Get(index)));
        Statement[] forward =
        [
            new Declare(sum, Num(0, "0")) { Origin = declareSum },
            Loop(
                i,
                new Length(Get(prediction)),
                new Declare(residual, Difference(prediction, target, i)) { Origin = declareResidual },
                new Accumulate(Get(sum), Mul(Get(residual), Get(residual))) { Origin = accumulate }) with
            { Origin = loop },
        ];
        Return value = new(Div(Get(sum), count)) { Origin = result };
        Function primal = Method(IrType.Double, [Active(prediction), Inactive(target)], [.. forward, value]);
        DifferentiableMethod method = new(
            Place("Loss(ReadOnlySpan{double}, ReadOnlySpan{double})") with { MethodName = "Loss", DisplayName = "Demo.Losses.Loss" }, primal, []);
        Method check = new(
            new("AutoDiff.CompilerServices", "Destination"),
            "Check",
            IrType.Void,
            [new("destination", destination.Type, ParameterUse.Input), new("source", prediction.Type, ParameterUse.Input)]);
        DerivativeMember member = Member(
            primal,
            "Loss",
            [prediction],
            [new(destination, prediction, CompanionRole.Overwritten)],
            [
                new Evaluate(new Call(check, [Get(destination), Get(prediction)])),
                .. forward,
                new Declare(sumGradient, Div(Num(1), count)) { Origin = result with { Sweep = Sweep.Differentiates } },
                Loop(
                    j,
                    new Length(Get(prediction)),
                    new Declare(residualAgain, Difference(prediction, target, j)) { Origin = declareResidual },
                    new Assign(new Element(Get(destination), Get(j)), Mul(Mul(Num(2), Get(sumGradient)), Get(residualAgain)))
                    {
                        Origin = accumulate with { Sweep = Sweep.Differentiates },
                    }) with
                { Origin = loop with { Sweep = Sweep.Differentiates } },
                value,
            ]);
        string text = GradientFileEmitter.Emit(method, [member]);
        await Snapshot.Verify(text);

        using LoadedAssembly assembly = Load(
            text,
            "using System; namespace Demo; public static partial class Losses { public static double Loss(ReadOnlySpan<double> prediction, ReadOnlySpan<double> target) => 0; }");
        LossValueAndGradient gradient = assembly.Method<LossValueAndGradient>("Demo.Losses", "LossValueAndGradient");
        double[] written = [double.NaN, double.NaN];
        Assert.Equal(2.5, gradient([1, 2], [0, 4], written));
        Assert.Equal([1.0, -2.0], written);
    }

    [Fact]
    public async Task GenericMethodOfNestedType_KeepsItsShape()
    {
        Variable model = Local("event", IrType.Double);
        Variable scale = Real("scale");
        Variable modelGradient = Real("eventGradient");
        Function primal = Method(
            IrType.Double,
            [Active(model) with { Passing = ParameterPassing.In }, Inactive(scale)],
            new Return(Mul(Get(model), Get(scale))));
        Placement placement = Place("Apply{T}(in double, double)") with
        {
            MethodName = "Apply",
            ContainingTypes = [new("class", "Outer"), new("class", "Inner")],
            Modifiers = "internal static",
            TypeParameters = "<T>",
            Constraints = ["where T : struct"],
        };
        DerivativeMember member = Member(
            primal,
            "Apply",
            [model],
            [],
            new Declare(modelGradient, Get(scale)),
            new Return(new TupleValue([new(null, Mul(Get(model), Get(scale))), new(null, Get(modelGradient))])));
        string text = GradientFileEmitter.Emit(new(placement, primal, []), [member]);
        await Snapshot.Verify(text);
        using LoadedAssembly assembly = Load(
            text,
            "namespace Demo { static partial class Outer { static partial class Inner { internal static double Apply<T>(in double @event, double scale) where T : struct => @event * scale; } } }");
    }

    [Fact]
    public void ExtensionMethod_StaysOne()
    {
        Variable x = Real("x");
        Function primal = Method(IrType.Double, [Active(x)], new Return(Get(x)));
        string text = GradientFileEmitter.Emit(
            new(Place("F(double)") with { IsExtension = true }, primal, []),
            [Member(primal, "F", [x], [], new Return(new TupleValue([new(null, Get(x)), new(null, Num(1))])))]);
        Assert.Contains("public static (double Value, double Gradient) FValueAndGradient(this double x)\n", text, StringComparison.Ordinal);
        Assert.Contains("public static double FGradient(this double x) =>\n            FValueAndGradient(x).Gradient;\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void GlobalNamespace_HasNoBlock()
    {
        Variable x = Real("x");
        Function primal = Method(IrType.Double, [Active(x)], new Return(Get(x)));
        string text = GradientFileEmitter.Emit(
            new(Place("F(double)") with { Namespace = "", ContainingTypes = [new("record struct", "P<T>")] }, primal, []),
            [Member(primal, "F", [x], [], new Return(new TupleValue([new(null, Get(x)), new(null, Num(1))])))]);
        Assert.Contains("using System.CodeDom.Compiler;\n\npartial record struct P<T>\n{\n    /// <summary>", text, StringComparison.Ordinal);
    }

    [Fact]
    public void TestForNaN_DisablesTheWarningItRaises()
    {
        Variable x = Real("x");
        Function primal = Method(IrType.Double, [Active(x)], new Return(Get(x)));
        Statement isNaN = new If(new Binary(BinaryOperator.NotEqual, Get(x), Get(x)), Do(new Assign(Get(x), Num(0))), Block.Empty);
        string text = GradientFileEmitter.Emit(
            new(Place("F(double)"), primal, []),
            [Member(primal, "F", [x], [], isNaN, new Return(new TupleValue([new(null, Get(x)), new(null, Num(1))])))]);
        Assert.Contains("#pragma warning disable CS1718", text, StringComparison.Ordinal);
        using LoadedAssembly assembly = Load(text, "namespace Demo; static partial class Losses { public static double F(double x) => x; }");
    }

    [Fact]
    public void Text_HasNoTrailingBlanksAndNoCarriageReturns()
    {
        Variable x = Real("x");
        Function primal = Method(IrType.Double, [Active(x)], new Return(Get(x)));
        string text = GradientFileEmitter.Emit(
            new(Place("F(double)"), primal, []),
            [Member(primal, "F", [x], [], new Return(new TupleValue([new(null, Get(x)), new(null, Num(1))])) { Origin = From("return x; \r\n ", 0) })]);
        Assert.DoesNotContain('\r', text);
        Assert.DoesNotContain(" \n", text, StringComparison.Ordinal);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
    }

    private static LoadedAssembly Load(string generated, string source)
    {
        CSharpCompilation compilation = CompilerInput.Compilation(source);
        return LoadedAssembly.Load(compilation.AddSyntaxTrees(CompilerInput.Parse(generated, "Generated.g.cs")));
    }
}
