using System.Collections.Generic;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiff.Generator.FrontEnd;

/// <content>The table.</content>
internal static partial class Fence
{
    public static readonly Entry TooDeep = new(
        "An expression nested this deeply", "it would overflow the stack of the compiler", "split it with locals, or use a loop");

    public static readonly Entry AssignedField = new(
        "Writing to a field or property", "a derivative would have to follow the value out of the method", "return the value, or write it to a span parameter");

    public static readonly Entry AssignedElsewhere = new(
        "This assignment", "its target is neither a local, a parameter nor an element of a span or array", "assign to one of those");

    public static readonly Entry ByReference = new(
        "An argument passed by ref or out", "the call may change it in a way that is not known here", "use the call's result instead");

    public static readonly Entry RefLocal = new(
        "This ref local", "it is a second name for memory that cannot be followed", "let it refer to a variable or an element, or use those themselves");

    public static readonly Entry RefForEach = new(
        "foreach by reference", "the element would be changed through a second name", "use a for loop over the index");

    public static readonly Entry ForEachCollection = new(
        "foreach over this collection", "only spans and one-dimensional arrays of numbers can be followed", "copy the collection into an array before the loop");

    public static readonly Entry BufferArgument = new(
        "Passing a writable span or array to code that is not a static method",
        "the code could change the buffer unseen",
        "pass a ReadOnlySpan, or write the loop out");

    public static readonly Entry ReturnedBuffer = new(
        "A call that returns a span of its argument's memory", "which part it is cannot be known here", "use Slice or a range");

    public static readonly Entry ForeignBuffer = new(
        "Writing to a buffer that does not belong to the method", "the value would leave the method without its derivative", "write to a span parameter or to a local buffer");

    public static readonly Entry Extension = new(
        "An extension method called on a value that is not modelled", "the generated file may not import its namespace", "call it as a static method");

    public static readonly Entry RefReturn = new(
        "A call that returns a reference", "it is a second name for a variable elsewhere", "call a method that returns a value");

    public static readonly Entry IndexValue = new(
        "An Index or Range value", "only '^n' and 'a..b' written in the brackets can be followed", "write the index or the range where it is used");

    public static readonly Entry UninitialisedBuffer = new(
        "This buffer", "only one-dimensional buffers of numbers can be followed", "use one span or array with computed indices");

    public static readonly Entry AssignedRow = new(
        "Assigning a row of an array of arrays", "two rows could become one, and their gradients with them", "copy the row's elements");

    public static readonly Entry Spread = new(
        "A spread element", "the length of the new buffer is not known here", "copy with CopyTo");

    public static readonly Entry Checked = new(
        "checked and unchecked", "the derivative would run without it", "remove it; floating-point arithmetic does not overflow");

    public static readonly Entry Using = new(
        "using", "the resource would have to live through the reverse sweep", "open the resource in the caller");

    public static readonly Entry Lambda = new(
        "A lambda", "what it computes cannot be followed", "write its body where it is called, or make it a static method");

    private static readonly Entry Goto = new(
        "goto", "the reverse sweep could not find its way back", "use loops, break and continue");

    private static readonly Entry Switch = new(
        "switch", "it is not supported yet", "use if and else");

    private static readonly Entry Try = new(
        "try", "the reverse sweep cannot rerun a handler", "catch in the caller");

    private static readonly Entry Pointers = new(
        "Unsafe code", "memory reached through pointers cannot be followed", "use spans");

    private static readonly Entry Await = new(
        "await and yield", "a gradient method runs to its end at once", "compute the value first and pass it in");

    private static readonly Entry References = new(
        "A reference to a variable", "it is a second name, which the derivative would have to follow", "use the variable or the element itself");

    private static readonly Entry Declaration = new(
        "A variable declared inside an expression", "it is assigned by code that is not followed", "declare it in a statement of its own");

    private static readonly Entry Query = new(
        "A query", "what it computes cannot be followed", "use a loop");

    private static readonly Entry Tuple = new(
        "A tuple", "it is not supported yet", "use one local per element");

    /// <summary>By the kind of syntax, wherever it stands.</summary>
    private static readonly Dictionary<SyntaxKind, Entry> BySyntax = new()
    {
        [SyntaxKind.CheckedExpression] = Checked,
        [SyntaxKind.UncheckedExpression] = Checked,
        [SyntaxKind.CheckedStatement] = Checked,
        [SyntaxKind.UncheckedStatement] = Checked,
        [SyntaxKind.GotoStatement] = Goto,
        [SyntaxKind.GotoCaseStatement] = Goto,
        [SyntaxKind.GotoDefaultStatement] = Goto,
        [SyntaxKind.LabeledStatement] = Goto,
        [SyntaxKind.SwitchStatement] = Switch,
        [SyntaxKind.SwitchExpression] = Switch,
        [SyntaxKind.SimpleLambdaExpression] = Lambda,
        [SyntaxKind.ParenthesizedLambdaExpression] = Lambda,
        [SyntaxKind.AnonymousMethodExpression] = Lambda,
        [SyntaxKind.LocalFunctionStatement] = new("A local function", "it is not supported yet", "make it a static method of the type"),
        [SyntaxKind.TryStatement] = Try,
        [SyntaxKind.UsingStatement] = Using,
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
        [SyntaxKind.ForEachVariableStatement] = Tuple,
        [SyntaxKind.TupleExpression] = Tuple,
        [SyntaxKind.MakeRefExpression] = References,
        [SyntaxKind.RefValueExpression] = References,
        [SyntaxKind.RefTypeExpression] = References,
        [SyntaxKind.DeclarationExpression] = Declaration,
        [SyntaxKind.SingleVariableDesignation] = Declaration,
        [SyntaxKind.ParenthesizedVariableDesignation] = Declaration,
        [SyntaxKind.QueryExpression] = Query,
        [SyntaxKind.WithExpression] = new("with", "objects cannot be followed", "compute with locals"),
        [SyntaxKind.AnonymousObjectCreationExpression] = new("An anonymous object", "objects cannot be followed", "use one local per member"),
        [SyntaxKind.ThrowExpression] = new("A throw inside an expression", "it is not supported yet", "use if and a throw statement"),
        [SyntaxKind.CoalesceAssignmentExpression] = new("'??='", "it is not supported", "use if"),
    };
}
