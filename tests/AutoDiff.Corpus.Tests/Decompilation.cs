using System;
using System.IO;
using System.Reflection.PortableExecutable;
using ICSharpCode.Decompiler;
using ICSharpCode.Decompiler.CSharp;
using ICSharpCode.Decompiler.CSharp.ProjectDecompiler;
using ICSharpCode.Decompiler.Metadata;

namespace AutoDiff.Corpus.Tests;

/// <summary>An assembly => a folder of C# files, which goes when this is disposed of.</summary>
internal sealed class Decompilation : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("corpus-");

    public Decompilation(ForeignAssembly assembly)
    {
        using PEFile module = new(assembly.Path, PEStreamOptions.PrefetchEntireImage);
        UniversalAssemblyResolver resolver = new(assembly.Path, throwOnError: false, module.DetectTargetFrameworkId());
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location));
        DecompilerSettings settings = new(LanguageVersion.CSharp12_0) { ThrowOnAssemblyResolveErrors = false, UseNestedDirectoriesForNamespaces = true };
        new WholeProjectDecompiler(settings, resolver, null, null, null) { MaxDegreeOfParallelism = Environment.ProcessorCount }.DecompileProject(module, folder.FullName);
    }

    /// <summary>The files, in an order that does not depend on the file system.</summary>
    public string[] Files
    {
        get
        {
            string[] files = Directory.GetFiles(folder.FullName, "*.cs", SearchOption.AllDirectories);
            Array.Sort(files, StringComparer.Ordinal);
            return files;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);
}
