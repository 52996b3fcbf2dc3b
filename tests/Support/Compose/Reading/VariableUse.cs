namespace Archiv.Tests.Support.Compose;

/// <summary>One reference to a variable in a compose file.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Form">How it is asked for.</param>
/// <param name="Argument">The default, message or alternative as written; empty for <see cref="VariableForm.Bare"/>.</param>
/// <param name="Place">Where the value that holds it begins.</param>
/// <param name="Path">The value's dotted path in its own file, such as <c>services.db.environment.POSTGRES_USER</c>.</param>
public sealed record VariableUse(string Name, VariableForm Form, string Argument, SourcePlace Place, string Path);
