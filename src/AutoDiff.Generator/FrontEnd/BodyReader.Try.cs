using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content><c>try</c> with <c>finally</c>, and <c>using</c>, which is the same.</content>
internal sealed partial class BodyReader
{
    private void ReadTry(ITryOperation operation) => WithOrigin(operation.Syntax, () =>
    {
        if (operation.Catches.Length > 0 || operation.Finally is null)
        {
            Fence.Refuse(reading, ((TryStatementSyntax)operation.Syntax).Catches.FirstOrDefault() ?? operation.Syntax);
            return;
        }

        WriteTry(Enclosed(() => ReadStatement(operation.Body)), Enclosed(() => ReadStatement(operation.Finally)));
    });

    /// <summary><c>using (T r = e) { body }</c> => <c>T r = e; try { body } finally { r?.Dispose(); }</c></summary>
    private void ReadUsing(IUsingOperation operation) => WithOrigin(operation.Syntax, () =>
    {
        if (operation.IsAsynchronous)
        {
            Refuse(operation, Fence.AsyncUsing);
            return;
        }

        if (operation.Resources is IVariableDeclarationGroupOperation group)
        {
            WriteUsing([.. Declarators(group)], 0, () => ReadStatement(operation.Body));
            return;
        }

        IOperation given = Unconverted(operation.Resources);
        Expression value = ReadRoot(given);
        Expression resource = value is Composite ? NewPlace("resource", value.Type, value) : new Read(Declare("resource", value));
        if (value is Composite)
        {
            DeclareLeaves(resource, value);
        }

        WriteTry(Enclosed(() => ReadStatement(operation.Body)), BlockOf(() => WriteDispose(operation, resource, given.Type)));
    });

    private void ReadUsing(IUsingDeclarationOperation declaration, ImmutableArray<IOperation> rest) => WithOrigin(declaration.Syntax, () =>
    {
        if (declaration.IsAsynchronous)
        {
            Refuse(declaration, Fence.AsyncUsing);
            return;
        }

        WriteUsing([.. Declarators(declaration.DeclarationGroup)], 0, () => ReadStatements(rest));
    });

    private void WriteUsing(IReadOnlyList<IVariableDeclaratorOperation> resources, int index, System.Action readBody)
    {
        if (index == resources.Count)
        {
            readBody();
            return;
        }

        if (ReadRented(resources[index].Symbol))
        {
            WriteUsing(resources, index + 1, readBody);
            return;
        }

        ReadDeclarator(resources[index]);
        Expression resource = ValueOf(resources[index].Symbol, resources[index].Symbol.Type);
        Block body = Enclosed(() => WriteUsing(resources, index + 1, readBody));
        WriteTry(body, BlockOf(() => WriteDispose(resources[index], resource, resources[index].Symbol.Type)));
    }

    private void WriteDispose(IOperation operation, Expression resource, ITypeSymbol? type)
    {
        if (resource is Composite)
        {
            if (DisposeOf(Meant(type!)) is not { } dispose || ReadHelperCall(operation, dispose, () => resource, []) is null)
            {
                Refuse(operation, Fence.UnknownDispose);
            }

            return;
        }

        bool hasMethod = type is not null && SelfAndBases(type).SelectMany(part => part.GetMembers("Dispose")).OfType<IMethodSymbol>()
            .Any(method => method is { Parameters.IsEmpty: true, IsStatic: false, DeclaredAccessibility: Accessibility.Public });
        bool canBeNull = type is null || !type.IsValueType || IsNullable(type);
        string call = (canBeNull ? "?" : "") + ".Dispose()";
        Write(new Evaluate(hasMethod || type?.TypeKind == Microsoft.CodeAnalysis.TypeKind.Interface
            ? new Opaque(IrType.Void, ["", call], [resource])
            : new Opaque(IrType.Void, ["((global::System.IDisposable" + (canBeNull ? "?)" : ")"), ")" + call], [resource])));
    }

    /// <summary>A <c>ref struct</c> needs no interface for its method.</summary>
    private IMethodSymbol? DisposeOf(ITypeSymbol type)
    {
        IMethodSymbol? declared = reading.Model.Compilation.GetSpecialType(SpecialType.System_IDisposable).GetMembers("Dispose").OfType<IMethodSymbol>().FirstOrDefault();
        return (declared is null ? null : type.FindImplementationForInterfaceMember(declared) as IMethodSymbol)
            ?? type.GetMembers("Dispose").OfType<IMethodSymbol>().FirstOrDefault(method => type.IsRefLikeType && method is { Parameters.IsEmpty: true, IsStatic: false, ReturnsVoid: true });
    }

    private static IEnumerable<ITypeSymbol> SelfAndBases(ITypeSymbol type)
    {
        for (ITypeSymbol? part = type; part is not null; part = part.BaseType)
        {
            yield return part;
        }
    }

    private Block Enclosed(System.Action read)
    {
        attempts++;
        Block block = BlockOf(read);
        attempts--;
        return block;
    }

    /// <summary>
    /// Scalars that the body declares begin before it, so that the reverse sweep behind it sees them:
    /// <c>try { double y = e; } finally { }</c> => <c>double y; try { y = e; } finally { }</c>
    /// </summary>
    private void WriteTry(Block body, Block cleanup)
    {
        List<Statement> statements = [];
        foreach (Statement statement in body.Statements)
        {
            if (statement is Declare declare && TypeReader.IsScalar(declare.Variable.Type))
            {
                output.Add(declare with { Value = null });
                if (declare.Value is { } value)
                {
                    statements.Add(new Assign(new Read(declare.Variable), value) { Origin = declare.Origin });
                }
            }
            else
            {
                statements.Add(statement);
            }
        }

        Write(new Try(new Block(statements.ToEquatableArray()), cleanup));
    }
}
