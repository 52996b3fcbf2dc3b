namespace Archiv.Tests.Support.Rules;

/// <summary>How much a finding weighs.</summary>
public enum Severity
{
    /// <summary>Worth knowing; changes no exit code and breaks no row.</summary>
    Note,

    /// <summary>The rule is broken.</summary>
    Finding,
}
