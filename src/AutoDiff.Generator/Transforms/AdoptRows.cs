using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// Copies the caller's arrays into arrays of arrays that the method creates, whose rows lie in one buffer
/// (<see cref="FlattenRows"/>), where nothing that may be such a row is ever written: then nobody can tell a copy from it.
/// <code>
/// rows[i] = x;   =>   double[] row = new double[x.Length]; x.CopyTo(row); rows[i] = row;
/// </code>
/// </summary>
internal static class AdoptRows
{
    public static Function Run(Function function)
    {
        Statement[] statements = [.. function.Body.SelfAndDescendants()];
        if (!statements.Any(statement => statement is Declare { Value: NewBuffer { ViewType.IsJagged: true } }))
        {
            return function;
        }

        Origins origins = Origins.Of(function);
        HashSet<Variable> written = [];
        AddWritten(function.Body, [], origins, written);
        Identifiers identifiers = Identifiers.After(function);
        return function with { Body = function.Body.Expand(statement => IsStored(statement) ? Stored((Assign)statement) : [statement]) };

        bool IsStored(Statement statement) =>
            statement is Assign { Target: Element { Type: { IsView: true, Element.IsView: false }, View: Read rows } } assign
            && origins.AreCreated(rows.Variable)
            && origins.BuffersOf(assign.Value).Any(origins.IsForeign);

        IEnumerable<Statement> Stored(Assign assign)
        {
            IReadOnlyCollection<Variable> buffers = origins.BuffersOf(assign.Value);
            if (assign.Value is Conditional choice)
            {
                return [new If(choice.Condition, Branch(choice.WhenTrue), Branch(choice.WhenFalse)) { Origin = assign.Origin }];
            }

            return buffers.Any(origins.IsForeign) && !buffers.Contains(Origins.Nothing) && !buffers.Any(written.Contains) ? Copied(assign) : [assign];

            Block Branch(Expression value) => new([.. Stored(assign with { Value = value })]);
        }

        IEnumerable<Statement> Copied(Assign assign)
        {
            Variable row = identifiers.Fresh("row", IrType.ArrayOf(assign.Value.Type.Element!));
            return
            [
                new Declare(row, new NewBuffer(row.Type, new Length(assign.Value), BufferStorage.Array)) { Origin = assign.Origin },
                new Copy(assign.Value, new Read(row)) { Origin = assign.Origin },
                assign with { Value = new Read(row) },
            ];
        }
    }

    /// <summary>
    /// The buffers that are written when something else may have them too. What fills a new one before it gets another name is
    /// done when there is nothing to be copied.
    /// </summary>
    /// <param name="block">Where.</param>
    /// <param name="single">New buffers that have one name so far.</param>
    /// <param name="origins">Who may see what.</param>
    /// <param name="written">The result.</param>
    private static void AddWritten(Block block, IEnumerable<Variable> single, Origins origins, HashSet<Variable> written)
    {
        HashSet<Variable> filled = [.. single];
        foreach (Statement statement in block.Statements)
        {
            Cancellation.Check();
            filled.ExceptWith(statement.SelfAndDescendants().SelectMany(Named));
            foreach (Expression view in statement is Assign { Target.Type.IsView: true } ? [] : Written.Views(statement))
            {
                written.UnionWith(origins.BuffersOf(view).Where(buffer => !(filled.Contains(buffer) && NameOf(view) is { } name && name.Equals(buffer))));
            }

            foreach (Block inner in statement.Blocks())
            {
                AddWritten(inner, filled, origins, written);
            }

            if (statement is Declare { Value: NewBuffer } begun)
            {
                filled.Add(begun.Variable);
            }
        }
    }

    /// <summary>What may get another name by a statement.</summary>
    private static IEnumerable<Variable> Named(Statement statement) => statement switch
    {
        Declare { Variable.Type.IsView: true, Value: { } value and not NewBuffer } => value.Reads(),
        Assign { Target.Type.IsView: true } assign => assign.Value.Reads(),
        Return { Value: { Type.IsView: true } value } => value.Reads(),
        _ => [],
    };

    private static Variable? NameOf(Expression view) => view switch
    {
        Read read => read.Variable,
        Slice slice => NameOf(slice.View),
        Conversion conversion => NameOf(conversion.Operand),
        _ => null,
    };

    /// <summary>
    /// Which buffers a view may see, whatever the order of the statements. A buffer goes by the variable that it is first known by;
    /// the rows that a caller's array of arrays has go by its own.
    /// </summary>
    private sealed class Origins
    {
        /// <summary>Where <c>null</c> may be, which has no length.</summary>
        public static readonly Variable Nothing = new("null", IrType.ArrayOf(IrType.Double), int.MinValue);

        private readonly HashSet<Variable> created = [];
        private readonly Dictionary<Variable, HashSet<Variable>> seen = [];
        private readonly Dictionary<Variable, HashSet<Variable>> contents = [];
        private bool isGrowing;

        public static Origins Of(Function function)
        {
            Origins origins = new();
            foreach (Variable parameter in function.Parameters.Select(parameter => parameter.Variable).Where(variable => variable.Type.IsView))
            {
                origins.Begin(parameter);
            }

            Statement[] statements = [.. function.Body.SelfAndDescendants()];
            do
            {
                origins.isGrowing = false;
                foreach (Statement statement in statements)
                {
                    Cancellation.Check();
                    origins.Note(statement);
                }
            }
            while (origins.isGrowing);

            return origins;
        }

        public bool IsForeign(Variable origin) => !created.Contains(origin);

        /// <summary>Whether an array of arrays is one that the method creates, in any case.</summary>
        public bool AreCreated(Variable rows) => SeenBy(rows).All(created.Contains);

        /// <summary>The buffers of numbers that a view may see, or whose rows it has.</summary>
        public IReadOnlyCollection<Variable> BuffersOf(Expression view) => [.. view.Type.IsJagged ? SeenBy(view).SelectMany(ContentsOf) : SeenBy(view)];

        private void Begin(Variable origin)
        {
            Add(SeenBy(origin), [origin]);
            if (origin.Type.IsJagged && !created.Contains(origin))
            {
                Add(ContentsOf(origin), [origin]);
            }
        }

        private void Note(Statement statement)
        {
            switch (statement)
            {
                case Declare { Variable.Type.IsView: true, Value: { } value } declare:
                    Note(declare.Variable, value);
                    break;
                case Assign { Target: Read { Variable: { Type.IsView: true } variable }, Value: var value }:
                    Note(variable, value);
                    break;
                case Assign { Target: Element { Type.IsView: true, View: var rows }, Value: var row }:
                    foreach (Variable table in SeenBy(rows).ToArray())
                    {
                        Add(ContentsOf(table), SeenBy(row));
                    }

                    break;
                case Copy { Target: { Type.Element.IsView: true } to, Source: var from }:
                    foreach (Variable table in SeenBy(to).ToArray())
                    {
                        Add(ContentsOf(table), BuffersOf(from));
                    }

                    break;
            }
        }

        private void Note(Variable variable, Expression value)
        {
            if (value is NewBuffer)
            {
                created.Add(variable);
            }

            if (value is NewBuffer || IsOtherwise(value))
            {
                Begin(variable);
                return;
            }

            Add(SeenBy(variable), SeenBy(value));
        }

        // What a field, a call or code that is not modelled gives is nobody's but its own.
        private static bool IsOtherwise(Expression value) => value is not (Read or Element or Slice or Conversion or Conditional or Constant { Text: "default" or "null" });

        private IEnumerable<Variable> SeenBy(Expression view) => view switch
        {
            Read read => SeenBy(read.Variable),
            Element row => SeenBy(row.View).SelectMany(ContentsOf),
            Slice slice => SeenBy(slice.View),
            Conversion conversion => SeenBy(conversion.Operand),
            Conditional conditional => SeenBy(conditional.WhenTrue).Concat(SeenBy(conditional.WhenFalse)),
            Constant => [Nothing],
            _ => [],
        };

        private HashSet<Variable> SeenBy(Variable variable) => Get(seen, variable);

        private HashSet<Variable> ContentsOf(Variable table) => Get(contents, table);

        private static HashSet<Variable> Get(Dictionary<Variable, HashSet<Variable>> sets, Variable key)
        {
            if (!sets.TryGetValue(key, out HashSet<Variable>? found))
            {
                sets[key] = found = [];
            }

            return found;
        }

        private void Add(HashSet<Variable> set, IEnumerable<Variable> added)
        {
            foreach (Variable variable in added.ToArray())
            {
                isGrowing |= set.Add(variable);
            }
        }
    }
}
