using System.Collections.Generic;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiff.Generator.FrontEnd;

/// <content>The table.</content>
internal static partial class Fence
{
    public static readonly Entry TooDeep = new(
        "An expression nested this deeply", "it would overflow the stack of the compiler", "split it with locals, or use a loop");

    public static readonly Entry AssignedField = new(
        "Writing to a field or property", "a derivative would have to follow the value out of the method", "return the value, write it to a span parameter, or make the type a struct");

    public static readonly Entry SharedObject = new(
        "This use of an object that changes", "the object may get a second name, and what is done under one could not be followed under the other", "keep it in one local, member or element, and pass it only to methods of your own");

    public static readonly Entry AssignedElsewhere = new(
        "This assignment", "its target is neither a local, a parameter nor an element of a span or array", "assign to one of those");

    public static readonly Entry ByReference = new(
        "An argument passed by ref or out", "the call may change it in a way that is not known here", "use the call's result instead");

    public static readonly Entry RefLocal = new(
        "This ref local", "it is a second name for memory that cannot be followed", "let it refer to a variable or an element, or use those themselves");

    public static readonly Entry RefForEach = new(
        "foreach by reference", "the element would be changed through a second name", "use a for loop over the index");

    public static readonly Entry ForEachCollection = new(
        "foreach over this collection", "only arrays, lists and spans are gone through by their index", "copy the collection into an array before the loop");

    public static readonly Entry SequenceOrder = new(
        "A query whose code has effects", "on which items it runs, and in what order, cannot be kept here", "write the loop out");

    public static readonly Entry Query = new(
        "This call of LINQ", "what it does with its items is not known as a loop", "write the loop out; what needs all items at once, such as Skip after Where, also works on ToArray()");

    public static readonly Entry PassedLambda = new(
        "A lambda for code that is not read", "how often it is called, and with what, is not known", "write the loop out, or a method of your own that calls it");

    public static readonly Entry BufferArgument = new(
        "Passing a writable span or array to code that is not a static method",
        "the code could change the buffer unseen",
        "pass a ReadOnlySpan, write the loop out, or make the type a struct");

    public static readonly Entry ReturnedBuffer = new(
        "A call that returns a span of its argument's memory", "which part it is cannot be known here", "use Slice or a range");

    public static readonly Entry PartConversion = new(
        "A conversion of a tuple's part or of a loop's item", "the operator that converts it cannot be followed", "convert it by a cast of its own");

    public static readonly Entry CopyConstructor = new(
        "'with' on a record that has a copy constructor of its own", "what is copied is what that constructor makes of it", "call a constructor with all members");

    public static readonly Entry ChangingGetter = new(
        "A pattern over a property whose getter changes its structure", "how often it is asked, and of which copy, is the compiler's choice", "read the property into a local, and test that");

    public static readonly Entry TupleComparison = new(
        "A comparison of tuples that hold structures or records", "the operator that compares such a part cannot be followed there", "compare the parts one by one");

    public static readonly Entry Unnameable = new(
        "A member that only its own type can name", "its code becomes a part of another type's derivative, which cannot name it", "make the member internal, or move the annotated method into its type");

    public static readonly Entry NullObject = new(
        "An object that may be null", "it is followed by its numbers, and there would be none", "pass an object, or write a method without the parameter");

    public static readonly Entry UserShortCircuit = new(
        "An operator && or || of a type's own", "it runs operator true or false, and the right side only sometimes", "write an if, or call the operators by themselves");

    public static readonly Entry ChangedCopy = new(
        "A call that changes a copy", "C# copies the structure first, because the method may not be called on what can only be read", "copy the structure to a local, and call the method on that");

    public static readonly Entry OtherNames = new(
        "Another name for a buffer of tuples", "its elements' parts would be called one thing here and another there", "name the parts alike, or declare the variable with var");

    public static readonly Entry ForeignBuffer = new(
        "Writing to a buffer that does not belong to the method", "the value would leave the method without its derivative", "write to a span parameter or to a local buffer");

    public static readonly Entry Extension = new(
        "An extension method called on a value that is not modelled", "the generated file may not import its namespace", "call it as a static method");

    public static readonly Entry RefReturn = new(
        "A call that returns a reference", "only one whose body names the place at once can be followed", "write '=> ref place', or return a value");

    public static readonly Entry IndexValue = new(
        "An Index or Range value", "only '^n' and 'a..b' written in the brackets can be followed", "write the index or the range where it is used");

    public static readonly Entry UninitialisedBuffer = new(
        "This buffer", "only buffers of numbers and of structs of numbers can be followed, and arrays of such arrays", "use one span or array with computed indices");

    public static readonly Entry MixedStructs = new(
        "A variable for structs of the caller's and of the method's own",
        "the method keeps its own structs number by number, each in a buffer of its own",
        "use one variable for each, or copy the elements with CopyTo");

    public static readonly Entry OwnStructs = new(
        "Passing a buffer of structs that the method created",
        "the method keeps its structs number by number, each in a buffer of its own",
        "write the loop out, or copy the numbers into a buffer of their own");

    public static readonly Entry OwnObject = new(
        "Using 'this' as a whole",
        "IncludeThis follows its members, and code that is not followed could read them too",
        "read the members, call methods of this class that cannot be overridden, or mark what is called [NoGradient]");

    public static readonly Entry ExtensionBlock = new(
        "A member of an extension block", "its receiver is no parameter that could be followed", "make it a static method or a classic extension method");

    public static readonly Entry ConstantBuffer = new(
        "A buffer in a member that is marked [NoGradient]", "its elements are constants here and not where it comes from", "mark the parameter that it comes from, or copy it with Diff.StopGradient");

    public static readonly Entry Captured = new(
        "A parameter of the type's constructor", "the derivative cannot name it here", "keep it in a field or property, and read that");

    public static readonly Entry Overridable = new(
        "A property that derived types may override", "what it reads cannot be known here", "seal it or its type, or mark it [NoGradient]");

    public static readonly Entry AssignedList = new(
        "Writing to a list that is not created with its variable", "who else has it is not known", "declare it where it is created, List<double> list = new(), or use a span or an array");

    public static readonly Entry ListOfBuffers = new(
        "A list of what holds arrays", "each element would be a buffer of its own", "use an array");

    public static readonly Entry KeptList = new(
        "A list that gets another name here", "what is added by one name the other one would miss", "use it by its only name, or copy it with ToArray");

    public static readonly Entry StoredMemory = new(
        "Memory that something else keeps", "whose numbers it holds cannot be known here", "pass it as a parameter");

    public static readonly Entry AssignedRow = new(
        "Assigning a row of an array of arrays", "two rows could become one, and their gradients with them", "copy the row's elements");

    public static readonly Entry Spread = new(
        "A spread element", "only buffers of numbers, spread into one of the same numbers, can be followed", "copy with CopyTo");

    public static readonly Entry TypeParameter = new(
        "A call of this generic method", "code in it that is not followed names its type parameter", "write the method for float or double");

    public static readonly Entry Delegate = new(
        "A delegate whose code is not known here", "what it computes cannot be followed", "assign lambdas or methods to a local of this method and call that, or write a lambda as the argument");

    public static readonly Entry Lambda = new(
        "A lambda or a method that is kept here", "which function is called later cannot be followed", "assign it to a local of this method, in statements of the method itself, and call that local");

    public static readonly Entry ManyVariants = new(
        "A call of a method that takes other functions each time", "it would have to be read too often", "pass the same functions on, or write a loop");

    public static readonly Entry Pattern = new(
        "This pattern", "only constants, comparisons, 'var', '_', 'and', 'or', 'not', and these over the elements of a tuple or a buffer and over the members of a structure can be followed", "write the condition with '&&', '||' and comparisons");

    public static readonly Entry ManySections = new(
        "A switch of more than 250 sections", "it would nest too deeply", "use an array of values, or split it");

    public static readonly Entry CoalesceAssignment = new(
        "'??=' with this target", "only locals and parameters of a reference type can be followed", "use if");

    public static readonly Entry CheckedCall = new(
        "Integer arithmetic in a call that is kept as it is, in a checked or unchecked context of its own", "the text would lose the context", "compute the argument in a statement before the call");

    public static readonly Entry UnknownDispose = new(
        "A using of this value", "what its Dispose does to its numbers is not known here", "call a method of your own in try and finally");

    public static readonly Entry AsyncUsing = new(
        "await using", "a gradient method runs to its end at once", "open the resource in the caller");

    public static readonly Entry GotoAcross = new(
        "A goto to another section of a switch, or to a label beside a using declaration", "it has no place in loops and choices", "use loops, break and continue");

    public static readonly Entry CrossingGotos = new(
        "A block or switch with this many labels, whose jumps cross each other,", "they would nest too deeply", "use loops, or split the method");

    private static readonly Entry Catch = new(
        "catch", "the reverse sweep would have to know how far the block had come when the exception was thrown", "catch in the caller, or test for the condition first");

    private static readonly Entry Pointers = new(
        "Unsafe code", "memory reached through pointers cannot be followed", "use spans");

    public static readonly Entry RecordedBuffer = new(
        "This call of a generated member", "it records whole buffers or calls itself, and its own derivative through such records is not supported yet", "treat it as a constant with Diff.StopGradient, or write the derivative into the method by hand");

    private static readonly Entry Await = new(
        "await and yield", "a gradient method runs to its end at once", "compute the value first and pass it in");

    private static readonly Entry References = new(
        "A reference to a variable", "it is a second name, which the derivative would have to follow", "use the variable or the element itself");

    /// <summary>By the kind of syntax, wherever it stands.</summary>
    private static readonly Dictionary<SyntaxKind, Entry> BySyntax = new()
    {
        [SyntaxKind.CatchClause] = Catch,
        [SyntaxKind.LockStatement] = new("lock", "the reverse sweep would run without it", "lock in the caller"),
        [SyntaxKind.FixedStatement] = Pointers,
        [SyntaxKind.UnsafeStatement] = Pointers,
        [SyntaxKind.PointerIndirectionExpression] = Pointers,
        [SyntaxKind.PointerMemberAccessExpression] = Pointers,
        [SyntaxKind.AddressOfExpression] = Pointers,
        [SyntaxKind.PointerType] = Pointers,
        [SyntaxKind.AwaitExpression] = Await,
        [SyntaxKind.YieldReturnStatement] = Await,
        [SyntaxKind.YieldBreakStatement] = Await,
        [SyntaxKind.MakeRefExpression] = References,
        [SyntaxKind.RefValueExpression] = References,
        [SyntaxKind.RefTypeExpression] = References,
        [SyntaxKind.AnonymousObjectCreationExpression] = new("An anonymous object", "objects cannot be followed", "use one local per member"),
    };
}
