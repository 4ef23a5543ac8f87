using System;
using System.Linq;
using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Gradients;

/// <summary>
/// Gradients by structures and objects that hold buffers: the derivatives go into the buffers of another such. Each is called
/// by a method written by hand that takes the same numbers in parameters of their own, so that differences judge it.
/// </summary>
public class HeldBuffersTests
{
    private const string Source = """
        using System;
        using System.Linq;
        using AutoDiff;

        namespace Demo;

        public struct Model
        {
            public double[] Weights;
            public double Bias;
            public int Scale;
            [NoGradient] public double[] Data;
        }

        public readonly record struct Polyline(double[] X, double[] Y);

        public record Net(double[][] Layers, double Gain, string Name);

        public struct Swarm
        {
            public Polyline Path;
            public double[,] Coupling;
            public Pt[] Points;
        }

        public record struct Pt(double X, double Y);

        public ref struct State
        {
            public Span<double> Position;
            public ReadOnlySpan<int> Order;
            public double Time;
        }

        public readonly partial struct Sealed
        {
            private readonly double[] weights;
            private readonly double gain;

            public Sealed(double[] weights, double gain)
            {
                this.weights = weights;
                this.gain = gain;
            }

            public double At(int i) => gain * weights[i];

            public (double[] Weights, double Gain) Parts => (weights, gain);
        }

        public sealed partial class Layer(int n)
        {
            private double bias;

            public double[] Weights { get; } = new double[n];

            public ref double Bias => ref bias;

            [Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp, IncludeThis = true)]
            public double Forward(double[] x)
            {
                double s = bias;
                for (int i = 0; i < x.Length; i++)
                {
                    s += Weights[i] * x[i];
                }

                return Math.Tanh(s) + Penalty();
            }

            private double Penalty() => Weights.Sum(w => w * w) * bias;
        }

        public static partial class Functions
        {
            [Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp)]
            public static double Predict(Model m, double[] x)
            {
                if (m.Weights.Length < x.Length)
                {
                    throw new ArgumentException("Too few weights.", nameof(m));
                }

                double s = m.Bias;
                for (int i = 0; i < x.Length; i++)
                {
                    s += m.Weights[i] * x[i] * m.Data[i];
                    m.Weights[i] *= s;
                }

                return s * m.Weights[0] / m.Scale;
            }

            [Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp)]
            public static double Length(Polyline line)
            {
                double s = 0;
                for (int i = 1; i < line.X.Length; i++)
                {
                    s += Math.Sqrt(1 + Square(line.X[i] - line.X[i - 1]) + Square(line.Y[i] - line.Y[i - 1]));
                }

                return s;
            }

            private static double Square(double x) => x * x;

            [Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp)]
            public static double Run(Net net, double x)
            {
                foreach (double[] row in net.Layers)
                {
                    x = net.Gain * row.Select(w => Math.Tanh(w * x)).Sum();
                }

                return x;
            }

            [Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp)]
            public static double Energy(in Swarm swarm)
            {
                double s = Length(swarm.Path);
                for (int i = 0; i < swarm.Points.Length; i++)
                {
                    for (int j = 0; j < swarm.Points.Length; j++)
                    {
                        s += swarm.Coupling[i, j] * swarm.Points[i].X * swarm.Points[j].Y;
                    }
                }

                return s;
            }

            [Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp)]
            public static double Advance(State state)
            {
                double t = state.Time;
                foreach (int i in state.Order)
                {
                    state.Position[i] *= t;
                    t += state.Position[i];
                }

                return t;
            }

            [Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp)]
            internal static double Hidden(Sealed s, double x) => s.At(0) * x + s.At(1) * s.At(1);
        }

        public static class ByHand
        {
            private static Model NewModel(double[] w, double b) => new() { Weights = w, Bias = b, Scale = 3, Data = [1.5, -0.5, 2, 0.25, 1, 1, 1, 1] };

            public static double Model(double[] w, double b, double[] x) => Functions.Predict(NewModel(w, b), x);

            public static double ModelValueAndGradient(double[] w, double b, double[] x, Span<double> wGradient, out double bGradient, Span<double> xGradient)
            {
                Model gradient = new() { Weights = new double[w.Length], Scale = 7 };
                double value = Functions.PredictValueAndGradient(NewModel(w, b), x, ref gradient, xGradient);
                gradient.Weights.CopyTo(wGradient);
                bGradient = gradient.Bias;
                return gradient.Scale == 7 ? value : double.NaN;
            }

            public static void ModelGradient(double[] w, double b, double[] x, Span<double> wGradient, out double bGradient, Span<double> xGradient) =>
                ModelValueAndGradient(w, b, x, wGradient, out bGradient, xGradient);

            public static double ModelBack(double[] w, double b, double[] x) => Model(w, b, x);

            public static double ModelBackValueAndGradient(double[] w, double b, double[] x, Span<double> wGradient, out double bGradient, Span<double> xGradient)
            {
                Model gradient = new() { Weights = new double[w.Length], Bias = 1 };
                xGradient.Clear();
                double value = Functions.PredictVjp(NewModel(w, b), x, 1, ref gradient, xGradient);
                gradient.Weights.CopyTo(wGradient);
                bGradient = gradient.Bias - 1;
                return value;
            }

            public static void ModelBackGradient(double[] w, double b, double[] x, Span<double> wGradient, out double bGradient, Span<double> xGradient) =>
                ModelBackValueAndGradient(w, b, x, wGradient, out bGradient, xGradient);

            public static double Line(double[] x, double[] y) => Functions.Length(new(x, y));

            public static double LineValueAndGradient(double[] x, double[] y, Span<double> xGradient, Span<double> yGradient)
            {
                Polyline gradient = new(new double[x.Length], new double[y.Length]);
                double value = Functions.LengthValueAndGradient(new(x, y), gradient);
                gradient.X.CopyTo(xGradient);
                gradient.Y.CopyTo(yGradient);
                return value;
            }

            public static void LineGradient(double[] x, double[] y, Span<double> xGradient, Span<double> yGradient)
            {
                Polyline gradient = new(new double[x.Length], new double[y.Length]);
                Functions.LengthVjp(new(x, y), 1, gradient);
                gradient.X.CopyTo(xGradient);
                gradient.Y.CopyTo(yGradient);
            }

            public static double Net(double[] one, double[] two, double gain, double x) => Functions.Run(new([one, two], gain, "net"), x);

            public static double NetValueAndGradient(double[] one, double[] two, double gain, double x, Span<double> oneGradient, Span<double> twoGradient, out double gainGradient, out double xGradient)
            {
                Net gradient = new([new double[one.Length], new double[two.Length]], 0, "gradient");
                double value = Functions.RunValueAndGradient(new([one, two], gain, "net"), x, ref gradient, out xGradient);
                gradient.Layers[0].CopyTo(oneGradient);
                gradient.Layers[1].CopyTo(twoGradient);
                gainGradient = gradient.Gain;
                return gradient.Name == "gradient" ? value : double.NaN;
            }

            public static void NetGradient(double[] one, double[] two, double gain, double x, Span<double> oneGradient, Span<double> twoGradient, out double gainGradient, out double xGradient) =>
                NetValueAndGradient(one, two, gain, x, oneGradient, twoGradient, out gainGradient, out xGradient);

            private static Swarm NewSwarm(double[] x, double[] y, double[] p) => new()
            {
                Path = new(x, y),
                Coupling = new double[,] { { p[0], p[1] }, { p[2], p[3] } },
                Points = [new(p[1], p[2]), new(p[3], p[0])],
            };

            public static double Swarm(double[] x, double[] y, double[] p) => Functions.Energy(NewSwarm(x, y, p));

            public static double SwarmValueAndGradient(double[] x, double[] y, double[] p, Span<double> xGradient, Span<double> yGradient, Span<double> pGradient)
            {
                Swarm gradient = NewSwarm(new double[x.Length], new double[y.Length], new double[4]);
                double value = Functions.EnergyValueAndGradient(NewSwarm(x, y, p), gradient);
                gradient.Path.X.CopyTo(xGradient);
                gradient.Path.Y.CopyTo(yGradient);
                pGradient.Clear();
                pGradient[0] = gradient.Coupling[0, 0] + gradient.Points[1].Y;
                pGradient[1] = gradient.Coupling[0, 1] + gradient.Points[0].X;
                pGradient[2] = gradient.Coupling[1, 0] + gradient.Points[0].Y;
                pGradient[3] = gradient.Coupling[1, 1] + gradient.Points[1].X;
                return value;
            }

            public static void SwarmGradient(double[] x, double[] y, double[] p, Span<double> xGradient, Span<double> yGradient, Span<double> pGradient) =>
                SwarmValueAndGradient(x, y, p, xGradient, yGradient, pGradient);

            private static State NewState(Span<double> position, double time) => new() { Position = position, Order = new[] { 0, 1, 0, 2 }, Time = time };

            public static double State(Span<double> position, double time) => Functions.Advance(NewState(position, time));

            public static double StateValueAndGradient(Span<double> position, double time, Span<double> positionGradient, out double timeGradient)
            {
                State gradient = NewState(positionGradient, 0);
                double value = Functions.AdvanceValueAndGradient(NewState(position, time), ref gradient);
                timeGradient = gradient.Time;
                return value;
            }

            public static void StateGradient(Span<double> position, double time, Span<double> positionGradient, out double timeGradient)
            {
                positionGradient.Clear();
                State gradient = NewState(positionGradient, 0);
                Functions.AdvanceVjp(NewState(position, time), 1, ref gradient);
                timeGradient = gradient.Time;
            }

            public static double Sealed(double[] w, double gain, double x) => Functions.Hidden(new(w, gain), x);

            public static double SealedValueAndGradient(double[] w, double gain, double x, Span<double> wGradient, out double gainGradient, out double xGradient)
            {
                Sealed gradient = new(new double[w.Length], 0);
                double value = Functions.HiddenValueAndGradient(new(w, gain), x, ref gradient, out xGradient);
                gradient.Parts.Weights.CopyTo(wGradient);
                gainGradient = gradient.Parts.Gain;
                return value;
            }

            public static void SealedGradient(double[] w, double gain, double x, Span<double> wGradient, out double gainGradient, out double xGradient) =>
                SealedValueAndGradient(w, gain, x, wGradient, out gainGradient, out xGradient);

            private static Layer NewLayer(double[] w, double b)
            {
                Layer layer = new(w.Length);
                w.CopyTo(layer.Weights, 0);
                layer.Bias = b;
                return layer;
            }

            public static double Layer(double[] w, double b, double[] x) => NewLayer(w, b).Forward(x);

            public static double LayerValueAndGradient(double[] w, double b, double[] x, Span<double> wGradient, out double bGradient, Span<double> xGradient)
            {
                Layer gradient = new(w.Length);
                double value = NewLayer(w, b).ForwardValueAndGradient(x, gradient, xGradient);
                gradient.Weights.CopyTo(wGradient);
                bGradient = gradient.Bias;
                return value;
            }

            public static void LayerGradient(double[] w, double b, double[] x, Span<double> wGradient, out double bGradient, Span<double> xGradient)
            {
                Layer gradient = new(w.Length);
                xGradient.Clear();
                NewLayer(w, b).ForwardVjp(x, 1, gradient, xGradient);
                gradient.Weights.CopyTo(wGradient);
                bGradient = gradient.Bias;
            }

            // ⟨gradient, direction⟩ less the rate along the direction: zero.
            public static double Rates()
            {
                Model m = NewModel([0.5, 1.5, -1], 0.75);
                Model direction = new() { Weights = [1, -2, 0.5], Bias = 3 };
                Model gradient = new() { Weights = new double[3] };
                double[] xGradient = new double[3];
                Functions.PredictGradient(NewModel([0.5, 1.5, -1], 0.75), [1, 2, 3], ref gradient, xGradient);
                double error = Functions.PredictJvp(m, [1, 2, 3], direction, [4, 5, 6]).Tangent - 3 * gradient.Bias - 1 * gradient.Weights[0] + 2 * gradient.Weights[1] - 0.5 * gradient.Weights[2] - 4 * xGradient[0] - 5 * xGradient[1] - 6 * xGradient[2];

                Layer layer = NewLayer([0.5, 0.25], 0.125);
                Layer to = new(2);
                Layer along = NewLayer([1, 2], 3);
                double[] by = new double[2];
                layer.ForwardGradient([1, 2], to, by);
                return Math.Abs(error) + Math.Abs(layer.ForwardJvp([1, 2], along, [4, 5]).Tangent - to.Weights[0] - 2 * to.Weights[1] - 3 * to.Bias - 4 * by[0] - 5 * by[1]);
            }

            // What is refused at entry, in the order of the arguments' mistakes.
            public static string Refused()
            {
                Polyline line = new([1, 2, 3], [4, 5, 6]);
                double[] one = new double[3];
                return string.Join(" ", Reason(() => Functions.LengthGradient(line, line)), Reason(() => Functions.LengthGradient(line, new(one, one))), Reason(() => Functions.LengthGradient(line, new(one, new double[2]))), Reason(() => Functions.LengthGradient(line, default)), Reason(() => Functions.LengthGradient(line, new(one, new double[3]))), Reason(Guarded));
            }

            // The author's own check comes before those of the destinations.
            private static void Guarded()
            {
                Model gradient = default;
                Functions.PredictGradient(NewModel([1], 2), [1, 2], ref gradient, new double[1]);
            }

            private static string Reason(Action call)
            {
                try
                {
                    call();
                    return "none";
                }
                catch (ArgumentException exception)
                {
                    return exception.ParamName!;
                }
            }
        }
        """;

    private static readonly Lazy<GeneratorRun> InDouble = new(() => GeneratorHarness.Run(Source));
    private static readonly Lazy<GeneratorRun> InSingle = new(() => GeneratorHarness.Run(SinglePrecision.Of(Source)));

    [Theory]
    [InlineData("Model")]
    [InlineData("ModelBack")]
    [InlineData("Line")]
    [InlineData("Net")]
    [InlineData("Swarm")]
    [InlineData("State")]
    [InlineData("Sealed")]
    [InlineData("Layer")]
    public void Gradient_AgreesWithDifferences(string name)
    {
        foreach (GeneratorRun run in new[] { InDouble.Value, InSingle.Value })
        {
            GradientWrapper wrapper = GradientWrapper.CreateForHandWritten(run.Compilation, "Demo.ByHand", name);
            for (int seed = 0; seed < 4; seed++)
            {
                new GradientTest(wrapper).At(Arguments.For(wrapper.Types, seed));
            }
        }
    }

    [Fact]
    public void Rates_AreThoseOfTheGradient() => Assert.InRange((double)Call("Rates"), 0, 1e-13);

    [Fact]
    public void Destinations_AreChecked() => Assert.Equal("lineXGradient lineYGradient lineYGradient lineXGradient none m", Call("Refused"));

    private static object Call(string name) =>
        LoadedAssembly.Load(InDouble.Value.Compilation).Type("Demo.ByHand").GetMethod(name)!.Invoke(null, [])!;
}
