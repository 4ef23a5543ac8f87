namespace AutoDiff.Fuzz.Evaluation;

/// <summary>Stands in for <see cref="System.Numerics.Vector3"/>.</summary>
public struct Vector3(Dual x, Dual y, Dual z)
{
    public Dual X = x;
    public Dual Y = y;
    public Dual Z = z;

    public static Vector3 operator +(Vector3 a, Vector3 b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static Vector3 operator -(Vector3 a, Vector3 b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    public static Vector3 operator *(Vector3 a, Vector3 b) => new(a.X * b.X, a.Y * b.Y, a.Z * b.Z);

    public static Vector3 operator *(Vector3 a, Dual b) => new(a.X * b, a.Y * b, a.Z * b);

    public static Dual Dot(Vector3 a, Vector3 b) => (a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z);

    public static Vector3 Cross(Vector3 a, Vector3 b) => new((a.Y * b.Z) - (a.Z * b.Y), (a.Z * b.X) - (a.X * b.Z), (a.X * b.Y) - (a.Y * b.X));

    public readonly Dual Length() => Math.Sqrt(LengthSquared());

    public readonly Dual LengthSquared() => Dot(this, this);
}
