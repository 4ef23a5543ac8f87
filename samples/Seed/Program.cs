using System;
using System.Globalization;
using System.Text;
using AutoDiff;
using Seed;

// The textbook example: a linear layer x[2,4]·w[4,3] + b, softmax, and two losses against the right answers.
Console.OutputEncoding = Encoding.UTF8;

double[] x =
[
    0.6613521715704522, 0.2669240982925188, 0.061677258237348306, 0.6213173286854216,
    -0.45190596470388295, -0.16613023453557194, -1.5227684840130555, 0.38168390241818895,
];
double[] w =
[
    -1.0276085758313882, -0.5630527986537884, -0.8922905087810341,
    -0.05825017908369636, -0.19550957739962468, -0.9656359311683427,
    0.42241532118215536, 0.26731699794736563, -0.4211951567546136,
    -0.5106999992831965, -1.5726652135630592, -0.1232477576203296,
];
double[] b = [0, 0, 0];
int[] labels = [0, 2];

Console.WriteLine("== Forward\n");
double[] z = new double[Classifier.Batch * Classifier.Classes];
double[] p = new double[z.Length];
double[] oneHot = new double[z.Length];
Classifier.Logits(x, w, b, z);
TensorOps.Softmax(z, p, Classifier.Batch, Classifier.Classes);
TensorOps.OneHot(labels, oneHot, Classifier.Classes);
MatrixText.Print("x", x, Classifier.Inputs);
MatrixText.Print("w", w, Classifier.Classes);
MatrixText.Print("b", b, Classifier.Classes);
MatrixText.Print("z = x·w + b", z, Classifier.Classes);
MatrixText.Print("p = softmax(z)", p, Classifier.Classes);
MatrixText.Print("Y = one-hot(labels)", oneHot, Classifier.Classes);

// Every active parameter has a destination of its own shape; the call overwrites them and returns the loss.
double[] xGradient = new double[x.Length];
double[] wGradient = new double[w.Length];
double[] bGradient = new double[b.Length];

double meanSquaredError = Classifier.MeanSquaredErrorValueAndGradient(x, w, b, labels, xGradient, wGradient, bGradient);
PrintLoss("Mean squared error", "mean (p - Y)²", meanSquaredError);

double crossEntropy = Classifier.CrossEntropyValueAndGradient(x, w, b, labels, xGradient, wGradient, bGradient);
PrintLoss("Cross-entropy from logits", "mean -log p[label]", crossEntropy);

// Row i of a Jacobian is the gradient of entry i. Beside it the formula of the textbooks.
ReadOnlySpan<double> a = z.AsSpan(0, Classifier.Classes);
double[] row = new double[a.Length];
double[] formula = new double[a.Length];
Console.WriteLine("\n== Softmax Jacobian at a = first row of z\n");
Console.WriteLine("       gradient of p_i                     p_i (δ_ij - p_j)");
for (int i = 0; i < a.Length; i++)
{
    double value = Probability.OfValueAndGradient(a, i, row);
    for (int j = 0; j < a.Length; j++)
    {
        formula[j] = value * ((i == j ? 1 : 0) - p[j]);
    }

    Console.WriteLine($"  i={i}{MatrixText.Row(row)}  {MatrixText.Row(formula)}");
}

void PrintLoss(string name, string formula, double value)
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n== {name}: {formula} = {value:F12}\n"));
    MatrixText.Print("gradient by x", xGradient, Classifier.Inputs);
    MatrixText.Print("gradient by w", wGradient, Classifier.Classes);
    MatrixText.Print("gradient by b", bGradient, Classifier.Classes);
}
