using System;
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

    /// <summary>How many sections <c>goto case</c> repeats in one switch; where it would be more, they become parts that jumps lead to.</summary>
    private const int MostRepetitions = 32;

    private readonly Stack<ISwitchOperation> switches = new();

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
        switches.Push(operation);
        Block chain = WithoutLastBreak(BlockOf(() =>
        {
            if (CanRepeat(operation))
            {
                WriteSection(operation.Cases, subject, 0, ReadSection, () => { });
            }
            else
            {
                WriteSections(operation, subject);
            }
        }));
        switches.Pop();
        if (chain.Statements.Exits().HasFlag(Exits.Break))
        {
            Write(new Leavable(Exits.Break, chain));
        }
        else
        {
            output.AddRange(chain.Statements);
        }
    });

    /// <summary>
    /// The sections one after the other, and before them where to go first:
    /// <c>if (k == 0) goto zero; else if (k > 0) goto more; else leave; zero: a; leave; more: b; leave;</c>
    /// </summary>
    private void WriteSections(ISwitchOperation operation, Subject subject) => ReadParts(
        operation,
        [[], .. operation.Cases.Select(section => section.Clauses.Select(clause => clause.Label).OfType<ILabelSymbol>())],
        [operation.Cases.Select(LabelOf), .. operation.Cases.Select(section => JumpsOf(section).Select(jump => jump.Target))],
        index =>
        {
            if (index == 0)
            {
                WriteSection(operation.Cases, subject, 0, section => WriteJump(LabelOf(section)), () => WriteJump(operation.ExitLabel));
            }
            else
            {
                ReadStatements(operation.Cases[index - 1].Body);
            }
        });

    private static ILabelSymbol LabelOf(ISwitchCaseOperation section) => section.Clauses.Select(clause => clause.Label).OfType<ILabelSymbol>().First();

    private static IEnumerable<IBranchOperation> JumpsOf(ISwitchCaseOperation section) => section.Descendants().OfType<IBranchOperation>();

    private void WriteSection(ImmutableArray<ISwitchCaseOperation> sections, Subject subject, int index, Action<ISwitchCaseOperation> enter, Action leave)
    {
        statementOutput = output;
        if (index == sections.Length)
        {
            if (sections.FirstOrDefault(IsDefault) is { } standard)
            {
                enter(standard);
            }
            else
            {
                leave();
            }

            return;
        }

        ISwitchCaseOperation section = sections[index];
        if (IsDefault(section) && IsSubsumed(section, sections))
        {
            WriteSection(sections, subject, index + 1, enter, leave);
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
            enter(section);
            return;
        }

        Block body = BlockOf(() => enter(section));
        Block otherwise = BlockOf(() => WriteSection(sections, subject, index + 1, enter, leave));
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

        ReadStatements(section.Body);
    }

    /// <summary>The section of the innermost switch that a <c>goto case</c> goes to.</summary>
    private ISwitchCaseOperation? SectionOf(IBranchOperation jump) => switches.Count == 0 ? null : SectionOf(jump, switches.Peek());

    private static ISwitchCaseOperation? SectionOf(IBranchOperation jump, ISwitchOperation operation) => operation.Cases
        .FirstOrDefault(section => section.Clauses.Any(clause => SymbolEqualityComparer.Default.Equals(clause.Label, jump.Target)));

    /// <summary>
    /// Whether <c>goto case</c> may read the section that it goes to once more: none stands where something would have to be
    /// left first, none comes back, and they are not many.
    /// </summary>
    private static bool CanRepeat(ISwitchOperation operation)
    {
        var repetitions = new Dictionary<ISwitchCaseOperation, int>();
        return operation.Cases.Sum(section => Repetitions(section)) <= MostRepetitions;

        int Repetitions(ISwitchCaseOperation section)
        {
            if (!repetitions.TryGetValue(section, out int count))
            {
                // Whoever comes back here finds too many.
                repetitions[section] = MostRepetitions + 1;
                foreach (IBranchOperation jump in JumpsOf(section))
                {
                    if (SectionOf(jump, operation) is { } next)
                    {
                        count = Math.Min(MostRepetitions + 1, count + (IsWithinParts(jump, section) ? MostRepetitions + 1 : 1 + Repetitions(next)));
                    }
                }

                repetitions[section] = count;
            }

            return count;
        }
    }

    private static bool IsWithinParts(IOperation jump, ISwitchCaseOperation section)
    {
        for (IOperation part = jump; part != section; part = part.Parent!)
        {
            if (part is ILoopOperation or ITryOperation or IUsingOperation or ILabeledOperation || part.Parent?.ChildOperations.Any(beside => beside is ILabeledOperation or IUsingDeclarationOperation) == true)
            {
                return true;
            }
        }

        return false;
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
}
