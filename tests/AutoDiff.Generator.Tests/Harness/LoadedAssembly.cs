using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;
using Xunit.Sdk;

namespace AutoDiff.Generator.Tests.Harness;

/// <summary>A compilation that runs. Disposing lets it be unloaded.</summary>
internal sealed class LoadedAssembly : IDisposable
{
    private readonly AssemblyLoadContext context;

    private LoadedAssembly(AssemblyLoadContext context, Assembly assembly)
    {
        this.context = context;
        Assembly = assembly;
    }

    public Assembly Assembly { get; }

    /// <summary>Compiles and loads; any error fails the test, and any warning unless they are allowed.</summary>
    public static LoadedAssembly Load(Compilation compilation, bool allowWarnings = false)
    {
        if (allowWarnings)
        {
            compilation = compilation.WithOptions(compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Suppress));
        }

        using MemoryStream image = new();
        EmitResult result = compilation.Emit(image);
        Diagnostic[] problems = [.. result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];
        if (!result.Success || problems.Length > 0)
        {
            throw new XunitException(string.Join('\n', problems.Select(problem => problem + "\n    " + LineOf(problem))));
        }

        image.Position = 0;
        AssemblyLoadContext context = new(compilation.AssemblyName, isCollectible: true);
        return new(context, context.LoadFromStream(image));
    }

    /// <summary>A static method as a delegate; declare the delegate type in the test where there are spans.</summary>
    /// <param name="type">Full name of the type.</param>
    /// <param name="method">The method's name; overloads are told apart by the delegate.</param>
    /// <typeparam name="TDelegate">The signature.</typeparam>
    /// <returns>The delegate.</returns>
    public TDelegate Method<TDelegate>(string type, string method)
        where TDelegate : Delegate =>
        (TDelegate)Delegate.CreateDelegate(typeof(TDelegate), Type(type), method);

    public Type Type(string name) => Assembly.GetType(name, throwOnError: true)!;

    public void Dispose() => context.Unload();

    private static string LineOf(Diagnostic problem) => problem.Location.SourceTree is { } tree
        ? tree.GetText().Lines[problem.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim()
        : "";
}
