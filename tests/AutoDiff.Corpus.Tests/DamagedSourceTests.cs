using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using AutoDiff.Generator;
using AutoDiff.Generator.FrontEnd;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace AutoDiff.Corpus.Tests;

/// <summary>Sources as they look while being typed: tokens missing, doubled, swapped, the end cut off.</summary>
public class DamagedSourceTests
{
    private const int VariantsOfEach = 4;

    private static readonly MetadataReference[] References = [.. Corpus.References("")];

    public static TheoryData<string> Sources => [.. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.EndsWith(".cs", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task GradientTests_NeverThrow(string source)
    {
        using StreamReader reader = new(Assembly.GetExecutingAssembly().GetManifestResourceStream(source)!);
        await Damage(await reader.ReadToEndAsync(), source);
    }

    private static async Task Damage(string text, string name)
    {
        SyntaxToken[] tokens = [.. (await CSharpSyntaxTree.ParseText(text).GetRootAsync()).DescendantTokens().Where(token => token.Span.Length > 0)];
        for (int seed = 0; seed < VariantsOfEach; seed++)
        {
            Random random = new(seed);

            // What stands before a cut is whole, and goes all the way through the generator.
            string damaged = seed % 2 == 0 ? Shuffled(text, tokens, random) : text[..random.Next(text.Length)];
            await Try(damaged, $"{name}, seed {seed}");
        }
    }

    private static string Shuffled(string text, SyntaxToken[] tokens, Random random)
    {
        // From the last to the first, so that places stay what they are.
        foreach (SyntaxToken token in tokens.Where(_ => random.Next(40) == 0).Reverse())
        {
            text = random.Next(4) switch
            {
                0 => text.Insert(token.Span.End, " " + token.Text),
                1 => text.Remove(token.SpanStart, token.Span.Length).Insert(token.SpanStart, tokens[random.Next(tokens.Length)].Text),
                _ => text.Remove(token.SpanStart, token.Span.Length),
            };
        }

        return text;
    }

    private static async Task Try(string source, string name)
    {
        CSharpCompilation compilation = CSharpCompilation.Create("Damaged", [CSharpSyntaxTree.ParseText(source, Corpus.ParseOptions)], References, Corpus.Options);
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new DifferentiableGenerator().AsSourceGenerator()], parseOptions: Corpus.ParseOptions).RunGenerators(compilation);
        Assert.True(driver.GetRunResult().Diagnostics.IsEmpty, name);
        ImmutableArray<Diagnostic> reported = await compilation.WithAnalyzers([new DifferentiableAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        Assert.True(reported.All(diagnostic => diagnostic.Id is not ("AD0001" or "DIFF0099")), name);

        // Generator and analyzer keep quiet about code that does not compile, also about their own mistakes. What is read of it
        // may be inconsistent, and then nothing is made of it; reading it never throws.
        SemanticModel model = compilation.GetSemanticModel(compilation.SyntaxTrees[0]);
        foreach (MethodDeclarationSyntax declaration in (await model.SyntaxTree.GetRootAsync()).DescendantNodes().OfType<MethodDeclarationSyntax>())
        {
            if (model.GetDeclaredSymbol(declaration) is { } method
                && RequestReader.AttributesOf(method).Any()
                && Record.Exception(() => MethodReader.Read(method, model, CancellationToken.None).Method is { } read && Compiles(model, declaration) ? Compiler.Compile(read) : null) is { } exception)
            {
                Assert.Fail($"{name}, {method.Name}: {exception}");
            }
        }
    }

    private static bool Compiles(SemanticModel model, MethodDeclarationSyntax declaration) =>
        model.GetDiagnostics(declaration.Span).All(diagnostic => diagnostic.Severity != DiagnosticSeverity.Error);
}
