using System.Collections.Generic;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>One kind of derivative: the member that computes it and, of a gradient, the one that leaves the value out.</summary>
internal sealed class MemberEmitter
{
    private readonly CSharpWriter writer;
    private readonly DifferentiableMethod method;
    private readonly SortedSet<string> usings;
    private readonly DerivativeMember member;
    private readonly Spelling spelling;
    private readonly SignatureEmitter signature;
    private readonly DocumentationEmitter documentation;
    private readonly StatementEmitter statements;

    public MemberEmitter(CSharpWriter writer, DifferentiableMethod method, DerivativeMember member, SortedSet<string> usings)
    {
        this.writer = writer;
        this.member = member;
        this.method = method;
        this.usings = usings;
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
        documentation.Write(writer, isWhole: true);
        WriteAttribute();
        signature.Write(writer, signature.ReturnType, member.Function.Name);
        writer.Open();
        statements.Body(Body);
        foreach (Function local in member.Locals)
        {
            writer.BlankLine();
            new LocalFunctionEmitter(writer, method, usings).Write(local);
        }

        writer.Close();
        if (member.Kind == DerivativeKind.Gradient)
        {
            writer.BlankLine();
            documentation.Write(writer, isWhole: false);
            WriteAttribute();
            WriteGradient();
        }
    }

    private void WriteGradient()
    {
        string call = signature.CallOfValueAndGradient() + (member.Companions.Count > 0 ? ";" : ".Gradient;");
        signature.Write(writer, signature.GradientReturnType, signature.GradientName, " =>");
        writer.Indent();
        writer.Line(call);
        writer.Outdent();
    }

    private void WriteAttribute() =>
        writer.Line($"[{spelling.Known("System.CodeDom.Compiler", "GeneratedCode")}(\"AutoDiff.Generator\", \"{HeaderEmitter.Version}\")]");
}
