using System;
using System.IO;
using System.Text;
using Digits;
using Spectre.Console;

// Reads handwritten digits with three models. Their losses are ordinary methods marked [Differentiable]
// (RegressionLosses.cs, NetworkLoss.cs); the gradients that train them are written by the generator.
Console.OutputEncoding = Encoding.UTF8;
if (Console.IsOutputRedirected)
{
    // Spectre.Console would write colours into files and build logs as well.
    AnsiConsole.Profile.Capabilities.Ansi = false;
    AnsiConsole.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
}

(DigitSet train, DigitSet test) = DigitSet.Load().Split(1437);
Console.WriteLine($"{train.Count} digits to learn from, {test.Count} to be tested on.\n");

// A generated gradient is a method like any other: here two of them are passed as delegates.
SoftmaxRegression byCrossEntropy = new(RegressionLosses.CrossEntropyValueAndGradient, learningRate: 0.5);
SoftmaxRegression bySquaredError = new(RegressionLosses.SquaredErrorValueAndGradient, learningRate: 4.0);
ReluNetwork network = new(train, seed: 1);

Experiment[] experiments =
[
    new("Softmax, cross-entropy", byCrossEntropy, passes: 500),
    new("Softmax, squared error", bySquaredError, passes: 500),
    new("64-64-10 ReLU, Adam", network, passes: 40),
];

LiveProgress.Run(experiments, train, test);
FinalTable.Print(experiments, train, test);
ConfusionTable.Print("64-64-10 ReLU, Adam: answers on the test set", ConfusionMatrix.Of(network, test));

// The pictures go beside the program, or into the folder that is named on the command line.
string folder = Directory.CreateDirectory(args.Length > 0 ? args[0] : Path.Combine(AppContext.BaseDirectory, "pictures")).FullName;
LossChart.Save(Path.Combine(folder, "loss.svg"), experiments);
WeightImages.Save(Path.Combine(folder, "weights.svg"), [("Cross-entropy", byCrossEntropy), ("Squared error", bySquaredError)]);
Console.WriteLine($"Pictures: {Path.Combine(folder, "loss.svg")}\n          {Path.Combine(folder, "weights.svg")}");
