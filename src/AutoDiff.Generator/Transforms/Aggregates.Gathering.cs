using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Transforms;

/// <content>Putting together.</content>
internal sealed partial class Aggregates
{
    /// <summary>One member being put together.</summary>
    private sealed class Gathering(Aggregates aggregates, DerivativeMember member, Identifiers identifiers)
    {
        private readonly List<Statement> before = [];
        private readonly List<Statement> after = [];
        private readonly Function source = aggregates.source;

        public DerivativeMember Run()
        {
            List<Companion> companions = [.. Companions()];
            Dictionary<Variable, Companion> byVariable = companions.ToDictionary(companion => companion.Variable);
            foreach (Parameter parameter in source.Parameters.Where(parameter => aggregates.parts.ContainsKey(parameter.Variable)))
            {
                List<(Variable Leaf, string Path)> leaves = aggregates.parts[parameter.Variable];
                bool comesIn = parameter.Passing != ParameterPassing.Out;
                before.AddRange(leaves.Select(leaf => new Declare(leaf.Leaf, comesIn ? new Field(new Read(parameter.Variable), leaf.Path, leaf.Leaf.Type) : null)));
                if (parameter.Passing is ParameterPassing.Ref or ParameterPassing.Out)
                {
                    after.Add(new Assign(new Read(parameter.Variable), Whole(parameter.Variable.Type, leaves.ToDictionary(leaf => leaf.Path, leaf => (Expression)new Read(leaf.Leaf)))));
                }
            }

            EquatableArray<Parameter> parameters =
            [
                .. source.Parameters,
                .. companions.Select(companion => new Parameter(companion.Variable, IsActive: false, companion.Passing)),
            ];
            Block body = Body();
            IrType type = body.Returned?.Type ?? IrType.Void;
            return member with { Function = new Function(member.Function.Name, parameters, type, body), Companions = companions.ToEquatableArray() };
        }

        private Block Body()
        {
            List<Statement> statements = [.. member.Function.Body.Statements];
            Return? exit = statements.LastOrDefault() as Return;
            if (exit is not null)
            {
                statements.RemoveAt(statements.Count - 1);
            }

            // Guards that look at nothing of what is taken apart come first, as in the source.
            HashSet<Variable> unpacked = [.. before.OfType<Declare>().Select(declare => declare.Variable)];
            int first = statements.Take(Guards.CountAtTop(statements)).TakeWhile(statement => !new Block([statement]).Variables().Any(unpacked.Contains)).Count();
            statements.InsertRange(first, before);
            statements.AddRange(after);
            if (exit is not null)
            {
                statements.Add(exit with { Value = exit.Value is null ? null : Result(exit.Value) });
            }

            return new Block(statements.ToEquatableArray());
        }

        private Expression Result(Expression value)
        {
            if (value is not TupleValue tuple)
            {
                return value;
            }

            bool isPair = tuple.Elements is [{ Name: "Value" }, { Name: "Gradient" or "Tangent" }];
            if (!isPair)
            {
                return OfResult(tuple);
            }

            Expression first = tuple.Elements[0].Value is TupleValue value1 ? OfResult(value1) : tuple.Elements[0].Value;
            Expression second = tuple.Elements[1].Value;
            second = tuple.Elements[1].Name == "Tangent"
                ? second is TupleValue tangents ? OfResult(tangents) : second
                : Gradient(second is TupleValue gradients ? [.. gradients.Elements.Select(element => element.Value)] : [second]);
            return new TupleValue([new("Value", first), new(tuple.Elements[1].Name, second)]);
        }

        /// <summary>The result, or its tangent, from those numbers of it that there are.</summary>
        private Composite OfResult(TupleValue tuple)
        {
            Queue<Expression> values = new(tuple.Elements.Select(element => element.Value));
            bool isWhole = tuple.Elements.Count == source.Results.Count;
            Expression[] leaves = [.. source.Results.Select(leaf => isWhole || leaf.Type.IsFloatingPoint ? values.Dequeue() : Formula.Default(leaf.Type))];
            int next = 0;
            return (Composite)Next(source.ReturnType);

            Expression Next(IrType type) => type.Kind == TypeKind.Aggregate
                ? new Composite(type, type.Members.Select(part => Next(part.Type)).ToEquatableArray())
                : leaves[next++];
        }

        private Expression Gradient(IReadOnlyList<Expression> values)
        {
            List<TupleElement> elements = [];
            foreach (IGrouping<Variable, (Variable Variable, Expression Value)> group in member.Request.Active.Zip(values, (variable, value) => (variable, value)).GroupBy(pair => aggregates.WholeOf(pair.variable)))
            {
                elements.Add(new TupleElement(group.Key.Name, IsApart(group.Key)
                    ? Whole(group.Key, group.ToDictionary(pair => pair.Variable, pair => pair.Value))
                    : group.Single().Value));
            }

            return elements.Count == 1 ? elements[0].Value : new TupleValue(elements.ToEquatableArray());
        }

        /// <summary>The companions of wholes, and how they are taken apart and put together.</summary>
        private IEnumerable<Companion> Companions()
        {
            // Numbers of the result belong together, as those of a parameter do.
            foreach (IGrouping<Variable?, Companion> group in member.Companions.GroupBy(companion => companion.Of is null ? null : aggregates.WholeOf(companion.Of)))
            {
                bool isApart = group.Key is null ? source.Results.Count > 0 : IsApart(group.Key);
                if (!isApart)
                {
                    foreach (Companion companion in group)
                    {
                        yield return companion;
                    }

                    continue;
                }

                string suffix = member.Kind == DerivativeKind.Jvp ? "Tangent" : "Gradient";
                IrType type = group.Key?.Type ?? source.ReturnType;
                Variable whole = identifiers.Fresh((group.Key?.Name ?? "result") + suffix, type);
                Dictionary<string, Companion> leaves = [];
                foreach ((Companion companion, string path) in group.Key is null
                    ? group.Zip(source.Results.Zip(source.ResultPaths, (leaf, path) => (leaf, path)).Where(part => part.leaf.Type.IsFloatingPoint), (companion, part) => (companion, part.path))
                    : group.Select(companion => (companion, aggregates.parts[group.Key].First(part => part.Leaf.Equals(companion.Of)).Path)))
                {
                    leaves[path] = companion;
                    before.Add(new Declare(companion.Variable, companion is { Role: CompanionRole.Overwritten, Variable.Type.IsView: false } ? null : Member(whole, path, companion.Variable.Type)));
                }

                Dictionary<string, Expression> written = leaves.Where(leaf => leaf.Value.IsWritten && !leaf.Value.Variable.Type.IsView)
                    .ToDictionary(leaf => leaf.Key, leaf => (Expression)new Read(leaf.Value.Variable));
                bool holdsBuffers = leaves.Values.Any(leaf => leaf.Variable.Type.IsView);
                bool isSet = holdsBuffers && type.IsSettable;
                after.AddRange(
                    written.Count == 0 ? []
                    : isSet ? written.Select(number => new Assign(new Field(new Read(whole), number.Key, number.Value.Type), number.Value))
                    : [new Assign(new Read(whole), Whole(type, written, kept: holdsBuffers ? new Read(whole) : null))]);
                yield return new Companion(whole, group.Key, RoleOf([.. leaves.Values]))
                {
                    IsFilled = holdsBuffers && (written.Count == 0 || (isSet && type.IsObject)),
                };
            }
        }

        // Numbers that only go in beside buffers that go in and come out.
        private static CompanionRole RoleOf(IReadOnlyList<Companion> leaves) => leaves.FirstOrDefault(leaf => leaf.Role == CompanionRole.Replaced)?.Role ?? leaves[0].Role;

        // Span<double> mWeightsGradient = mGradient.Weights;
        private static Expression Member(Variable whole, string path, IrType type) =>
            type.IsView && !type.IsUncut ? new Conversion(type, new Field(new Read(whole), path, whole.Type.Along(path).Last().Type), IsImplicit: true) : new Field(new Read(whole), path, type);

        private Composite Whole(Variable whole, Dictionary<Variable, Expression> values) =>
            Whole(whole.Type, aggregates.parts[whole].Where(part => values.ContainsKey(part.Leaf)).ToDictionary(part => part.Path, part => values[part.Leaf]));

        /// <param name="type">The type of the whole.</param>
        /// <param name="values">What it is made of, by paths.</param>
        /// <param name="kept">What all other members are taken from; null: they are nothing.</param>
        private static Composite Whole(IrType type, Dictionary<string, Expression> values, Expression? kept = null)
        {
            HashSet<string> used = [];
            Composite whole = Made(type, "");
            return used.Count == values.Count ? whole : throw new System.InvalidOperationException("'" + values.Keys.First(key => !used.Contains(key)) + "' has no place in " + type.Name);

            Composite Made(IrType made, string path) => new(
                made,
                made.Members.Select(part => Part(part, path + "." + part.Name) ?? Part(part, path + "." + part.Accessor?.Name) ?? Other(part, path)).ToEquatableArray());

            Expression Other(TypeMember part, string path) => kept is null ? Formula.Default(part.Type) : new Field(kept, path + "." + (part.Accessor?.Name ?? part.Name), part.Type);

            // What cannot be named is read by the name of an accessor.
            Expression? Part(TypeMember part, string path) =>
                part.Type.Kind != TypeKind.Aggregate ? values.TryGetValue(path, out Expression? value) && used.Add(path) ? value : null
                : values.Keys.Any(key => key.StartsWith(path + ".", System.StringComparison.Ordinal)) ? Made(part.Type, path)
                : null;
        }
    }
}
