namespace Docker.DotNet.Models;

/// <summary>When the engine restarts a container.</summary>
public enum RestartPolicyKind
{
    Undefined,
    No,
    Always,
    OnFailure,
    UnlessStopped,
}
