using System;
using System.Security.Cryptography;
using System.Text;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>Stands for a text of which only equality matters.</summary>
internal static class Checksum
{
    /// <summary>Equal for equal texts; that two others share it does not happen.</summary>
    public static string Of(string text)
    {
        using SHA256 algorithm = SHA256.Create();
        return Convert.ToBase64String(algorithm.ComputeHash(Encoding.Unicode.GetBytes(text)));
    }
}
