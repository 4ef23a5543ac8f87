using System;
using System.Numerics;
using AutoDiff;

namespace Gradients;

/// <content>Vectors, matrices, quaternions and complex numbers of the framework, as programs use them.</content>
public static partial class Functions
{
    /// <summary>Where the hand of an arm with two links is, and how far from a point.</summary>
    [Differentiable]
    public static float TwoLinkArm(float shoulder, float elbow, float length)
    {
        Quaternion first = Quaternion.CreateFromAxisAngle(Vector3.UnitZ, shoulder);
        Quaternion second = first * Quaternion.CreateFromAxisAngle(Vector3.UnitY, elbow);
        Vector3 joint = Vector3.Transform(new Vector3(length, 0, 0), first);
        Vector3 hand = joint + Vector3.Transform(new Vector3(0.5f * length, 0.1f, 0), second);
        return Vector3.Distance(hand, new Vector3(0.3f, -1, 0.2f));
    }

    /// <summary>How far off a point is seen by a camera.</summary>
    [Differentiable]
    public static float ReprojectionError(float yaw, float pitch, float x, float y, float z)
    {
        Matrix4x4 view = Matrix4x4.CreateRotationY(0.2f * yaw) * Matrix4x4.CreateRotationX(0.2f * pitch) * Matrix4x4.CreateTranslation(x, y, z - 8);
        Matrix4x4 projection = Matrix4x4.CreatePerspectiveFieldOfView(0.8f, 1.5f, 0.1f, 50);
        Vector4 clip = Vector4.Transform(new Vector4(0.4f, -0.3f, 0.2f, 1), view * projection);
        Vector2 seen = new Vector2(clip.X, clip.Y) / clip.W;
        Vector2 error = seen - new Vector2(0.1f, 0.25f);
        return Vector2.Dot(error, error);
    }

    /// <summary>The distance along a ray at which it enters a sphere.</summary>
    [Differentiable]
    public static float RaySphere(float x, float y, float radius)
    {
        Vector3 origin = new(0.1f * x, 0.1f * y, -5);
        Vector3 direction = Vector3.Normalize(new Vector3(0.05f, -0.02f, 1));
        Vector3 center = new(0.1f, 0.1f, 1);
        Vector3 toCenter = center - origin;
        float along = Vector3.Dot(toCenter, direction);
        float squaredGap = toCenter.LengthSquared() - along * along;
        float squaredRadius = radius * radius;
        return squaredGap > squaredRadius ? 0 : along - MathF.Sqrt(squaredRadius - squaredGap);
    }

    /// <summary>The light that a facet sends back, of Blinn and Phong.</summary>
    [Differentiable]
    public static float Shading(float x, float y, float roughness)
    {
        Vector3 normal = Vector3.Normalize(Vector3.Cross(new Vector3(1, 0, 0.3f * x), new Vector3(0, 1, 0.3f * y)));
        Vector3 light = Vector3.Normalize(new Vector3(1, 2, 3));
        Vector3 eye = Vector3.Normalize(new Vector3(-1, 0.5f, 4));
        Vector3 half = Vector3.Normalize(light + eye);
        float diffuse = MathF.Max(0, Vector3.Dot(normal, light));
        float mirrored = Vector3.Reflect(-light, normal).Z;
        return diffuse + 0.4f * MathF.Pow(Vector3.Dot(normal, half), 3 + roughness) + 0.1f * mirrored;
    }

    /// <summary>The energy of points on springs, pulled along in a loop.</summary>
    [Differentiable]
    public static float Springs(ReadOnlySpan<float> p, float stiffness)
    {
        float energy = 0;
        Vector2 previous = Vector2.Zero;
        Vector2 drift = new(0.1f, -0.05f);
        for (int i = 0; i + 1 < p.Length; i += 2)
        {
            Vector2 point = new Vector2(p[i], -p[i + 1]) + drift;
            float stretch = (point - previous).Length() - 0.5f;
            energy += stiffness * stretch * stretch;
            drift *= 0.9f;
            drift += 0.1f * point;
            previous = Vector2.Lerp(previous, point, 0.75f);
        }

        return energy;
    }

    /// <summary>Gravity among three bodies, with one function per force.</summary>
    [Differentiable]
    public static float Gravity(float x, float y, float mass)
    {
        Vector3 a = new(x, y, 0.1f);
        Vector3 b = new(-y, 2 * x, 0.7f);
        Vector3 force = Attraction(a, b, mass) + Attraction(a, new Vector3(3), 1);
        return force.X + 0.5f * force[1] - force.Length();
    }

    /// <summary>Numbers of a vector, picked by an index.</summary>
    [Differentiable]
    public static float Picked(ReadOnlySpan<float> p, ReadOnlySpan<int> order, float scale)
    {
        Vector3 v = new Vector3(p[0], p[1], p[2]) * scale;
        v[1] = v.X * v.Y;
        float s = 0;
        for (int i = 0; i < order.Length; i++)
        {
            s += (i + 1) * v[order[i] % 3];
        }

        return s;
    }

    /// <summary>A rigid motion and back again.</summary>
    [Differentiable]
    public static float RoundTrip(float angle, float x, float y)
    {
        Matrix4x4 motion = Matrix4x4.CreateFromYawPitchRoll(angle, 0.3f * x, 0.2f) * Matrix4x4.CreateTranslation(new Vector3(x, y, 1));
        if (!Matrix4x4.Invert(motion, out Matrix4x4 inverse))
        {
            return 0;
        }

        Vector3 local = Vector3.Transform(new Vector3(1, 2, 3), inverse);
        return local.Y + 0.3f * motion.GetDeterminant() * local.X;
    }

    /// <summary>A signal buffer that a vector is copied into.</summary>
    [Differentiable]
    public static float Copied(float x, float y)
    {
        float[] buffer = new float[6];
        new Vector3(x, x * y, y).CopyTo(buffer);
        Vector2.Min(new Vector2(x, 1.1f), new Vector2(y, y)).CopyTo(buffer.AsSpan(3));
        return buffer[0] * buffer[1] + buffer[2] * buffer[3] - buffer[4];
    }

    /// <summary>How strongly a second-order filter lets a frequency through.</summary>
    [Differentiable]
    public static double FilterGain(double frequency, double damping, double gain)
    {
        Complex s = new(0, frequency);
        Complex transfer = gain / (s * s + 2 * damping * s + 1);
        return (double)Complex.Abs(transfer);
    }

    /// <summary>The power lost in a circuit of a resistor, a coil and a capacitor.</summary>
    [Differentiable]
    public static double AlternatingCurrent(double resistance, double inductance, double capacitance)
    {
        double w = 1.3;
        Complex impedance = resistance + Complex.ImaginaryOne * (w * inductance) + Complex.Reciprocal(new Complex(0.01, w * capacitance));
        Complex voltage = Complex.FromPolarCoordinates(2, 0.4);
        Complex current = voltage / impedance;
        Complex power = voltage * Complex.Conjugate(current);
        return (double)(power.Real + 0.1 * current.Phase + 0.2 * power.Magnitude);
    }

    /// <summary>A few steps towards the edge of the Mandelbrot set.</summary>
    [Differentiable]
    public static double Escape(double x, double y)
    {
        Complex c = new(0.2 * x, 0.2 * y);
        Complex z = Complex.Zero;
        int steps = 0;
        while (z.Magnitude < 4 && steps < 6)
        {
            z = z * z + c;
            steps++;
        }

        return (double)(z.Real * z.Real + z.Imaginary);
    }

    /// <summary>Newton's method for a cube root of a complex number.</summary>
    [Differentiable]
    public static double ComplexRoot(double re, double im)
    {
        Complex target = new(re, im);
        Complex z = new(1.2, 0.3);
        for (int i = 0; i < 5; i++)
        {
            z -= (Complex.Pow(z, 3) - target) / (3 * Complex.Pow(z, 2));
        }

        return (double)(z.Real - 2 * z.Imaginary);
    }

    /// <summary>The discrete Fourier transform of a signal at one frequency.</summary>
    [Differentiable]
    public static double Spectrum(ReadOnlySpan<double> p, double frequency)
    {
        Complex sum = Complex.Zero;
        for (int i = 0; i < p.Length; i++)
        {
            sum += p[i] * Complex.Exp(new Complex(0, -frequency * i));
        }

        return (double)Complex.Abs(sum);
    }

    private static Vector3 Attraction(Vector3 at, Vector3 by, float mass)
    {
        Vector3 between = by - at;
        return mass / (0.1f + between.LengthSquared()) * Vector3.Normalize(between);
    }
}
