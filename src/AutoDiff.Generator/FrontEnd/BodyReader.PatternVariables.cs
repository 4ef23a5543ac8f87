using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>Variables that patterns declare.</content>
internal sealed partial class BodyReader
{
    /// <summary>Variables that patterns declare.</summary>
    private readonly HashSet<Variable> patternVariables = [];

    /// <summary>
    /// Gives a variable of a pattern its value. It begins with the statement that the pattern stands in, whose later parts see it.
    /// </summary>
    private void Bind(IPatternOperation pattern, ISymbol symbol, Subject subject)
    {
        if (subject.Value is not { } value || symbol is not ILocalSymbol { Type: { } type } || (value.Type.IsView && value is not Ir.Read))
        {
            Refuse(pattern, Fence.Pattern);
            return;
        }

        if (value is Composite whole && !declaredAhead.Contains(symbol))
        {
            Expression place = NewPlace(symbol.Name, whole.Type, whole);
            bound[symbol] = place;
            foreach ((Variable part, Expression number) in Leaves(place).Select(leaf => ((Read)leaf).Variable).Zip(Leaves(whole), (part, number) => (part, number)))
            {
                patternVariables.Add(part);
                BindNew(part, number);
            }

            return;
        }

        // A loop's body, which sees the variables of the condition, is read before it; what is read twice declares another one.
        Variable variable = VariableOf(symbol, type);
        if (!patternVariables.Add(variable) && !declaredAhead.Contains(symbol))
        {
            variables[symbol] = variable = reading.NewVariable(symbol.Name, variable.Type);
            patternVariables.Add(variable);
        }

        if (value.Type != variable.Type)
        {
            value = IsNullable(subject.Type)
                ? new Opaque(variable.Type, ["", ".GetValueOrDefault()"], [value]) { Site = Site(pattern) }
                : new Opaque(variable.Type, ["(", " as " + type.GlobalName() + ")!"], [value]) { Site = Site(pattern) };
        }

        if (declaredAhead.Contains(symbol))
        {
            Write(new Assign(new Read(variable), value));
            return;
        }

        BindNew(variable, value);
    }

    private void BindNew(Variable variable, Expression value)
    {
        if (ReferenceEquals(output, statementOutput) || value.Type.IsView)
        {
            Write(new Declare(variable, value));
            return;
        }

        statementOutput.Add(new Declare(variable, Formula.Default(variable.Type)) { Origin = origin });
        Write(new Assign(new Read(variable), value));
    }

    /// <summary>Statements of an operand that only bind variables of patterns to values at hand can run before the operand is reached.</summary>
    private List<Statement> WithoutBindings(List<Statement> written)
    {
        if (!written.TrueForAll(statement => statement is Assign { Target: Read { Variable: var variable }, Value: Ir.Read or Number or Constant } && patternVariables.Contains(variable)))
        {
            return written;
        }

        foreach (Assign binding in written.Cast<Assign>())
        {
            Variable variable = ((Read)binding.Target).Variable;
            int begin = ReferenceEquals(output, statementOutput) ? output.FindIndex(statement => statement is Declare declare && declare.Variable == variable) : -1;
            if (begin >= 0)
            {
                output.RemoveAt(begin);
                output.Add(new Declare(variable, binding.Value) { Origin = binding.Origin });
            }
            else
            {
                output.Add(binding);
            }
        }

        return [];
    }
}
