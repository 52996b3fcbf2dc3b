namespace Standins.Toxiproxy.Cli;

/// <summary>Ends the command with a message on standard error.</summary>
internal sealed class CliFailure(string message, int exitCode = 1) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>Shown on standard output before the message.</summary>
    public string? Help { get; init; }
}
