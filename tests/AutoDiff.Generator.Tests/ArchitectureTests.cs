using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace AutoDiff.Generator.Tests;

/// <summary>The rooms of the generator use each other in one direction only.</summary>
public class ArchitectureTests
{
    private const string Root = "AutoDiff.Generator";

    /// <summary>Each room with the rooms it may use. The files at the root wire everything and may use all of them.</summary>
    private static readonly Dictionary<string, string[]> MayUse = new(StringComparer.Ordinal)
    {
        ["Support"] = [],
        ["Ir"] = ["Support"],
        ["Rules"] = ["Support", "Ir"],
        ["Analysis"] = ["Support", "Ir", "Rules"],
        ["Differentiation"] = ["Support", "Ir", "Rules", "Analysis"],
        ["Transforms"] = ["Support", "Ir", "Rules", "Analysis", "Differentiation"],
        ["Diagnostics"] = ["Support", "Ir"],
        ["FrontEnd"] = ["Support", "Ir", "Rules", "Diagnostics"],
        ["Emit"] = ["Support", "Ir"],
    };

    private static readonly string[] KnowRoslyn = ["FrontEnd", "Diagnostics", ""];

    [Fact]
    public void EveryRoom_IsKnown() => Assert.Empty(Files().Select(file => file.Room).Where(room => room.Length > 0 && !MayUse.ContainsKey(room)).Distinct());

    [Fact]
    public void Rooms_UseEachOtherInOneDirection() => Assert.Empty(
        from file in Files()
        where file.Room.Length > 0
        from name in file.Names
        let room = RoomOf(name)
        where room is not null && room != file.Room && !MayUse[file.Room].Contains(room)
        select $"{file.Path} uses {name}");

    [Fact]
    public void OnlyTheFrontEnd_KnowsRoslyn() => Assert.Empty(
        from file in Files()
        where !KnowRoslyn.Contains(file.Room)
        from name in file.Names
        where name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
        select $"{file.Path} uses {name}");

    [Fact]
    public void Namespaces_FollowFolders_ExceptOfTypesThatNetstandardLacks() => Assert.Empty(
        from file in Files()
        where file.Namespace is not null
            && file.Namespace != (file.Room.Length == 0 ? Root : Root + "." + file.Room)
            && !file.Namespace.StartsWith("System", StringComparison.Ordinal)
        select $"{file.Path} is in {file.Namespace}");

    private static string? RoomOf(string name) =>
        name.StartsWith(Root + ".", StringComparison.Ordinal) && name[(Root.Length + 1)..].Split('.')[0] is var room && MayUse.ContainsKey(room)
            ? room
            : null;

    private static IEnumerable<SourceFile> Files([CallerFilePath] string thisFile = "")
    {
        string root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "src", Root));
        foreach (string path in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string[] parts = Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar);
            if (parts[0] is not ("bin" or "obj"))
            {
                yield return SourceFile.Read(path, string.Join('/', parts), parts.Length > 1 ? parts[0] : "");
            }
        }
    }

    /// <summary>A file and every dotted name in it: using directives, and qualified names in code.</summary>
    private sealed record SourceFile(string Path, string Room, string? Namespace, IReadOnlyList<string> Names)
    {
        public static SourceFile Read(string path, string relativePath, string room)
        {
            SyntaxNode root = CSharpSyntaxTree.ParseText(File.ReadAllText(path)).GetRoot();
            string? @namespace = root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString();
            List<string> names =
            [
                .. root.DescendantNodes()
                    .Where(node => node is QualifiedNameSyntax or MemberAccessExpressionSyntax or UsingDirectiveSyntax)
                    .Where(node => node.Parent is not BaseNamespaceDeclarationSyntax)
                    .SelectMany(node => node is UsingDirectiveSyntax directive ? [directive.NamespaceOrType.ToString()] : Spellings(node, room)),
            ];
            return new(relativePath, room, @namespace, names);
        }

        // Inside AutoDiff.Generator.Emit, "FrontEnd.X" means AutoDiff.Generator.FrontEnd.X.
        private static IEnumerable<string> Spellings(SyntaxNode node, string room)
        {
            string text = node.ToString().Replace("global::", "", StringComparison.Ordinal);
            yield return text;
            string first = text.Split('.')[0];
            if (node is QualifiedNameSyntax && first != room && MayUse.ContainsKey(first))
            {
                yield return Root + "." + text;
            }
        }
    }
}
