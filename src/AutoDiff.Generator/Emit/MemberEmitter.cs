using System.Collections.Generic;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>The two members of one request: the one that computes and the one that only hands on the gradient.</summary>
internal sealed class MemberEmitter
{
    private readonly CSharpWriter writer;
    private readonly GradientMember member;
    private readonly Spelling spelling;
    private readonly SignatureEmitter signature;
    private readonly DocumentationEmitter documentation;
    private readonly StatementEmitter statements;

    public MemberEmitter(CSharpWriter writer, DifferentiableMethod method, GradientMember member, SortedSet<string> usings)
    {
        this.writer = writer;
        this.member = member;
        Function function = PlaceWorkspaces.Run(member.Function);
        Naming naming = Naming.Of(function);
        spelling = new(method.Placement, naming.Used, usings);
        signature = new(method, member, naming, spelling);
        documentation = new(method, member, naming, spelling);
        statements = new(writer, new(naming, spelling), spelling, function);
        Body = function.Body;
    }

    private Block Body { get; }

    public void Write()
    {
        documentation.Write(writer, withValue: true);
        WriteAttribute();
        signature.Write(writer, signature.ValueAndGradientReturnType, signature.ValueAndGradientName);
        writer.Open();
        statements.Body(Body);
        writer.Close();
        writer.BlankLine();
        documentation.Write(writer, withValue: false);
        WriteAttribute();
        WriteGradient();
    }

    private void WriteGradient()
    {
        string call = signature.CallOfValueAndGradient() + (member.Destinations.Count > 0 ? ";" : ".Gradient;");
        signature.Write(writer, signature.GradientReturnType, signature.GradientName, " =>");
        writer.Indent();
        writer.Line(call);
        writer.Outdent();
    }

    private void WriteAttribute() =>
        writer.Line($"[{spelling.Known("System.CodeDom.Compiler", "GeneratedCode")}(\"AutoDiff.Generator\", \"{HeaderEmitter.Version}\")]");
}
