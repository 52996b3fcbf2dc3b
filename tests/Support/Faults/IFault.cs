using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Faults;

/// <summary>Something that is broken on purpose: how to break it, how one sees that it bites, how to heal it.</summary>
public interface IFault
{
    /// <summary>What is broken, as a clause: „the model server is frozen“.</summary>
    string Name { get; }

    /// <summary>Breaks it.</summary>
    Task Break(Stack stack);

    /// <summary>Looks whether the fault is really there: null when it bites, else what was seen instead.</summary>
    Task<string?> Escapes(Stack stack);

    /// <summary>True when breaking or healing puts a new container in the place of a service's.</summary>
    bool Replaces(Stack stack, string service) => false;

    /// <summary>Undoes it; harmless when it was never broken or has healed by itself.</summary>
    Task Heal(Stack stack);
}
