using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Transforms;

/// <content>How the method ends: what it returned goes into the one array.</content>
internal sealed partial class PackedResults
{
    // q = a; r = b; return;   =>   return (a, b);
    private static Block Returning(Block body, Variable[] given, Variable? number, Identifiers identifiers)
    {
        Block returning = Ending(body.Statements.Completes() ? new Block([.. body.Statements, new Return(null)]) : body);
        return returning.Variables().Intersect(given).Aggregate(returning, Declared);

        Block Ending(Block block)
        {
            List<Statement> statements = [.. block.Statements.Select(statement => statement.MapBlocks(Ending))];
            if (statements.LastOrDefault() is not Return exit)
            {
                return new Block(statements.ToEquatableArray());
            }

            statements.RemoveAt(statements.Count - 1);
            Expression? value = exit.Value;
            if (number is not null)
            {
                statements.Add(new Assign(new Read(number), value!) { Origin = exit.Origin });
                value = null;
            }
            else if (value is not (null or Read))
            {
                Variable named = identifiers.Fresh("result", value.Type);
                statements.Add(new Declare(named, value) { Origin = exit.Origin });
                value = new Read(named);
            }

            Expression[] last = [.. value is null ? Enumerable.Empty<Expression>() : [value], .. given.Select(variable => (Expression)(Taken(statements, variable) ?? new Read(variable)))];
            statements.Add(exit with { Value = new TupleValue([.. last.Select(part => new TupleElement(null, part))]) });
            return new Block(statements.ToEquatableArray());
        }
    }

    // The buffer that a block assigns before its end, if nothing sees the variable after that and the buffer keeps its name.
    private static Read? Taken(List<Statement> statements, Variable given)
    {
        for (int i = statements.Count - 1; i >= 0; i--)
        {
            Statement[] all = [.. statements[i].SelfAndDescendants()];
            if (statements[i] is Assign { Target: Read { Variable: var target }, Value: Read { Variable: var source } value } && target == given && source != given)
            {
                bool isKept = !statements.Skip(i + 1).SelectMany(later => later.SelfAndDescendants()).SelectMany(Written.Variables).Contains(source);
                statements.RemoveRange(i, isKept ? 1 : 0);
                return isKept ? value : null;
            }

            if (all.SelectMany(statement => statement.Mentions()).Contains(given) || Array.Exists(all, statement => statement is Return))
            {
                return null;
            }
        }

        return null;
    }

    // A variable begins in the innermost block that has all of it.
    private static Block Declared(Block block, Variable variable)
    {
        List<Statement> statements = [.. block.Statements];
        int[] places = [.. Enumerable.Range(0, statements.Count).Where(i => statements[i].SelfAndDescendants().Any(statement => statement.Mentions().Contains(variable)))];
        int first = places[0];
        Block[] inner = [.. statements[first].Blocks().Where(part => part.Variables().Contains(variable))];
        if (places.Length == 1 && inner.Length == 1 && statements[first] is If && !statements[first].Mentions().Contains(variable))
        {
            statements[first] = statements[first].MapBlocks(part => ReferenceEquals(part, inner[0]) ? Declared(part, variable) : part);
        }
        else
        {
            statements.Insert(first, new Declare(variable, null));
        }

        return new Block(statements.ToEquatableArray());
    }

    private IEnumerable<Statement> Ended(Return exit, Expression value, Identifiers identifiers)
    {
        List<Statement> statements = [];
        Expression[] given = value is TupleValue tuple ? [.. tuple.Elements.Select(element => element.Value)] : [value];
        for (int i = 0; i < given.Length; i++)
        {
            Result part = parts[i];
            if (given[i] is not Read { Variable: var buffer })
            {
                buffer = identifiers.Fresh(part.Name, part.Type);
                statements.Add(new Declare(buffer, given[i]));
            }

            Result own = PartOf(part.Type, part.Name, identifiers);
            statements.AddRange(own.Measured(buffer, identifiers));
            statements.AddRange(own.Lengths.Variables.Zip(part.Lengths.Variables, (length, given) => new Assign(new Read(given), new Read(length))));
            if (part.Type.IsUncut)
            {
                Variable cells = identifiers.Fresh(part.Name + "Cells", Packed.ReturnType);
                statements.Add(new Declare(cells, new NewBuffer(cells.Type, own.Count, BufferStorage.Array)));
                statements.AddRange(own.Put(buffer, cells, Formula.Zero(IrType.Int32), identifiers));
                buffer = cells;
            }

            given[i] = new Read(buffer);
        }

        Expression all = given.Length == 1 ? given[0] : new TupleValue([.. given.Select(part => new TupleElement(null, part))]);
        return statements.Select(made => made with { Origin = exit.Origin }).Append(exit with { Value = all });
    }
}
