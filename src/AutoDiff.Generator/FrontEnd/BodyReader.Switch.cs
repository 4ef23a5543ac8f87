using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>Switch statements.</content>
internal sealed partial class BodyReader
{
    /// <summary>Each section nests one deeper.</summary>
    private const int MostSections = 250;

    /// <summary>How many sections <c>goto case</c> may repeat in one switch.</summary>
    private const int MostRepetitions = 32;

    private readonly Stack<SwitchReading> switches = new();

    /// <summary>
    /// <c>switch (k) { case 0: a; break; case > 0: b; break; default: c; break; }</c> =>
    /// <c>if (k == 0) { a; } else if (k > 0) { b; } else { c; }</c>
    /// </summary>
    private void ReadSwitch(ISwitchOperation operation) => WithOrigin(operation.Syntax, () =>
    {
        if (operation.Cases.Length > MostSections)
        {
            Refuse(operation, Fence.ManySections);
            return;
        }

        bool mayChange = operation.Cases.SelectMany(section => section.Clauses).Any(clause => clause is IPatternCaseClauseOperation { Guard: { } guard } && ChangesVariables(guard));
        Subject subject = ReadSubject(operation.Value, isReadOnce: false, mayChange);
        DeclareAhead(operation);
        switches.Push(new SwitchReading(operation, ++enclosures));
        Block chain = WithoutLastBreak(BlockOf(() => WriteSection(operation.Cases, subject, 0)));
        switches.Pop();
        enclosures--;
        if (chain.Statements.Exits().HasFlag(Exits.Break))
        {
            Write(new Leavable(Exits.Break, chain));
        }
        else
        {
            output.AddRange(chain.Statements);
        }
    });

    private void WriteSection(ImmutableArray<ISwitchCaseOperation> sections, Subject subject, int index)
    {
        statementOutput = output;
        if (index == sections.Length)
        {
            if (sections.FirstOrDefault(IsDefault) is { } standard)
            {
                ReadSection(standard);
            }

            return;
        }

        ISwitchCaseOperation section = sections[index];
        if (IsDefault(section) && IsSubsumed(section, sections))
        {
            WriteSection(sections, subject, index + 1);
            return;
        }

        Expression? test = null;
        foreach (ICaseClauseOperation clause in section.Clauses.Where(clause => clause.CaseKind != CaseKind.Default))
        {
            test = test is null
                ? TestClause(clause, subject)
                : ShortCircuit(BinaryOperator.OrElse, test, () => TestClause(clause, subject));
        }

        if (test is Constant { Text: "true" })
        {
            ReadSection(section);
            return;
        }

        Block body = BlockOf(() => ReadSection(section));
        Block otherwise = BlockOf(() => WriteSection(sections, subject, index + 1));
        Write(new If(test!, body, otherwise));
    }

    /// <summary>Whether the other labels of the default section choose nothing that reaching the end of all labels would not.</summary>
    private static bool IsSubsumed(ISwitchCaseOperation section, ImmutableArray<ISwitchCaseOperation> sections) =>
        section.Clauses.Length == 1
        || sections.SelectMany(other => other.Clauses).All(clause => clause.CaseKind == CaseKind.Default || IsConstant(clause));

    private static bool IsConstant(ICaseClauseOperation clause) =>
        clause is ISingleValueCaseClauseOperation or IPatternCaseClauseOperation { Guard: null, Pattern: IConstantPatternOperation };

    private static bool IsDefault(ISwitchCaseOperation section) => section.Clauses.Any(clause => clause.CaseKind == CaseKind.Default);

    private Expression TestClause(ICaseClauseOperation clause, Subject subject)
    {
        switch (clause)
        {
            case IPatternCaseClauseOperation pattern:
                return Guarded(Test(pattern.Pattern, subject), pattern.Guard);
            case ISingleValueCaseClauseOperation { Value: { } constant } when subject.Value is { } value:
                return TestConstant(clause, constant, value, subject.Type);
            default:
                reading.HasCompileErrors |= clause.Syntax.ContainsDiagnostics;
                return Refuse(clause, Fence.Pattern);
        }
    }

    private void ReadSection(ISwitchCaseOperation section)
    {
        // It may be read more than once, and what it declares is a variable of its own each time.
        foreach (ISymbol local in section.Body.SelectMany(statement => statement.DescendantsAndSelf()).Select(DeclaredBy).OfType<ISymbol>().Where(local => !declaredAhead.Contains(local)))
        {
            variables.Remove(local);
            bound.Remove(local);
        }

        SwitchReading current = switches.Peek();
        current.Path.Add(section);
        ReadStatements(section.Body);
        current.Path.RemoveAt(current.Path.Count - 1);
    }

    private ISwitchCaseOperation? SectionOf(IBranchOperation jump) => switches.Count == 0 ? null : switches.Peek().Operation.Cases
        .FirstOrDefault(section => section.Clauses.Any(clause => SymbolEqualityComparer.Default.Equals(clause.Label, jump.Target)));

    /// <summary><c>goto case</c> => the section that it goes to, once more.</summary>
    private void ReadGoto(IBranchOperation jump, ISwitchCaseOperation section)
    {
        SwitchReading current = switches.Peek();
        if (enclosures != current.Enclosures)
        {
            Refuse(jump, Fence.GotoOut);
        }
        else if (current.Path.Contains(section))
        {
            Refuse(jump, Fence.GotoBack);
        }
        else if (++current.Repetitions > MostRepetitions)
        {
            Refuse(jump, Fence.GotoTooMany);
        }
        else
        {
            ReadSection(section);
        }
    }

    /// <summary>A <c>break</c> at the end of the switch leaves it anyway.</summary>
    private static Block WithoutLastBreak(Block block)
    {
        if (block.Statements.Count == 0)
        {
            return block;
        }

        Statement last = block.Statements[block.Statements.Count - 1];
        IEnumerable<Statement> rest = block.Statements.Take(block.Statements.Count - 1);
        return last switch
        {
            Break => new Block(rest.ToEquatableArray()),
            If choice => new Block(rest.Append(choice with { Then = WithoutLastBreak(choice.Then), Else = WithoutLastBreak(choice.Else) }).ToEquatableArray()),
            _ => block,
        };
    }

    /// <summary>A switch while its sections are read.</summary>
    private sealed class SwitchReading(ISwitchOperation operation, int enclosures)
    {
        public ISwitchOperation Operation { get; } = operation;

        /// <summary>What <see cref="BodyReader.enclosures"/> is in its sections.</summary>
        public int Enclosures { get; } = enclosures;

        /// <summary>The section being read, and before it those whose <c>goto</c> led to it.</summary>
        public List<ISwitchCaseOperation> Path { get; } = [];

        public int Repetitions { get; set; }
    }
}
