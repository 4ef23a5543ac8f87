namespace AutoDiff.Fuzz.Evaluation;

/// <content>Functions that .NET has as members of <c>double</c>.</content>
public readonly partial struct Dual
{
    private static readonly double LogOfTwo = global::System.Math.Log(2);

    /// <summary>A conversion to <c>float</c>. Its derivative is that of the number.</summary>
    public static Dual Rounded(Dual x) => new((float)x.Value, x.Derivative, x.Scale);

    public static Dual Exp2(Dual x)
    {
        double value = double.Exp2(x.Value);
        return x.Apply(value, value * LogOfTwo);
    }

    public static Dual LogP1(Dual x) => x.Apply(double.LogP1(x.Value), 1 / (1 + x.Value));

    public static Dual SinPi(Dual x) => x.Apply(double.SinPi(x.Value), global::System.Math.PI * double.CosPi(x.Value));

    public static Dual Hypot(Dual a, Dual b)
    {
        double length = double.Hypot(a.Value, b.Value);
        return a.Apply(0, a.Value / length) + b.Apply(0, b.Value / length) + length;
    }

    public static Dual Lerp(Dual a, Dual b, Dual t)
    {
        Dual blend = (a * (1 - t)) + (b * t);
        return new(double.Lerp(a.Value, b.Value, t.Value), blend.Derivative, blend.Scale);
    }
}
