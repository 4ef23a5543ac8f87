using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>
/// A method's <c>IOperation</c> tree => statements that do the same, in the same order. Expressions of the result
/// change nothing: what an expression of the source does besides giving a value stands in statements before it.
/// </summary>
internal sealed partial class BodyReader
{
    private readonly Reading reading;
    private readonly Dictionary<ISymbol, Variable> variables;
    private readonly Dictionary<ISymbol, Expression> bound;
    private readonly Dictionary<ISymbol, DelegateTarget> delegates;
    private readonly Dictionary<ISymbol, string> targetKeys;
    private readonly Dictionary<ISymbol, IOperation> sequences;

    /// <summary>Parameters that are the caller's variables. Any two may be one.</summary>
    private readonly HashSet<Variable> byReference;
    private readonly Dictionary<ISymbol, Variable> fixedFields = new(SymbolEqualityComparer.Default);
    private readonly List<Statement> fixedArrays = [];
    private Expression? self;
    private Composite? result;

    /// <summary>The method, lambda or local function whose body this is.</summary>
    private IMethodSymbol current;
    private List<Statement> output = [];
    private Origin? origin;
    private int depth;
    private int loopDepth;

    /// <summary>How many <c>try</c> statements are around the current statement: what is declared there is assigned instead (<see cref="WriteTry"/>).</summary>
    private int attempts;

    /// <summary>The block of the current statement, where variables that its expressions declare begin.</summary>
    private List<Statement> statementOutput = [];

    public BodyReader(Reading reading)
    {
        this.reading = reading;
        current = reading.Method;
        variables = new(SymbolEqualityComparer.Default);
        bound = new(SymbolEqualityComparer.Default);
        delegates = new(SymbolEqualityComparer.Default);
        targetKeys = new(SymbolEqualityComparer.Default);
        sequences = new(SymbolEqualityComparer.Default);
        functionNumbers = [];
        lists = new(SymbolEqualityComparer.Default);
        byReference = [];
        concrete = new(SymbolEqualityComparer.Default);
    }

    /// <summary>What the type parameters of the body stand for.</summary>
    public IReadOnlyDictionary<ISymbol, ITypeSymbol> TypeArgumentsOf => reading.TypeArguments;

    /// <summary>Reads a local function or a lambda, which sees the variables of the method that it stands in.</summary>
    public BodyReader(Reading reading, BodyReader outer)
    {
        this.reading = reading;
        current = reading.Method;
        variables = outer.variables;
        bound = outer.bound;
        delegates = outer.delegates;
        targetKeys = outer.targetKeys;
        sequences = outer.sequences;
        functionNumbers = outer.functionNumbers;
        lists = outer.lists;
        byReference = outer.byReference;
        self = outer.self;
        isOwnObject = outer.isOwnObject;
        own = outer.own;
        concrete = outer.concrete;
        selfType = outer.selfType;
    }

    /// <summary>
    /// Reads an annotated method's body; what it refuses is in <paramref name="reading"/>. Parameters that are aggregates
    /// are taken apart at its beginning, and a result that is one is assigned to <see cref="Function.Results"/>.
    /// </summary>
    /// <param name="reading">The method.</param>
    /// <param name="parameters">Its parameters, which the function is given later.</param>
    /// <param name="body">The body.</param>
    /// <param name="hasCotangent">Whether a derivative is given a value of the result's type.</param>
    public static Function Read(Reading reading, IReadOnlyDictionary<ISymbol, Variable> parameters, IOperation body, bool hasCotangent)
    {
        BodyReader reader = new(reading);
        foreach (KeyValuePair<ISymbol, Variable> parameter in parameters)
        {
            if (parameter.Value.Type.Kind is Ir.TypeKind.Memory or Ir.TypeKind.ReadOnlyMemory)
            {
                reader.ReadMemory(parameter.Key, parameter.Value, body);
                continue;
            }

            if (parameter.Value.Type.Kind != Ir.TypeKind.Aggregate)
            {
                reader.variables.Add(parameter.Key, parameter.Value);
                continue;
            }

            Expression parts = reader.NewPlace(parameter.Value.Name, parameter.Value.Type, isOutside: true);
            reader.bound.Add(parameter.Key, parts);
            reader.DeclareLeaves(parts, reader.MembersOf(new Read(parameter.Value), "", parameter.Value.Type));
            reader.FindData(parameter.Value, parts);
        }

        if (!reading.Method.IsStatic)
        {
            reader.ReadSelf();
        }

        IrType type = TypeReader.Read(reading.Method.ReturnType);
        if (type.Kind == Ir.TypeKind.Aggregate)
        {
            reader.result = (Composite)reader.NewPlace("result", type, isOutside: true);
            reader.DeclareLeaves(reader.result, null);
        }

        reader.FollowObjects(body, reading.Method.ContainingType);
        reader.RefuseChangedCopies(body, reading.Method);
        reader.ReadStatement(body);
        reader.RefuseExchangedData();
        return new Function(reading.Method.Name, [], type, new Block([.. reader.fixedArrays, .. reader.output]))
        {
            Results = reader.result is null ? [] : Leaves(reader.result).Select(leaf => ((Read)leaf).Variable).ToEquatableArray(),
            ResultPaths = reader.result is null || !hasCotangent ? [] : Leaves(reader.MembersOf(reader.result, "", type)).Select(leaf => ((Field)leaf).Path).ToEquatableArray(),
            Own = [.. reader.own],
        };
    }

    private void Write(Statement statement) => output.Add(statement with { Origin = origin });

    /// <summary>Runs a reader on an empty output: what it wrote, and its result.</summary>
    private (List<Statement> Written, T Result) Apart<T>(Func<T> read)
    {
        List<Statement> outer = output;
        List<Statement> outerStatement = statementOutput;
        output = [];
        try
        {
            T result = read();
            return (output, result);
        }
        finally
        {
            output = outer;
            statementOutput = outerStatement;
        }
    }

    /// <summary>Runs a reader as a statement of its own, for variables that it declares.</summary>
    private T AsStatement<T>(Func<T> read)
    {
        List<Statement> outer = statementOutput;
        statementOutput = output;
        T result = read();
        statementOutput = outer;
        return result;
    }

    private Block BlockOf(Action read) => new(Apart(() =>
    {
        read();
        return true;
    }).Written.ToEquatableArray());

    private Variable Declare(string name, Expression value, IrType? type = null)
    {
        Variable variable = reading.NewVariable(name, type ?? value.Type);
        Write(new Declare(variable, value));
        return variable;
    }

    private Variable VariableOf(ISymbol symbol, ITypeSymbol type)
    {
        if (!variables.TryGetValue(symbol, out Variable variable))
        {
            // What is being typed may have no name yet.
            reading.HasCompileErrors |= symbol.Name.Length == 0;
            variable = reading.NewVariable(symbol.Name, TypeFor(type));
            variables.Add(symbol, variable);
        }

        return variable;
    }

    private int Site(IOperation operation) => reading.Site(operation.Syntax.GetLocation());

    /// <summary>Refuses an operation and stands in for it, so that the rest can be read for further refusals.</summary>
    private Constant Refuse(IOperation operation, Fence.Entry entry)
    {
        Fence.Refuse(reading, operation.Syntax, entry);
        return Placeholder(operation);
    }

    private Constant Refuse(IOperation operation)
    {
        Fence.Refuse(reading, operation.Syntax);
        return Placeholder(operation);
    }

    private Constant Placeholder(IOperation operation) => new(TypeFor(operation.Type), "default");

    /// <summary>Statements come with the source that they run; what is written inside a compound statement after its parts is the header's again.</summary>
    private void WithOrigin(SyntaxNode syntax, Action read, string? text = null)
    {
        Origin? outer = origin;
        origin = new Origin(text ?? OriginReader.Text(syntax), reading.Site(LocationOf(syntax)));
        read();
        origin = outer;
    }

    private static Location LocationOf(SyntaxNode syntax) => syntax switch
    {
        IfStatementSyntax statement => statement.Condition.GetLocation(),
        WhileStatementSyntax statement => statement.Condition.GetLocation(),
        DoStatementSyntax statement => statement.Condition.GetLocation(),
        ForStatementSyntax statement => statement.ForKeyword.GetLocation(),
        ForEachStatementSyntax statement => statement.Expression.GetLocation(),
        SwitchStatementSyntax statement => statement.Expression.GetLocation(),
        TryStatementSyntax statement => statement.TryKeyword.GetLocation(),
        UsingStatementSyntax statement => ((SyntaxNode?)statement.Declaration ?? statement.Expression)!.GetLocation(),
        _ => syntax.GetLocation(),
    };
}
