namespace Archiv.Tests.Support.Faults;

/// <summary>How a pull is cut.</summary>
public enum PullCut
{
    /// <summary>Init's container dies by SIGKILL.</summary>
    InitKilled,

    /// <summary>No packet reaches the registry any more; later, the network refuses its address.</summary>
    NetworkGone,

    /// <summary>The transfer that runs goes on to its end; new connections are refused.</summary>
    NextRefused,
}
