using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace AutoDiff.Runtime.Tests;

/// <summary>A hash of the bits that each primitive and its derivative produce.</summary>
internal static class KernelHashes
{
    public static IEnumerable<(string Name, string Hash)> All() => Of<double>().Concat(Of<float>());

    private static IEnumerable<(string Name, string Hash)> Of<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (PrimitiveCase<T> item in PrimitiveCases.All<T>())
        {
            T[][] inputs = [.. item.Inputs.Select(Samples.As<T>)];
            T[] result = item.Forward(inputs);
            T[][] shadows = [.. item.Inputs.Select(input => new T[input.Length])];
            item.Vjp(inputs, result, Samples.As<T>(Samples.Uniform(5, result.Length)), shadows);
            using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(MemoryMarshal.AsBytes(result.AsSpan()));
            foreach (T[] shadow in shadows)
            {
                hash.AppendData(MemoryMarshal.AsBytes(shadow.AsSpan()));
            }

            yield return ($"{typeof(T).Name} {item.Name}", Convert.ToHexString(hash.GetHashAndReset()));
        }
    }
}
