using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>
/// Writes numbers in buffers of structs. What C# lets nobody set is written with all that stands around it.
/// <code>
/// ps[i].X = e   =>   ps[i] = ps[i] with { X = e }        X is init-only
/// ps[i].X = e   =>   ps[i] = new Pt(e, ps[i].Y)          X can only be read
/// </code>
/// </summary>
internal sealed class MemberWrites(ExpressionEmitter expressions, Spelling spelling)
{
    /// <summary>The assignment, or null if the number itself can be assigned.</summary>
    public string? Assignment(Expression target, Expression value)
    {
        if (target is not Element { Path.Length: > 0 } element)
        {
            return null;
        }

        string place = expressions.Value(element with { Path = "", Leaf = null });
        IrType type = element.View.Type.Element!;
        string[] names = element.Path.Split(['.'], StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < names.Length; i++)
        {
            TypeMember member = MemberOf(type, names[i]);
            bool isSet = member.Access == MemberAccess.Field || (member.Access == MemberAccess.Property && i == names.Length - 1);
            if (!isSet)
            {
                return $"{place} = {Rebuilt(place, type, new Queue<string>(names.Skip(i)), value)};";
            }

            place += "." + names[i];
            type = member.Type;
        }

        return null;
    }

    private string Rebuilt(string place, IrType type, Queue<string> names, Expression value)
    {
        TypeMember changed = MemberOf(type, names.Dequeue());
        string inner = names.Count > 0 ? Rebuilt(place + "." + changed.Name, changed.Type, names, value) : expressions.Listed(value);
        return changed.Access == MemberAccess.None
            ? $"new {spelling.Type(type)}({string.Join(", ", type.Members.Select(member => member == changed ? inner : place + "." + member.Name))})"
            : $"{place} with {{ {changed.Name} = {inner} }}";
    }

    private static TypeMember MemberOf(IrType type, string name) => type.Members.First(member => member.Name == name);
}
