using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>What makes it matter whether an object is null.</summary>
[System.Flags]
internal enum NullUses
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Something asks.</summary>
    Tested = 1,

    /// <summary>An array of objects begins without them.</summary>
    Begun = 2,
}

/// <content>
/// Objects of classes that the method creates: a variable for each number, as of a struct, and another name for an object
/// is another name for these.
/// </content>
internal sealed partial class BodyReader
{
    /// <summary>Notes where the objects in a body cannot be followed.</summary>
    private void FollowObjects(IOperation body, INamedTypeSymbol container)
    {
        foreach ((ISymbol type, IOperation place) in new ObjectUses(container, type => MeantIn(type, container), ExactObjectIn, method => reading.Helpers.BodyOf(method)).Unfollowed(body))
        {
            LoseObjects(type, place);
        }
    }

    /// <summary>The type of the object in a variable of an interface, say, or of a type above.</summary>
    private ITypeSymbol? ExactObjectIn(ISymbol variable) => variable switch
    {
        IParameterSymbol parameter => concrete.TryGetValue(parameter, out ITypeSymbol? passed) && IsFollowed(passed) ? passed : null,
        ILocalSymbol local when IsOpen(local.Type)
            && local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax syntax
            && reading.Model.GetOperation(syntax, reading.Cancellation) is IVariableDeclaratorOperation { Initializer.Value: IConversionOperation { IsImplicit: true, Operand: IObjectCreationOperation { Type: { } created } } } declarator
            && !IsAssigned(local, declarator) => created,
        _ => null,
    };

    /// <summary>In a method of a type above, that type is the one of the object that it is called on.</summary>
    private ITypeSymbol MeantIn(ITypeSymbol type, INamedTypeSymbol container) =>
        selfType is not null && SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, container.OriginalDefinition) ? selfType : Meant(type);

    private void LoseObjects(ISymbol type, IOperation place)
    {
        if (!reading.Unfollowed.ContainsKey(type))
        {
            reading.Unfollowed.Add(type, reading.Place ?? place.Syntax.GetLocation());
        }
    }

    /// <summary>An object is never null, but for the elements of an array that has none yet: what depends on that cannot be told.</summary>
    private void NoteNullTest(IOperation operation)
    {
        reading.Nulls |= NullUses.Tested;
        RefuseNulls(operation);
    }

    private void NoteEmptyElements(IOperation operation)
    {
        reading.Nulls |= NullUses.Begun;
        RefuseNulls(operation);
    }

    private void RefuseNulls(IOperation operation)
    {
        if (reading.Nulls == (NullUses.Tested | NullUses.Begun))
        {
            Refuse(operation, Fence.NullObject);
        }
    }

    /// <summary>The variables or elements that an object consists of; a new one, which has none yet, is given variables.</summary>
    private Expression AsObject(Expression value, IOperation? source, string name)
    {
        if (value is not Composite || source is null || ObjectUses.IsName(source))
        {
            return value;
        }

        Expression place = NewPlace(name, value.Type, value);
        DeclareLeaves(place, value);
        return place;
    }

    /// <summary><c>Body b = bodies[i];</c> is another name for the element, whatever becomes of <c>i</c>.</summary>
    private bool ReadAlias(ILocalSymbol local, IOperation source)
    {
        if (!CreatedClasses.CanChange(Meant(local.Type)) || !ObjectUses.IsName(source))
        {
            return false;
        }

        if (ReadPlace(source) is { } place)
        {
            place = Repeatable(place);
            foreach (Element element in Leaves(place).OfType<Element>().Take(1))
            {
                Write(new Evaluate(element));
            }

            references[local] = place;
        }

        return true;
    }
}
