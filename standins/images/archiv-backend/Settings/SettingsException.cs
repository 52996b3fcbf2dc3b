namespace Archiv.Backend.Settings;

/// <summary>The environment does not make a valid configuration; one message per setting, each naming its remedy.</summary>
internal sealed class SettingsException(IReadOnlyList<string> problems) : Exception(string.Join("; ", problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
