namespace Archiv.Tests.Support.Engine;

/// <summary>What became of a model server that had too little memory. Its container's state alone does not tell (facts on Ollama, section 6).</summary>
public enum MemoryDeath
{
    /// <summary>The kernel killed nothing and no load was refused.</summary>
    None,

    /// <summary>The server saw that the model does not fit and refused to load it; nothing was killed.</summary>
    LoadRefused,

    /// <summary>The kernel killed a model runner, a child of the server; the container goes on.</summary>
    RunnerKilled,

    /// <summary>The kernel killed a process of the container that is neither the server nor a runner of it; searches go on.</summary>
    OtherKilled,

    /// <summary>The kernel killed the server itself, and with it the container.</summary>
    ServerKilled,
}
