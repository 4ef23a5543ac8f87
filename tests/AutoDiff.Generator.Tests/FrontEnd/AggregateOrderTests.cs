using System.IO;
using System.Linq;
using AutoDiff.Generator.FrontEnd;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AutoDiff.Generator.Tests.FrontEnd;

/// <summary>Reference assemblies declare the fields of a type in another order than the type itself.</summary>
public class AggregateOrderTests
{
    [Theory]
    [InlineData("Vector4", "X Y Z W")]
    [InlineData("Quaternion", "X Y Z W")]
    [InlineData("Matrix3x2", "M11 M12 M21 M22 M31 M32")]
    [InlineData("Plane", "Normal D")]
    public void Members_AreInTheOrderOfTheConstructor(string name, string members)
    {
        using MemoryStream reference = new();
        string order = string.Join(' ', members.Split(' ').Reverse());
        string fields = string.Concat(order.Split(' ').Select(field => $"public float {field}; "));
        string parameters = string.Join(", ", members.Split(' ').Select(field => "float " + char.ToLowerInvariant(field[0]) + field[1..]));
        string assigned = string.Concat(members.Split(' ').Select(field => $"{field} = 0; "));
        CSharpCompilation declared = CSharpCompilation.Create(
            "Reference",
            [CSharpSyntaxTree.ParseText($"public struct {name} {{ {fields} public {name}({parameters}) {{ {assigned} }} }}")],
            Harness.CompilerInput.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.True(declared.Emit(reference).Success);
        CSharpCompilation compilation = CSharpCompilation.Create("Consumer", [], [.. Harness.CompilerInput.References, MetadataReference.CreateFromImage(reference.ToArray())]);
        IrType type = AggregateReader.Read(compilation.GetTypeByMetadataName(name)!)!;
        Assert.Equal(members, string.Join(' ', type.Members.Select(member => member.Name)));
    }
}
