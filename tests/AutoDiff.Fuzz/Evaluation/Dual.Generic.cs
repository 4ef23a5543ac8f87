namespace AutoDiff.Fuzz.Evaluation;

/// <content>Generic math, and the order of dual numbers by their values.</content>
public readonly partial struct Dual
{
    public static Dual One => 1;

    public static Dual CreateChecked(double value) => value;

    public static Dual Abs(Dual x) => Math.Abs(x);

    public static Dual Sin(Dual x) => Math.Sin(x);

    public static Dual Sqrt(Dual x) => Math.Sqrt(x);

    public static Dual Tanh(Dual x) => Math.Tanh(x);

    public int CompareTo(Dual other)
    {
        Trace.Note(Value, other.Value);
        return Value.CompareTo(other.Value);
    }
}
