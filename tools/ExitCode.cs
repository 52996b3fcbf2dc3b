namespace Archiv.Tests.Tools;

/// <summary>Exit codes of every command: a contract (docs, CI).</summary>
internal static class ExitCode
{
    /// <summary>Every judged row holds.</summary>
    public const int Held = 0;

    /// <summary>At least one row is broken; wins over unknown.</summary>
    public const int Broken = 1;

    /// <summary>At least one row could not be judged.</summary>
    public const int Unknown = 2;

    /// <summary>Wrong use, or the environment lacks something.</summary>
    public const int WrongUse = 3;

    /// <summary>Stopped by a signal: healed, cleaned, report written.</summary>
    public const int Interrupted = 130;
}
