using System;

namespace AutoDiff.Generator.Tests.Interpreter;

/// <summary>A <c>throw</c> of the executed program; the message is the thrown expression.</summary>
internal sealed class ProgramException(string message) : Exception(message);
