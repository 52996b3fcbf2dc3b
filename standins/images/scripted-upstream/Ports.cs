namespace ScriptedUpstream;

/// <summary>Where the double listens.</summary>
internal static class Ports
{
    /// <summary>Instead of the model server.</summary>
    public const int Model = 11434;

    /// <summary>For the test.</summary>
    public const int Control = 8090;
}
