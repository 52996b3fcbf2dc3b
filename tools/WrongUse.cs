namespace Archiv.Tests.Tools;

/// <summary>The command cannot run as asked. The message is one line and names the remedy; the process ends with <see cref="ExitCode.WrongUse"/>.</summary>
internal sealed class WrongUse(string message) : Exception(message);
