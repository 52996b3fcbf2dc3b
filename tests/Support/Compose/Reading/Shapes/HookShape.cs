namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>A command that runs after a start or before a stop.</summary>
internal static class HookShape
{
    public static readonly RecordShape Hook = new(new Dictionary<string, Field>
    {
        ["command"] = new(CommandShape.Command, KeepEmpty: true),
        ["user"] = TextShape.Text,
        ["privileged"] = TruthShape.Truth,
        ["working_dir"] = TextShape.Text,
        ["environment"] = KeyValuesShape.Environment,
    })
    { Then = (read, _, _) => read["command"] is null ? read.With("command", new ScalarNode(null, read.Place)) : read };

    public static readonly ListShape Hooks = new(Hook);
}
