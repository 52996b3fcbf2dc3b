namespace Archiv.Tests.Support.Faults;

/// <summary>Whom the kernel takes first when memory runs out in a container.</summary>
public enum Victim
{
    /// <summary>The process that asks for too much.</summary>
    Itself,

    /// <summary>The model runner, a child of the server.</summary>
    Runner,

    /// <summary>The server, the container's main process.</summary>
    Server,
}
