using System;

namespace AutoDiff.Fuzz.Evaluation;

/// <summary>Ends a run that is too long to be worth it. Every block of a program over dual numbers burns one unit.</summary>
public static class Fuel
{
    [ThreadStatic]
    private static int left;

    public static void Fill(int units) => left = units;

    public static void Burn()
    {
        if (--left < 0)
        {
            throw new FuelException();
        }
    }
}
